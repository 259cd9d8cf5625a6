// What was revealed in place is read next, by eye and by screen reader.
/** After htmx put real data in the place of the question for it, the reader stands there. */
export function focusRevealed() {
  document.addEventListener("htmx:after:swap", () => {
    for (const place of document.querySelectorAll("[data-revealed]:not([data-seen])")) {
      place.dataset.seen = "yes";
      place.focus();
    }
  });
}
