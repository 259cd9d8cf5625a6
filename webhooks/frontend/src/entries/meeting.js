// Planning a meeting and looking at one: order of the agenda, conditions of the reply, print.
import "../styles/door.css";
import "../styles/meeting.css";
import { followConditions } from "../door/conditions.js";

for (const form of document.querySelectorAll("form[data-conditions]")) followConditions(form);
document.querySelector("[data-order]")?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  const row = button.closest("tr");
  if (button.dataset.move === "up") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  button.focus();
  row.dispatchEvent(new Event("change", { bubbles: true }));
});
document.querySelector("[data-print]")?.addEventListener("click", () => globalThis.print());
document.querySelector("[data-focus]")?.focus();
