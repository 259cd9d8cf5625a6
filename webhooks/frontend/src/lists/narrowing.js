// A long list of people to choose from, narrowed while one types; who is chosen stays in sight.
/** Listens to fields with data-narrows="<id of the list>". */
export function narrowChoices() {
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-narrows]")) return;
    const list = document.getElementById(event.target.dataset.narrows);
    const wanted = event.target.value.trim().toLowerCase();
    for (const choice of list.querySelectorAll("[data-find]")) {
      const fits = choice.dataset.find.toLowerCase().includes(wanted);
      choice.hidden = !fits && !choice.querySelector("input").checked;
    }
    for (const group of list.children) group.hidden = !group.querySelector("[data-find]:not([hidden])");
  });
}
