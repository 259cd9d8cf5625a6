// Rows of a list by keyboard: j or ↓ to the next, k or ↑ to the one before, Enter opens, x chooses.
const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** Listens to the whole page, so that rows which come later work too. */
export function walkRows() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isBusy(event.target)) return;
    if (step(event) || open(event) || choose(event)) event.preventDefault();
  });
}

function isBusy(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, dialog[open], [contenteditable]") != null;
}

function step(event) {
  const way = steps[event.key];
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!way || !rows.length) return false;
  const here = rows.indexOf(document.activeElement?.closest?.("[data-row]"));
  if (here < 0 && event.key.startsWith("Arrow") && document.activeElement !== document.body) return false;
  const next = here < 0 ? (way > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + way, 0), rows.length - 1);
  rows[next].focus();
  return true;
}

function open(event) {
  const row = event.key === "Enter" && event.target.matches?.("[data-row]") && event.target;
  const link = row ? row.querySelector("[data-opens-row]") : null;
  link?.click();
  return Boolean(link);
}

function choose(event) {
  const row = event.key === "x" && document.activeElement?.closest?.("[data-row]");
  const box = row ? row.querySelector("[data-choose]") : null;
  box?.click();
  return Boolean(box);
}
