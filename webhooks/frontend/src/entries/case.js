// The page of a case: its looks, and the drawing where a tab holds one, also when htmx brings the tab later.
import "../styles/case.css";
import "../styles/diagram.css";
import { keepDrawn } from "../case/drawing.js";
import { unfoldForPrint } from "../case/printing.js";
import { focusRevealed } from "../case/revealed.js";

keepDrawn();
focusRevealed();
unfoldForPrint();
