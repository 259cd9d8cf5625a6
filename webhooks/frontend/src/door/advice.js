// What the decision tables say, asked anew a moment after something changed.
import { secret } from "../shared/sending.js";

const PAUSE = 350;

/** Ask the server what the tables say of this form, now and after each change. */
export function followAdvice(form) {
  let waiting;
  let asked = 0;
  const ask = async () => {
    asked += 1;
    const mine = asked;
    const answer = await fetch("/applications/advice", {
      method: "POST",
      body: new FormData(form),
      headers: { "X-CSRF-Token": secret(), "HX-Request": "true" },
      redirect: "manual",
    }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    document.getElementById("advice").innerHTML = await answer.text();
    mark(form);
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 50);
  });
  ask();
}

/** The same standing beside each circumstance, and the row of the scale that was reached. */
function mark(form) {
  for (const one of document.querySelectorAll("#advice [data-standing]")) {
    const place = form.querySelector(`[data-standing-of="${one.dataset.value}"]`);
    if (!place) continue;
    place.textContent = one.dataset.word;
    place.className = `circumstance-standing advice-${one.dataset.standing}`;
  }
  const grade = document.querySelector("#advice [data-grade-found]")?.dataset.gradeFound;
  for (const row of form.querySelectorAll("[data-grade]")) row.classList.toggle("is-found", row.dataset.grade === grade);
}
