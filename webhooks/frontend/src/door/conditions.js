// Fields that a form hides while another field says so. The server decides; this only keeps the page tidy.
const CONDITION = /^=\s*(\w+)\s*(!?=)\s*"([^"]*)"$/;

/** What a form's own condition asks, or null where it is more than one comparison. */
export function read(text) {
  const found = CONDITION.exec(text.trim());
  return found && { name: found[1], is: found[2] === "=", value: found[3] };
}

/** Whether the field is hidden while the other field holds this value. */
export function hides(condition, value) {
  return (value === condition.value) === condition.is;
}

/** Show and hide the fields of this form now, and whenever somebody chooses something. */
export function followConditions(form) {
  if (!form.dataset.followed) {
    form.dataset.followed = "yes";
    form.addEventListener("change", () => apply(form));
  }
  apply(form);
}

function apply(form) {
  for (const part of form.querySelectorAll("[data-hide]")) {
    const condition = read(part.dataset.hide);
    if (!condition) continue;
    const other = form.elements.namedItem(`${part.dataset.hideBefore}${condition.name}`);
    const hidden = hides(condition, other?.value ?? "");
    part.hidden = hidden;
    for (const field of part.querySelectorAll("input, select, textarea")) field.disabled = hidden;
  }
}
