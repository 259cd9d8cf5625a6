// Files of a form: handed in as soon as they are chosen, under one reference that the form keeps.
import { send } from "../shared/sending.js";
import { say } from "../shared/texts.js";

/** Hand in what is chosen in the file fields of this form, and take back what is dropped. */
export function handInFiles(form, address) {
  for (const field of form.querySelectorAll("[data-files]")) {
    const input = field.querySelector("[data-file-input]");
    input.addEventListener("change", async () => {
      for (const file of [...input.files]) await handIn(field, file, address);
      input.value = "";
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
    field.addEventListener("click", async (event) => {
      const line = event.target.closest("[data-file-drop]")?.closest("[data-file]");
      if (!line) return;
      const answer = await send(`/files/${line.dataset.file}/drop`, {}).catch(() => null);
      if (!answer?.ok) return;
      line.remove();
      if (!field.querySelector("[data-file]")) field.querySelector("[data-file-ref]").value = "";
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

async function handIn(field, file, address) {
  const place = field.querySelector("[data-file-ref]");
  const told = field.querySelector("[data-file-error]");
  const ref = place.value.replace("files::", "") || newReference();
  const body = new FormData();
  body.append("ref", ref);
  body.append("file", file);
  told.textContent = say("door.js.handing_in", { name: file.name });
  const answer = await send(address, body).catch(() => null);
  const read = await answer?.json().catch(() => null);
  if (!answer?.ok || !read?.file) {
    told.textContent = `${file.name} ${read?.refused?.fields?.[0]?.sentence ?? read?.refused?.sentence ?? say("door.js.not_saved")}`;
    return;
  }
  told.textContent = "";
  place.value = `files::${ref}`;
  const line = field.querySelector("[data-file-blank]").content.cloneNode(true).firstElementChild;
  line.dataset.file = read.file.id;
  line.querySelector("[data-file-name]").textContent = read.file.name;
  field.querySelector("[data-file-list]").append(line);
}

/** A reference nobody guesses; offices without encryption on their own lines have no randomUUID. */
function newReference() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
