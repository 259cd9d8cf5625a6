// Sends the form: checked here first, then by the server, whose errors are shown at their fields.
import { send } from "../shared/sending.js";
import { say } from "../shared/texts.js";
import { showTold } from "../frame/announcing.js";
import { offerCopy } from "./copying.js";
import { hasExpired, offerSignIn } from "./session.js";

/** Listens to the form that holds the sheet. */
export function submitting(form, sheet, draft) {
  const outer = document.getElementById("sheet-form");
  const button = outer.querySelector("[data-submits]");
  const go = async () => {
    if (button.disabled || form.check() > 0) return;
    busy(button, true);
    draft?.stop();
    try {
      await deliver();
    } catch {
      draft?.goOn();
      showTold(say("tasks.js.offline"), "danger");
    }
    busy(button, false);
  };
  outer.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });

  async function deliver() {
    const answer = await send(`${sheet.address}/complete`, { form: JSON.stringify(form.values()), once: sheet.once });
    if (hasExpired(answer)) {
      draft?.goOn();
      return offerSignIn(go);
    }
    const told = await answer.json();
    if (told.goto) {
      location.assign(told.goto);
      return undefined;
    }
    return refused(told.refused);
  }

  function refused(told) {
    if (told.fields.length) form.show(told.fields);
    else if (told.status === 409) return offerCopy(form, told, null);
    else showTold(`${told.sentence} ${told.advice}`, "danger");
    draft?.goOn();
    return undefined;
  }
}

function busy(button, is) {
  button.disabled = is;
  button.toggleAttribute("aria-busy", is);
}
