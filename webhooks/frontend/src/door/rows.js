// Lists of rows: one more, one less. Names carry the number of the row; numbers need not be without gaps.
/** Make the lists of this form grow and shrink; `changed` is told after each. */
export function growRows(form, changed) {
  for (const list of form.querySelectorAll("[data-rows]")) {
    list.addEventListener("click", (event) => {
      if (event.target.closest("[data-row-add]")) add(list);
      else if (event.target.closest("[data-row-drop]")) event.target.closest("[data-row]").remove();
      else return;
      form.dispatchEvent(new Event("change", { bubbles: true }));
      changed();
    });
  }
}

function add(list) {
  const place = list.querySelector("[data-row-list]");
  const blank = list.querySelector("[data-row-blank]");
  const holder = document.createElement("div");
  holder.innerHTML = blank.innerHTML.replaceAll("__row__", String(nextNumber(list)));
  const row = holder.firstElementChild;
  place.append(row);
  row.querySelector("input, select, textarea")?.focus();
}

function nextNumber(list) {
  const start = `${list.dataset.rows}.`;
  const numbers = [...list.querySelectorAll("[data-row] [name]")].map((field) =>
    Number.parseInt(field.name.slice(field.name.indexOf(start) + start.length), 10),
  );
  return Math.max(-1, ...numbers.filter(Number.isInteger)) + 1;
}
