// Forms of acts and applications: fields that depend on others, rows that come and go.
import "../styles/door.css";
import { followConditions } from "../door/conditions.js";
import { growRows } from "../door/rows.js";

for (const form of document.querySelectorAll("form")) {
  growRows(form, () => followConditions(form));
  followConditions(form);
}
document.querySelector("[data-focus]")?.focus();
