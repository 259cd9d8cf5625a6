// Lists: rows by keyboard, many rows at once, fresh rows without losing the place, browser notices on request.
import "../styles/lists.css";
import { askForNotices } from "../lists/asking.js";
import { chooseRows } from "../lists/choosing.js";
import { narrowChoices } from "../lists/narrowing.js";
import { refreshRows } from "../lists/refreshing.js";
import { walkRows } from "../lists/walking.js";

walkRows();
chooseRows();
refreshRows();
narrowChoices();
askForNotices();
