// The drawing with *you are here*, loaded only when somebody opens it.
import "../styles/diagram.css";
import { say } from "../shared/texts.js";

/** The part of the page that holds the drawing opens like any other; the drawing comes then. */
export function offerDiagram() {
  const place = document.getElementById("task-diagram");
  place?.addEventListener("toggle", async () => {
    const canvas = place.querySelector("[data-diagram]");
    if (!place.open || canvas.dataset.drawn) return;
    canvas.dataset.drawn = "yes";
    try {
      const { showDiagram } = await import("../shared/diagram.js");
      await showDiagram(canvas, { caseId: canvas.dataset.case, element: canvas.dataset.element });
    } catch (fault) {
      console.error(fault);
      canvas.textContent = say("tasks.js.diagram_failed");
    }
  });
}
