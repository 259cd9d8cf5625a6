// Fresh rows while somebody looks: the server's rows are merged into the page, so focus, scroll and choices stay.
const every = 60_000;

/** Asks again each minute while the page is seen and nobody is in a dialog, and when the page is seen again. */
export function refreshRows() {
  if (!document.querySelector("#rows[hx-get]")) return;
  setInterval(refreshIfSeen, every);
  document.addEventListener("visibilitychange", refreshIfSeen);
}

/** Asks at once. */
export function refreshNow() {
  globalThis.htmx?.trigger(document.body, "huishang:refresh");
}

function refreshIfSeen() {
  if (document.visibilityState === "visible" && !document.querySelector("dialog[open]")) refreshNow();
}
