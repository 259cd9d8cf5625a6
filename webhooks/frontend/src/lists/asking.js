// The button that asks the browser for leave to show notices; browsers want a click for that.
import { showTold } from "../frame/announcing.js";
import { say } from "../shared/texts.js";

/** Shows the button only where there is something to ask. */
export function askForNotices() {
  const button = document.querySelector("[data-asks-for-notices]");
  if (!button || !("Notification" in globalThis) || Notification.permission !== "default") return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await Notification.requestPermission();
    button.hidden = answer !== "default";
    showTold(say(answer === "granted" ? "lists.js.notices_on" : "lists.js.notices_off"));
  });
}
