// Shows a PDF page by page on canvases: no script of the file runs, and no plug-in of the browser is needed.
import { say } from "../texts.js";

let dialog;

/** Opens the PDF at this address in a dialog. */
export async function showPdf(address, name) {
  dialog ??= makeDialog();
  const pages = dialog.querySelector(".pdf-pages");
  dialog.querySelector(".pdf-name").textContent = name;
  dialog.querySelector(".pdf-save").href = address;
  pages.replaceChildren(note("tasks.js.files.opening"));
  dialog.showModal();
  try {
    const { drawPages } = await import("./pdf_pages.js");
    await drawPages(address, pages, () => dialog.open);
  } catch (fault) {
    console.warn(fault);
    pages.replaceChildren(note("tasks.js.files.unreadable"));
  }
}

function makeDialog() {
  const made = document.createElement("dialog");
  made.className = "pdf-dialog";
  made.setAttribute("aria-label", say("tasks.js.files.preview"));
  const head = document.createElement("div");
  head.className = "pdf-head";
  const name = document.createElement("strong");
  name.className = "pdf-name";
  const save = document.createElement("a");
  save.className = "btn pdf-save";
  save.textContent = say("tasks.js.files.save");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.dataset.closes = "";
  close.textContent = say("tasks.js.close");
  const pages = document.createElement("div");
  pages.className = "pdf-pages";
  pages.tabIndex = 0;
  head.append(name, save, close);
  made.append(head, pages);
  document.body.append(made);
  return made;
}

function note(key) {
  const line = document.createElement("p");
  line.className = "form-hint";
  line.textContent = say(key);
  return line;
}
