// One circumstance at a time: claiming it opens its questions; not claiming it answers them with plain no.
/** Unfold what is claimed, fill in what is not. */
export function followClaims(form) {
  for (const claim of form.querySelectorAll("[data-claim]")) {
    show(claim);
    if (!claim.checked) fill(form, claim);
    claim.addEventListener("change", () => {
      show(claim);
      if (claim.checked) empty(form, claim);
      else fill(form, claim);
    });
  }
}

function show(claim) {
  const card = claim.closest("[data-circumstance]");
  card.classList.toggle("is-claimed", claim.checked);
  card.querySelector("[data-circumstance-more]").hidden = !claim.checked;
}

/** What a circumstance that is none says; nothing that somebody typed is overwritten. */
function fill(form, claim) {
  for (const [name, value] of Object.entries(JSON.parse(claim.dataset.otherwise))) {
    const field = form.elements.namedItem(name);
    if (field && !field.value) field.value = String(value);
  }
}

/** Answers that were only filled in are asked anew. */
function empty(form, claim) {
  for (const [name, value] of Object.entries(JSON.parse(claim.dataset.otherwise))) {
    const field = form.elements.namedItem(name);
    if (!field || field.value !== String(value)) continue;
    if (field instanceof RadioNodeList) for (const one of field) one.checked = false;
    else field.value = "";
  }
}
