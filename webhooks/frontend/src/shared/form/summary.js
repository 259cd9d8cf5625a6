// What is wrong, above the form: a list of links to the fields, heard by screen readers, with the first field focused.
import { say } from "../texts.js";

/** Shows the errors in this place and puts the focus on the first field. `rows` have sentence, label and element. */
export function summarize(place, rows) {
  if (rows.length === 0) {
    place.replaceChildren();
    return;
  }
  const box = document.createElement("section");
  box.className = "alert alert-danger form-summary";
  box.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.className = "form-summary-title";
  title.textContent = say("tasks.js.wrong", { count: rows.length });
  const list = document.createElement("ul");
  list.append(...rows.map(line));
  box.append(title, list);
  place.replaceChildren(box);
  const first = rows.find((row) => row.element);
  if (first) focus(first.element);
  else box.scrollIntoView({ block: "nearest" });
}

function line({ sentence, label, element }) {
  const item = document.createElement("li");
  const words = label ? say("tasks.js.wrong_field", { label, sentence }) : sentence;
  if (!element) {
    item.textContent = words;
    return item;
  }
  const link = document.createElement("a");
  link.href = `#${element.id}`;
  link.textContent = words;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    focus(element);
  });
  item.append(link);
  return item;
}

function focus(element) {
  const inside = "input:not([type=hidden]), textarea, select, button, [tabindex='0']";
  const target = element.matches(inside) ? element : (element.querySelector(inside) ?? element);
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}
