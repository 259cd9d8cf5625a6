// A form with data-guard that was changed and not sent warns before its page is left.
const changed = new WeakSet();
let leaving = false;

/** Listens to the whole page. Scripts that save by themselves tell `saved(form)`. */
export function guardForms() {
  document.addEventListener("input", (event) => {
    const form = event.target.form ?? event.target.closest?.("form");
    if (form?.matches("[data-guard]")) changed.add(form);
  });
  document.addEventListener("submit", (event) => saved(event.target));
  // whoever is logged out is led to the door whatever stands in a form
  addEventListener("huishang:leaving", () => (leaving = true));
  addEventListener("beforeunload", (event) => {
    if (leaving) return;
    if ([...document.querySelectorAll("form[data-guard]")].some((form) => changed.has(form))) event.preventDefault();
  });
}

/** Whatever was typed into this form is kept elsewhere now. */
export function saved(form) {
  changed.delete(form);
}
