// Who is there: a tick and a number for each unit expected, numbers of experts by discipline.
import { say } from "../shared/texts.js";

/** Draw the expected seats and keep the record in step with them. */
export function drawSeats(one, expected, units) {
  const place = one.panel.querySelector("[data-seats]");
  const known = new Set();
  const rows = [];
  for (const seat of expected.filter((each) => each.kind === "unit")) {
    known.add(seat.key);
    rows.push(unitRow(one, seat));
  }
  for (const row of one.record.attendance.filter((each) => !known.has(each.unit))) {
    const word = units.find((unit) => unit.key === row.unit)?.word ?? row.unit;
    rows.push(unitRow(one, { key: row.unit, word, heads: row.headcount, absent: false }));
  }
  const disciplines = [...new Set(expected.filter((each) => each.kind === "expert").map((each) => each.discipline))];
  rows.push(...disciplines.map((name) => expertRow(one, name, expected)));
  place.append(...rows.map((row) => row.element));
  one.panel.querySelector("[data-all-present]").addEventListener("click", () => {
    for (const row of rows) if (!row.absent) row.set(row.heads);
  });
  return {
    copy(before) {
      for (const row of rows) row.set(row.in(before)?.headcount ?? 0);
    },
  };
}

function unitRow(one, seat) {
  const list = one.record.attendance;
  const mine = () => list.find((row) => row.unit === seat.key);
  const put = (headcount) => {
    const row = mine();
    if (headcount && row) row.headcount = headcount;
    else if (headcount) list.push({ unit: seat.key, headcount });
    else if (row) list.splice(list.indexOf(row), 1);
  };
  const drawn = seatRow(one, seat.word, seat.absent, seat.heads, mine()?.headcount ?? 0, put);
  const names = nameField(one, mine, drawn.element);
  return { ...drawn, absent: seat.absent, heads: seat.heads, in: (record) => record.attendance.find((row) => row.unit === seat.key), names };
}

function expertRow(one, discipline, expected) {
  const list = one.record.experts_present;
  const heads = expected.filter((each) => each.kind === "expert" && each.discipline === discipline && !each.absent).length;
  const mine = () => list.find((row) => row.discipline === discipline);
  const put = (headcount) => {
    const row = mine();
    if (headcount && row) row.headcount = headcount;
    else if (headcount) list.push({ discipline, headcount });
    else if (row) list.splice(list.indexOf(row), 1);
  };
  const word = say("meeting.js.experts", { discipline: say(`meeting.js.${discipline}`) });
  const drawn = seatRow(one, word, heads === 0, heads, mine()?.headcount ?? 0, put);
  return { ...drawn, absent: heads === 0, heads, in: (record) => record.experts_present.find((row) => row.discipline === discipline) };
}

function seatRow(one, word, absent, heads, now, put) {
  const element = document.createElement("div");
  element.className = "seat";
  const label = document.createElement("label");
  label.className = "form-check seat-tick";
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", className: "form-check-input", checked: now > 0 });
  const text = Object.assign(document.createElement("span"), { className: "form-check-label", textContent: word });
  label.append(tick, text);
  if (absent) label.append(Object.assign(document.createElement("small"), { className: "seat-reply", textContent: say("meeting.js.absent_replied") }));
  const number = Object.assign(document.createElement("input"), { type: "number", className: "form-control seat-heads", min: 1, max: 99, value: now || "" });
  number.setAttribute("aria-label", say("meeting.js.people", { who: word }));
  const set = (headcount) => {
    tick.checked = headcount > 0;
    number.value = headcount || "";
    element.classList.toggle("is-present", headcount > 0);
    put(headcount);
    one.redraw?.();
    one.changed();
  };
  tick.addEventListener("change", () => set(tick.checked ? Number(number.value) || heads || 1 : 0));
  number.addEventListener("change", () => set(Math.min(99, Math.max(0, Math.trunc(Number(number.value) || 0)))));
  element.classList.toggle("is-present", now > 0);
  element.append(label, number);
  return { element, set };
}

function nameField(one, mine, element) {
  const field = Object.assign(document.createElement("input"), { className: "form-control seat-names", maxLength: 500, value: mine()?.names ?? "" });
  field.placeholder = say("meeting.js.names");
  field.setAttribute("aria-label", say("meeting.js.names"));
  field.addEventListener("input", () => {
    const row = mine();
    if (!row) return;
    row.names = field.value;
    one.changed();
  });
  element.append(field);
  return field;
}
