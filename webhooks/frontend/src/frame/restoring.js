// A form that could not be taken comes back filled. Scripts that hold forms of their own listen to `huishang:kept`.
/** Fills what the page brought back in its element #kept. */
export function restoreForm() {
  const place = document.getElementById("kept");
  if (!place) return;
  const kept = JSON.parse(place.textContent);
  const form = [...document.forms].find((one) => new URL(one.action).pathname === kept.action && one.method === "post");
  if (form) for (const [name, values] of Object.entries(kept.fields)) fill(form, name, values);
  form?.closest("dialog")?.showModal();
  document.dispatchEvent(new CustomEvent("huishang:kept", { detail: kept }));
}

function fill(form, name, values) {
  const fields = [...form.elements].filter((one) => one.name === name && one.type !== "file");
  for (const [index, field] of fields.entries()) {
    if (field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.multiple) for (const one of field.options) one.selected = values.includes(one.value);
    else if (index < values.length) field.value = values[index];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
