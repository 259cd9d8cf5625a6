// The running meeting: one panel a case, saved as one types, recorded case by case.
import "../styles/door.css";
import "../styles/meeting.css";
import { liveCase } from "../meeting/live_case.js";
import { committing } from "../meeting/committing.js";
import { listenForKeys, openTabs } from "../meeting/tabs.js";

const data = JSON.parse(document.getElementById("live-data").textContent);
const panels = [...document.querySelectorAll("[data-case]")];
const cases = panels.map((panel, at) => liveCase(panel, data.cases[at], data));
cases.forEach((one, at) => one?.follow(cases.slice(0, at).reverse().find(Boolean)));
const tabs = openTabs(panels);
const commit = committing(data.meeting, cases);
listenForKeys({ tabs, cases, commit });
