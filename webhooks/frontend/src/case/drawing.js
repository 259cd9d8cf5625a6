// The drawing of a case, loaded only where a tab asks for it, and taken down when the tab goes.
let shown;

/** Draws wherever a place for a drawing stands, now and after each swap. */
export function keepDrawn() {
  draw();
  document.addEventListener("htmx:after:swap", draw);
}

async function draw() {
  const place = document.querySelector("[data-diagram]");
  if (shown && shown.element !== place) {
    shown.drawing.then((drawing) => drawing?.end());
    shown = undefined;
  }
  if (!place || shown) return;
  shown = { element: place, drawing: start(place) };
}

async function start(place) {
  const { showDiagram } = await import("../shared/diagram.js");
  const frame = place.closest(".diagram-frame") ?? document;
  return showDiagram(place, {
    caseId: place.dataset.diagram,
    element: place.dataset.element,
    live: place.dataset.live === "yes",
    frame,
  });
}
