// The numbers in the menu: asked for a few times a minute while somebody looks, shown at once from the last answer.
import { ask } from "../shared/sending.js";
import { say } from "../shared/texts.js";

const every = 30_000;
/** the server counts no further than one more */
const most = 99;
const place = "huishang.counts";

/** Keeps the numbers fresh. Others may listen to `huishang:counts` on the document. */
export function keepCounts() {
  if (!document.querySelector(".side-menu-count")) return;
  show(JSON.parse(sessionStorage.getItem(place) ?? "{}"));
  refresh();
  setInterval(() => document.visibilityState === "visible" && refresh(), every);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
}

async function refresh() {
  const counts = await ask("/frame/counts", { unattended: true }).catch(() => null);
  if (!counts) return;
  sessionStorage.setItem(place, JSON.stringify(counts));
  show(counts);
  document.dispatchEvent(new CustomEvent("huishang:counts", { detail: counts }));
}

function show(counts) {
  for (const badge of document.querySelectorAll(".side-menu-count")) {
    const count = counts[badge.id.replace("count-", "")] ?? 0;
    badge.textContent = count ? shortened(count) : "";
    badge.title = count ? say("pages.js.count", { count }) : "";
  }
}

/** A number as a narrow badge shows it. */
export function shortened(count) {
  return count > most ? `${most}+` : String(count);
}
