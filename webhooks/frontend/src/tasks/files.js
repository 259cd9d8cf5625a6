// Files in the part beside the form: a PDF opens on this page, anything else as its link says.
/** Listens to the whole page, so that pieces which come later work too. */
export function showFiles() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-pdf]");
    if (!link) return;
    event.preventDefault();
    const { showPdf } = await import("../shared/form/pdf.js");
    await showPdf(link.href, link.dataset.pdf);
  });
}
