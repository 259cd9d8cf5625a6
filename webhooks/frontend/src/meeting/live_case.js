// One case on the screen: its record in memory, drawn into its panel, saved a moment after each change.
import { send } from "../shared/sending.js";
import { say } from "../shared/texts.js";
import { drawDecisions } from "./decisions.js";
import { cleaned, consensus, heads } from "./record.js";
import { drawSeats } from "./seats.js";

const PAUSE = 1200;

/** The behaviour of one panel; null where the case cannot be recorded now. */
export function liveCase(panel, given, data) {
  if (!given.open) return null;
  const record = { attendance: [], experts_present: [], decisions: [], ...given.draft };
  const one = { id: given.id, number: given.number, panel, record, blocking: given.blocking };
  let waiting;
  let saving = Promise.resolve(true);
  one.changed = () => {
    tell(one);
    clearTimeout(waiting);
    waiting = setTimeout(() => one.save(), PAUSE);
  };
  one.save = () => {
    clearTimeout(waiting);
    saving = saving.then(() => post(data.meeting, one));
    return saving;
  };
  const seats = drawSeats(one, given.expected, data.units);
  const decisions = drawDecisions(one, data.units);
  one.add = decisions.add;
  one.follow = (before) => {
    panel.querySelector("[data-copy-attendance]")?.addEventListener("click", () => before && seats.copy(before.record));
  };
  one.redraw = () => decisions.redraw();
  fields(one);
  tell(one);
  return one;
}

function fields(one) {
  for (const field of one.panel.querySelectorAll("[data-field]")) {
    const name = field.dataset.field;
    if (field.type === "radio") field.checked = one.record[name] === field.value;
    else field.value = one.record[name] ?? "";
    field.addEventListener("input", () => {
      if (field.type !== "radio" || field.checked) one.record[name] = field.value;
      one.changed();
    });
    field.addEventListener("change", () => {
      if (field.type !== "radio") one.record[name] = field.value;
      one.changed();
    });
  }
}

function tell(one) {
  const { units, people } = heads(one.record);
  one.panel.querySelector("[data-heads]").textContent = say("meeting.js.heads", { units, heads: people });
  const found = consensus(one.record.decisions, one.blocking);
  const place = one.panel.querySelector("[data-consensus]");
  place.textContent = say(`meeting.js.${found}`);
  place.dataset.standing = found;
}

async function post(meeting, one) {
  const told = document.querySelector("[data-saved]");
  const record = JSON.stringify(cleaned(one.record));
  const answer = await send(`/meetings/${meeting}/live/${one.id}`, { record }).catch(() => null);
  if (answer?.ok) {
    told.textContent = say("meeting.js.saved", { time: new Date().toTimeString().slice(0, 8) });
    return true;
  }
  const body = await answer?.json().catch(() => null);
  told.textContent = body?.sentence ?? say("meeting.js.not_saved");
  return false;
}
