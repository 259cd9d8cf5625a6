// A piece of a page that htmx put in is told to screen readers, and a lost connection to everybody.
import { announce } from "../shared/announcer.js";
import { say } from "../shared/texts.js";

/** Listens to htmx. A swapped element may say its own sentence in data-says. */
export function announceSwaps() {
  document.addEventListener("htmx:after:swap", (event) => {
    const told = event.detail?.ctx?.target?.querySelector?.("[data-says]")?.dataset.says;
    announce(told ?? say("pages.js.loaded"));
  });
  const told = document.querySelector("[data-told]");
  if (told) announce(told.textContent.trim());
  document.addEventListener("huishang:signed-out", tellSignedOut, { once: true });
  document.addEventListener("htmx:error", () => showTold(say("pages.js.offline"), "danger"));
}

/** Shows a sentence above the page's content, where the server's own are shown. */
export function showTold(sentence, kind = "success") {
  const place = document.getElementById("told");
  if (!place) return;
  const box = document.createElement("div");
  box.className = `alert alert-${kind}`;
  box.textContent = sentence;
  place.replaceChildren(box);
}

/** Whoever is still typing goes on, and signs in beside it. */
function tellSignedOut() {
  showTold(`${say("pages.js.signed_out")} `, "warning");
  const link = document.createElement("a");
  Object.assign(link, { href: "/login", target: "_blank", rel: "opener", textContent: say("pages.js.sign_in") });
  document.querySelector("#told .alert")?.append(link);
}
