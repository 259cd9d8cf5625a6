// Whom to hand the task to: the list narrows as one types a name, a unit, or their first letters.
/** A search field with data-people asks the server through htmx; choosing a row fills the hidden field. */
export function pickPeople() {
  document.addEventListener("change", (event) => {
    const choice = event.target.closest?.("[data-person]");
    if (!choice) return;
    const told = document.getElementById("receiver-told");
    if (told) told.textContent = choice.dataset.person;
  });
}
