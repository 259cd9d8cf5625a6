// Before the idle log-out: a warning with the seconds left. After it: the door, which leads back to this page.
// The same answer tells whether somebody else uses this account just now.
import { announce } from "../shared/announcer.js";
import { ask, send } from "../shared/sending.js";
import { say } from "../shared/texts.js";
import { tellOthers } from "./others.js";

const every = 30_000;
let warning;
let count;
let timer;

/** Watches the session of a signed-in page. */
export function watchSession() {
  if (!document.querySelector('meta[name="csrf"]')) return;
  look();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}

async function look() {
  clearTimeout(timer);
  const state = await ask("/session/state", { unattended: true }).catch(() => null);
  act(state);
  timer = setTimeout(look, pause(state));
}

/** How long until the next look: soon enough to warn in time. */
export function pause(state) {
  if (!state?.in) return every;
  return Math.min(every, Math.max(1, state.left - state.warning) * 1000);
}

function act(state) {
  if (!state) return; // the network is away; nothing is known
  if (!state.in) return leave();
  tellOthers(state.others);
  if (state.left <= state.warning) warn(state);
  else close();
}

function warn(state) {
  warning ??= build();
  warning.querySelector("[data-stay]").hidden = !state.may_stay;
  const sentence = state.may_stay ? "identity.js.idle" : "identity.js.longest";
  const until = Date.now() + state.left * 1000;
  clearInterval(count);
  const tick = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000));
    warning.querySelector("p").textContent = say(sentence, { seconds: left });
    if (left === 0) look();
  };
  tick();
  count = setInterval(tick, 1000);
  if (!warning.open) {
    warning.showModal();
    announce(say(sentence, { seconds: state.left }));
  }
}

function build() {
  const dialog = document.createElement("dialog");
  dialog.className = "reason";
  dialog.setAttribute("aria-labelledby", "idle-title");
  dialog.innerHTML = `<h2 class="reason-title" id="idle-title"></h2><p></p>
    <div class="reason-buttons"><button class="btn btn-primary" type="button" data-stay></button></div>`;
  dialog.querySelector("h2").textContent = say("identity.js.idle_title");
  const button = dialog.querySelector("button");
  button.textContent = say("identity.js.stay");
  button.addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  document.body.append(dialog);
  return dialog;
}

async function stay() {
  const answer = await send("/session/stay", {}).catch(() => null);
  if (answer?.ok) act(await answer.json());
}

function close() {
  clearInterval(count);
  if (warning?.open) warning.close();
}

/** To the door; what was asked for is found again after signing in. A guarded form does not hold anybody back now. */
function leave() {
  globalThis.dispatchEvent(new CustomEvent("huishang:leaving"));
  const here = location.pathname + location.search;
  location.replace(`/login?next=${encodeURIComponent(here)}`);
}
