// What every page loads: the looks, htmx, and the behaviours of the frame.
import "../styles/app.css";
import "../favicon.svg";
import "../generated/icons.svg";
import htmx from "htmx.org";
import { announceSwaps } from "../frame/announcing.js";
import { ringBell } from "../frame/bell.js";
import { keepCounts } from "../frame/counts.js";
import { keepDates } from "../frame/date_fields.js";
import { openDialogs } from "../frame/dialogs.js";
import { guardForms } from "../frame/guarding.js";
import { restoreForm } from "../frame/restoring.js";
import { listenForShortcuts } from "../frame/shortcuts.js";
import { watchSession } from "../identity/watching.js";

globalThis.htmx = htmx;
announceSwaps();
openDialogs();
keepDates();
guardForms();
listenForShortcuts();
restoreForm();
ringBell();
keepCounts();
watchSession();
