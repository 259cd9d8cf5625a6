// Dialogs of the page: a button with data-opens="<id>" opens one, data-closes closes the one it stands in.
/** Listens to the whole page, so that pieces which come later work too. */
export function openDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    if (event.target.closest?.("[data-closes]")) event.target.closest("dialog")?.close();
  });
  for (const dialog of document.querySelectorAll("dialog[data-open]")) dialog.showModal();
}
