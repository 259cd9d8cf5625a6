// Recording: save first, ask once, then tell case by case what became of it.
import { secret } from "../shared/sending.js";
import { say } from "../shared/texts.js";

/** What records these cases of the meeting. */
export function committing(meeting, cases) {
  const commit = async (wanted) => {
    const chosen = wanted.filter(Boolean);
    if (chosen.length === 0 || !globalThis.confirm(say("meeting.js.commit_ask"))) return;
    const saved = await Promise.all(chosen.map((one) => one.save()));
    const form = new FormData();
    for (const [at, one] of chosen.entries()) if (saved[at]) form.append("case", one.id);
    const headers = { "X-CSRF-Token": secret() };
    const asked = fetch(`/meetings/${meeting}/live`, { method: "POST", body: form, headers, redirect: "manual" });
    const answer = await asked.catch(() => null);
    if (!answer?.ok) {
      // the line is down or the session over: what was typed stands on the screen and in the draft
      document.querySelector("[data-saved]").textContent = say("meeting.js.not_recorded");
      return;
    }
    for (const told of (await answer.json()).cases) tell(chosen.find((one) => one.id === told.case), told);
  };
  for (const one of cases.filter(Boolean)) {
    one.panel.querySelector("[data-commit]").addEventListener("click", () => commit([one]));
  }
  document.querySelector("[data-commit-all]")?.addEventListener("click", () => commit(cases));
  return commit;
}

function tell(one, told) {
  const place = one.panel.querySelector("[data-problems]");
  if (told.sentence) {
    const list = document.createElement("ul");
    for (const [path, sentence] of Object.entries(told.fields)) {
      list.append(Object.assign(document.createElement("li"), { textContent: `${where(path)}${sentence}` }));
    }
    place.replaceChildren(Object.assign(document.createElement("p"), { textContent: told.sentence }), list);
    return;
  }
  const done = Object.assign(document.createElement("p"), { className: "live-done", textContent: say("meeting.js.minutes") });
  const link = Object.assign(document.createElement("a"), { href: `/tasks/${told.task}`, textContent: say("meeting.js.minutes_open") });
  if (told.task) done.append(link);
  one.panel.querySelector(".live-grid").replaceWith(done);
  document.querySelector(`[data-tab-state="${one.id}"]`).textContent = say("meeting.js.recorded");
}

function where(path) {
  const found = /^decisions\.(\d+)/.exec(path);
  return found ? `${say("meeting.js.decision", { number: Number(found[1]) + 1 })}：` : "";
}
