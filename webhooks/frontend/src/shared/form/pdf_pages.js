// The heavy part of showing a PDF, loaded when the first one is opened.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import worker from "pdfjs-dist/legacy/build/pdf.worker.mjs?url";
import { say } from "../texts.js";

pdfjs.GlobalWorkerOptions.workerSrc = worker;
/** pages shown at most; whoever needs more saves the file */
const most = 100;

/** Draws the pages one under the other as long as `wanted()` holds. */
export async function drawPages(address, place, wanted) {
  const task = pdfjs.getDocument({ url: address, isEvalSupported: false, enableXfa: false, disableFontFace: false, useWasm: false });
  const file = await task.promise;
  place.replaceChildren();
  for (let number = 1; number <= Math.min(file.numPages, most) && wanted(); number += 1) {
    const page = await file.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: Math.min(2, (place.clientWidth - 24) / natural.width) * (devicePixelRatio || 1) });
    const canvas = document.createElement("canvas");
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", say("tasks.js.files.page", { page: number, total: file.numPages }));
    place.append(canvas);
    await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
  }
  await task.destroy();
}
