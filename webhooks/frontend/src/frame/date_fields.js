// Date fields: read what is typed, say what day it is, and open the calendar.
import { readDay, weekday } from "../shared/days.js";
import { monthOf } from "../shared/months.js";
import { say } from "../shared/texts.js";
import { openCalendar } from "./calendar.js";

/** Listens to the whole page; fields that are there already say their day at once. */
export function keepDates() {
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-date-field]")) settle(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-opens-date]");
    if (button) choose(document.getElementById(button.dataset.opensDate));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && event.target.matches?.("[data-date-field]")) {
      event.preventDefault();
      choose(event.target);
    }
  });
  for (const field of document.querySelectorAll("[data-date-field]")) if (field.value) settle(field);
}

async function choose(field) {
  const chosen = await openCalendar(field, readDay(field.value, new Date().getFullYear()));
  if (chosen === undefined) return;
  field.value = chosen;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Write the day as the server reads it and say beside the field what day it is. */
async function settle(field) {
  const says = field.parentElement.querySelector(".date-says");
  const day = readDay(field.value, new Date().getFullYear());
  field.setCustomValidity(field.value && !day ? say("pages.js.date.unreadable") : "");
  if (says) says.textContent = field.validationMessage;
  if (!day) return;
  field.value = day;
  if (says) says.textContent = told(day, await monthOf(day));
}

/** 星期一 · 工作日 · 距今 5 个工作日 */
export function told(day, month) {
  const found = month?.days.find((one) => one.day === day);
  const name = say("pages.js.date.weekdays").split(",")[weekday(day)];
  if (!found) return name;
  if (found.kind === "unknown") return `${name} · ${say("pages.js.date.unpublished")}`;
  return [name, found.why, distance(day, found, month.today)].filter(Boolean).join(" · ");
}

function distance(day, found, today) {
  if (day === today) return say("pages.js.date.is_today");
  if (found.ahead === null || found.ahead === 0) return "";
  return found.ahead > 0 ? say("pages.js.date.ahead", { days: found.ahead }) : say("pages.js.date.ago", { days: -found.ahead });
}
