// Forms of acts and of cases taken in: fields that depend on others, rows that come and go, files.
import "../styles/door.css";
import { followConditions } from "../door/conditions.js";
import { handInFiles } from "../door/files.js";
import { growRows } from "../door/rows.js";

for (const form of document.querySelectorAll("form")) {
  growRows(form, () => followConditions(form));
  followConditions(form);
  if (form.dataset.upload) handInFiles(form, form.dataset.upload);
}
document.querySelector("[data-focus]")?.focus();
