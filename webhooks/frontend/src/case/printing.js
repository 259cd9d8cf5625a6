// On paper nothing can be unfolded: what is folded on the screen is printed whole, and folded again afterwards.
/** Unfolds the open tab for the printer. */
export function unfoldForPrint() {
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll(".tab-content details:not([open]):not(.reveal)")];
    for (const one of unfolded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of unfolded) one.open = false;
  });
}
