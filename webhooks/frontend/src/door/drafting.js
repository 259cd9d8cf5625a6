// A draft on the server a moment after somebody stopped typing; the page says when.
import { send } from "../shared/sending.js";
import { say } from "../shared/texts.js";

const PAUSE = 1500;

/** Keep the form as a draft of its writer. */
export function keepDraft(form) {
  const draft = form.querySelector("[data-draft]");
  const told = document.querySelector("[data-saved-when]");
  let waiting;
  let saving = Promise.resolve();
  const save = async () => {
    const answer = await send("/applications/draft", new FormData(form)).catch(() => null);
    if (!answer?.ok) {
      told.textContent = say("door.js.not_saved");
      return;
    }
    draft.value = (await answer.json()).draft;
    told.textContent = say("door.js.saved", { time: new Date().toTimeString().slice(0, 5) });
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      saving = saving.then(save);
    }, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => clearTimeout(waiting));
}
