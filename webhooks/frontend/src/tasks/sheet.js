// Brings the form of a task to life: mounts it, keeps drafts, offers phrases, and sends it.
import { say } from "../shared/texts.js";
import { Draft } from "./draft.js";
import { offerPhrases } from "./phrases.js";
import { submitting } from "./submitting.js";

/** Finds the form's place on the page, if the reader may fill it in. */
export async function openSheet() {
  const place = document.getElementById("sheet");
  if (!place) return;
  const sheet = JSON.parse(document.getElementById("sheet-data").textContent);
  try {
    const { mountForm } = await import("../shared/form/form.js");
    const form = await mountForm(place, sheet);
    place.classList.add("sheet-ready");
    document.getElementById("sheet-waits")?.remove();
    const draft = sheet.may_draft ? new Draft(form, sheet) : null;
    submitting(form, sheet, draft);
    offerPhrases(form, place);
    for (const button of document.querySelectorAll("[data-needs-form]")) button.disabled = false;
  } catch (fault) {
    console.error(fault);
    const waits = document.getElementById("sheet-waits");
    if (waits) waits.textContent = say("tasks.js.form_failed");
  }
}
