// The page of one task: its form, drafts, standing phrases, what is needed beside it, and the drawing.
import "../styles/task.css";
import { offerDiagram } from "../tasks/diagram.js";
import { openSheet } from "../tasks/sheet.js";
import { pickPeople } from "../tasks/people.js";
import { showFiles } from "../tasks/files.js";

openSheet();
offerDiagram();
pickPeople();
showFiles();
