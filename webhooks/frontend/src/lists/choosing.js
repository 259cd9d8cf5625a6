// Many rows at once: what is chosen is kept over fresh rows, sent together, and what came of each is shown.
import { say } from "../shared/texts.js";
import { refreshNow } from "./refreshing.js";

const chosen = new Set();

/** Listens to the whole page. Does nothing where a page has no rows to choose. */
export function chooseRows() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) chooseAll(event.target.checked);
    if (event.target.matches("[data-choose]")) keep(event.target);
    show();
  });
  document.addEventListener("htmx:after:swap", show);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-chosen-form]")) return;
    event.preventDefault();
    event.submitter?.closest("dialog")?.close();
    send(event.target, event.submitter);
  });
}

const boxes = () => [...document.querySelectorAll("[data-choose]")];

function chooseAll(isChosen) {
  for (const box of boxes()) {
    box.checked = isChosen;
    keep(box);
  }
}

function keep(box) {
  if (box.checked) chosen.add(box.value);
  else chosen.delete(box.value);
}

/** Fresh rows come unchosen: what is still there is chosen again, what is gone is forgotten. */
function show() {
  const here = new Set(boxes().map((box) => box.value));
  for (const task of chosen) if (!here.has(task)) chosen.delete(task);
  for (const box of boxes()) box.checked = chosen.has(box.value);
  for (const button of document.querySelectorAll("[data-needs-choice]")) button.disabled = chosen.size === 0;
  for (const place of document.querySelectorAll("[data-chosen]")) {
    place.textContent = chosen.size ? say("lists.js.chosen", { count: chosen.size }) : "";
  }
  const all = document.querySelector("[data-choose-all]");
  if (all) {
    all.checked = here.size > 0 && chosen.size === here.size;
    all.indeterminate = chosen.size > 0 && chosen.size < here.size;
  }
}

async function send(form, submitter) {
  const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const answer = await fetch(address, {
    method: "POST",
    body: new FormData(form, submitter?.name ? submitter : null),
    headers: { "HX-Request": "true", Accept: "text/html" },
  }).catch(() => null);
  if (answer?.headers.has("HX-Redirect")) return location.assign(answer.headers.get("HX-Redirect"));
  const place = document.getElementById("outcomes");
  if (answer) place.innerHTML = await answer.text(); // our own page, made by our own templates
  else place.textContent = say("pages.js.offline");
  chosen.clear();
  show();
  refreshNow();
}
