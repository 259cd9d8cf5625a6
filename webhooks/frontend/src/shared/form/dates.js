// The calendar that form-js opens for moments, in the reader's language, weeks from Monday.
import flatpickr from "flatpickr";
import { Mandarin } from "flatpickr/dist/l10n/zh.js";
import { say } from "../texts.js";

let spoken = false;

/** Once a page: every calendar that form-js opens speaks like the page. */
export function speakDates() {
  if (spoken) return;
  spoken = true;
  const chinese = document.documentElement.lang.startsWith("zh");
  const labels = { monthAriaLabel: say("tasks.js.form.month"), yearAriaLabel: say("tasks.js.form.year") };
  flatpickr.localize({ ...(chinese ? Mandarin : {}), ...labels, firstDayOfWeek: 1 });
}
