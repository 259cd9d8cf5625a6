// The bell: how many notices are new, and, where the person allowed it, a notice of the browser for each new one.
import { ask } from "../shared/sending.js";
import { say } from "../shared/texts.js";

const place = "huishang.told";

/** Follows the numbers of the frame; asks for the news only when there are some and they may be shown. */
export function ringBell() {
  document.addEventListener("huishang:counts", (event) => {
    const count = event.detail.notices ?? 0;
    show(count);
    if (count && "Notification" in globalThis && Notification.permission === "granted") tell();
  });
}

function show(count) {
  const badge = document.getElementById("bell-count");
  if (!badge) return;
  badge.textContent = count ? (count > 99 ? "99+" : String(count)) : "";
  document.getElementById("bell-words").textContent = count ? say("pages.js.count", { count }) : "";
}

/** Each notice is shown once in a browser, whatever number of its pages is open. */
async function tell() {
  const known = Number(localStorage.getItem(place) ?? 0);
  const news = await ask(`/notices/news?after=${known}`, { unattended: true }).catch(() => []);
  if (!news.length || Number(localStorage.getItem(place) ?? 0) !== known) return;
  localStorage.setItem(place, String(news.at(-1).id));
  for (const one of news) {
    const shown = new Notification(one.kind, { body: one.number, tag: `huishang-${one.id}` });
    shown.onclick = () => {
      globalThis.focus();
      location.assign(`/notices/${one.id}`);
    };
  }
}
