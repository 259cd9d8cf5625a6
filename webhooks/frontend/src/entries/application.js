// A new application: circumstances unfold, tables answer while one types, drafts are kept, children are searched.
import "../styles/door.css";
import "../styles/application.css";
import { followAdvice } from "../door/advice.js";
import { followClaims } from "../door/claims.js";
import { followConditions } from "../door/conditions.js";
import { keepDraft } from "../door/drafting.js";
import { handInFiles } from "../door/files.js";
import { growRows } from "../door/rows.js";
import { searchDuplicates } from "../door/duplicates.js";

const form = document.getElementById("application");
if (form) {
  growRows(form, () => followConditions(form));
  followConditions(form);
  followClaims(form);
  handInFiles(form, "/files");
  followAdvice(form);
  keepDraft(form);
  searchDuplicates(form);
}
document.querySelector("[data-focus]")?.focus();
