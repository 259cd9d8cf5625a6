// The calendar of a date field: a month from Monday on, with 休 and 班 and the working days from today.
import { plusDays, plusMonths, weekday } from "../shared/days.js";
import { monthOf } from "../shared/months.js";
import { say } from "../shared/texts.js";

/** what a key does to the day in focus */
const steps = {
  ArrowLeft: (day) => plusDays(day, -1),
  ArrowRight: (day) => plusDays(day, 1),
  ArrowUp: (day) => plusDays(day, -7),
  ArrowDown: (day) => plusDays(day, 7),
  PageUp: (day) => plusMonths(day, -1),
  PageDown: (day) => plusMonths(day, 1),
  Home: (day) => plusDays(day, -weekday(day)),
  End: (day) => plusDays(day, 6 - weekday(day)),
};

/** Lets somebody choose a day; gives it as ISO text, "" for none, undefined where nothing was chosen. */
export function openCalendar(field, day) {
  const dialog = built();
  document.body.append(dialog);
  dialog.showModal();
  place(dialog, field);
  return new Promise((resolve) => {
    let chosen;
    const state = { dialog, focus: day, chosen: day, choose: (one) => ((chosen = one), dialog.close()) };
    dialog.addEventListener("keydown", (event) => onKey(state, event));
    dialog.addEventListener("click", (event) => onClick(state, event));
    dialog.addEventListener("close", () => (dialog.remove(), field.focus(), resolve(chosen)));
    show(state);
  });
}

function onKey(state, event) {
  if (!(event.key in steps) || !event.target.matches(".calendar-day")) return;
  event.preventDefault();
  state.focus = steps[event.key](state.focus);
  show(state);
}

function onClick(state, event) {
  const button = event.target.closest("button");
  if (!button) return event.target === state.dialog ? state.dialog.close() : undefined;
  if (button.dataset.day !== undefined) return state.choose(button.dataset.day);
  if (button.dataset.months) state.focus = plusMonths(state.focus, Number(button.dataset.months));
  if (button.dataset.today !== undefined) return state.choose(state.today);
  return show(state, button);
}

/** Draw the month of the day in focus; the focus goes to that day unless a button of the head keeps it. */
async function show(state, keep) {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  state.focus ||= today;
  const month = await monthOf(state.focus);
  if (!state.dialog.isConnected || !month) return;
  state.today = month.today;
  const { dialog } = state;
  dialog.querySelector(".calendar-title").textContent = month.title;
  dialog.querySelector(".calendar-note").textContent = month.published ? "" : say("pages.js.date.unpublished");
  dialog.querySelector("tbody").replaceChildren(...weeks(month, state));
  if (!keep) dialog.querySelector('.calendar-day[tabindex="0"]')?.focus();
}

function weeks(month, state) {
  const rows = [];
  for (let first = 0; first < month.days.length; first += 7) {
    const row = element("tr");
    row.append(...month.days.slice(first, first + 7).map((one) => cell(one, month, state)));
    rows.push(row);
  }
  return rows;
}

function cell(one, month, state) {
  const button = element("button", `calendar-day calendar-${one.kind}`);
  button.type = "button";
  button.dataset.day = one.day;
  button.tabIndex = one.day === state.focus ? 0 : -1;
  button.classList.toggle("calendar-other", one.day.slice(0, 7) !== state.focus.slice(0, 7));
  if (one.day === month.today) button.setAttribute("aria-current", "date");
  const number = String(Number(one.day.slice(8)));
  button.append(element("span", "calendar-number", number));
  const mark = ["make_up", "holiday", "closure"].includes(one.kind) ? say(`pages.js.date.${one.kind}`) : "";
  button.append(element("span", "calendar-mark", mark));
  button.setAttribute("aria-label", [`${number}${mark}`, one.why || say("pages.js.date.unknown"), distance(one)].join(" "));
  button.title = [one.why, distance(one)].filter(Boolean).join(" · ");
  const place = element("td");
  if (one.day === state.chosen) place.setAttribute("aria-selected", "true");
  place.setAttribute("role", "gridcell");
  place.append(button);
  return place;
}

function distance(one) {
  if (!one.ahead) return "";
  return one.ahead > 0 ? say("pages.js.date.ahead", { days: one.ahead }) : say("pages.js.date.ago", { days: -one.ahead });
}

function built() {
  const dialog = element("dialog", "calendar");
  dialog.setAttribute("aria-label", say("pages.js.date.title"));
  const head = element("div", "calendar-head");
  const title = element("strong", "calendar-title");
  title.setAttribute("aria-live", "polite");
  head.append(turner("‹", -1, "previous"), title, turner("›", 1, "next"));
  const foot = element("div", "calendar-foot");
  foot.append(button("today", { today: "" }), button("clear", { day: "" }));
  dialog.append(head, grid(), element("p", "calendar-note"), foot);
  return dialog;
}

function grid() {
  const table = element("table");
  table.setAttribute("role", "grid");
  const [short, long] = [say("pages.js.date.week").split(","), say("pages.js.date.weekdays").split(",")];
  const row = element("tr");
  for (const [index, name] of short.entries()) {
    const head = element("th", "", name);
    head.scope = "col";
    head.abbr = long[index];
    row.append(head);
  }
  const top = element("thead");
  top.append(row);
  table.append(top, element("tbody"));
  return table;
}

function turner(sign, months, name) {
  const made = element("button", "btn calendar-turn", sign);
  made.type = "button";
  made.dataset.months = months;
  made.setAttribute("aria-label", say(`pages.js.date.${name}`));
  return made;
}

function button(name, data) {
  const made = element("button", "btn", say(`pages.js.date.${name}`));
  made.type = "button";
  Object.assign(made.dataset, data);
  return made;
}

function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

/** Under its field, or above where there is no room below. */
function place(dialog, field) {
  const [box, own] = [field.getBoundingClientRect(), dialog.getBoundingClientRect()];
  const below = box.bottom + own.height + 8 < innerHeight;
  dialog.style.margin = "0";
  dialog.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
  dialog.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - own.height - 4)}px`;
}
