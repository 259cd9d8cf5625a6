// The calendar of date fields in the reader's language, weeks from Monday.
import flatpickr from "flatpickr";
import { Mandarin } from "flatpickr/dist/l10n/zh.js";

let spoken = false;

/** Once a page: every calendar that form-js opens speaks like the page. */
export function speakDates() {
  if (spoken) return;
  spoken = true;
  const chinese = document.documentElement.lang.startsWith("zh");
  flatpickr.localize({ ...(chinese ? Mandarin : {}), firstDayOfWeek: 1 });
}
