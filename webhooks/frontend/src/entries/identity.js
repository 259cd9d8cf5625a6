// The doors, administration and the own profile: looks, and printing or copying what is shown once.
import "../styles/identity.css";
import { announce } from "../shared/announcer.js";
import { say } from "../shared/texts.js";

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-prints]")) print();
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const words = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(words.textContent);
  } catch {
    // over plain http a browser has no clipboard: the words are selected for Ctrl+C instead
    getSelection().selectAllChildren(words);
    announce(say("identity.js.selected"));
    return;
  }
  button.lastChild.textContent = ` ${say("identity.js.copied")}`;
  announce(say("identity.js.copied"));
});
