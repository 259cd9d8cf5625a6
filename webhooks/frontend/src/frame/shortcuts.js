// Keys for those who leave the mouse alone. Inside a field only chords with Ctrl are heard.
const pages = { h: "/", t: "/inbox/group", r: "/inbox/toread", d: "/drafts", c: "/cases" };
/** a second key counts only within this many milliseconds */
const patience = 1200;
let begun = -Infinity;

/** Listens to the whole page. */
export function listenForShortcuts() {
  // before the fields themselves, some of which keep Enter to themselves
  document.addEventListener("keydown", hear, { capture: true });
}

function hear(event) {
  if (event.isComposing || event.altKey || event.metaKey) return;
  if (event.ctrlKey ? chord(event) : !isTyping(event.target) && plain(event)) event.preventDefault();
}

function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable], dialog[open]") != null;
}

/** Ctrl+S saves a draft, Ctrl+Enter submits: buttons of the page say which they are. */
function chord(event) {
  const wanted = { Enter: "[data-submits]", s: "[data-saves]" }[event.key];
  const button = wanted ? document.querySelector(wanted) : null;
  if (button) pressLeaving(button);
  return Boolean(button);
}

/** What is being typed counts once its field is left; so it is left, as the mouse would do it. */
function pressLeaving(button) {
  const field = document.activeElement;
  field?.blur();
  button.click();
  if (document.activeElement === document.body) field?.focus({ preventScroll: true });
}

function plain(event) {
  if (performance.now() - begun < patience) {
    begun = -Infinity;
    return second(event.key);
  }
  if (event.key === "g") begun = performance.now();
  if (event.key === "?") document.getElementById("help")?.showModal();
  if (event.key === "/") return focus("input[type=search]");
  return event.key === "?";
}

function second(key) {
  if (key === "m") return focus(".side-menu-link[aria-current], .side-menu-link");
  const link = key in pages && document.querySelector(`.side-menu-link[href="${pages[key]}"]`);
  if (link) link.click();
  return Boolean(link);
}

function focus(selector) {
  const found = document.querySelector(selector);
  found?.focus();
  return Boolean(found);
}
