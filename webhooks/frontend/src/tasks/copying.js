// When somebody was first: says who and when, keeps what was typed in sight, and offers to copy it.
import { announce } from "../shared/announcer.js";
import { say } from "../shared/texts.js";

/** Shows the banner above the form. `over` puts what is typed over the newer draft; null where there is none. */
export function offerCopy(form, refused, over) {
  const banner = document.createElement("section");
  banner.className = "alert alert-warning lost-race";
  banner.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.className = "lost-race-sentence";
  sentence.textContent = refused.sentence;
  const advice = document.createElement("p");
  advice.textContent = say(over ? "tasks.js.lost_draft" : "tasks.js.lost_task");
  const text = document.createElement("textarea");
  text.className = "form-control";
  text.rows = 6;
  text.readOnly = true;
  text.value = form.asText();
  text.setAttribute("aria-label", say("tasks.js.typed"));
  const buttons = document.createElement("div");
  buttons.className = "lost-race-buttons";
  buttons.append(button("copy", () => copy(text), "btn-primary"), button("reload", () => location.reload()));
  if (over) buttons.append(button("put_over", () => over().then(() => banner.remove())));
  banner.append(sentence, advice, text, buttons);
  document.querySelector(".lost-race")?.remove();
  document.getElementById("sheet-form").prepend(banner);
  banner.scrollIntoView({ block: "nearest" });
}

function button(key, act, kind = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn ${kind}`;
  made.textContent = say(`tasks.js.${key}`);
  made.addEventListener("click", act);
  return made;
}

/** Office machines often serve the house over plain http, where the clipboard of scripts is closed. */
async function copy(text) {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    document.execCommand("copy");
  }
  announce(say("tasks.js.copied"));
}
