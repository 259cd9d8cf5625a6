// Saves what is typed a moment after it was typed, says when, and never over something newer.
import { saved } from "../frame/guarding.js";
import { send } from "../shared/sending.js";
import { say } from "../shared/texts.js";
import { offerCopy } from "./copying.js";
import { hasExpired, offerSignIn } from "./session.js";

/** milliseconds of quiet before what was typed is sent, and before a failed attempt is made again */
const quiet = 1500;
const again = 10_000;

/** The draft of one form. */
export class Draft {
  #timer = 0;
  #typed = 0;
  #kept = 0;
  #running = null;
  #stopped = false;

  constructor(form, sheet) {
    this.form = form;
    this.sheet = sheet;
    this.state = document.getElementById("draft-state");
    form.onTyped(() => this.#touched());
    document.querySelector("[data-saves]")?.addEventListener("click", () => this.save());
    addEventListener("beforeunload", (event) => {
      if (this.isUnsaved) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.isUnsaved) this.save();
    });
  }

  get isUnsaved() {
    return !this.#stopped && this.#typed > this.#kept;
  }

  /** From now on nothing is saved: the form was sent, or its draft is somebody else's. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Goes on saving after the form was not taken. */
  goOn() {
    this.#stopped = false;
  }

  /** Saves now. With `over`, over whatever was saved meanwhile. */
  async save(over = false) {
    clearTimeout(this.#timer);
    if (this.#stopped && !over) return;
    await this.#running;
    this.#running = this.#send(over);
    await this.#running;
    this.#running = null;
  }

  #touched() {
    this.#typed += 1;
    if (this.#stopped) return;
    this.#say("draft_typing");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), quiet);
  }

  async #send(over) {
    const typed = this.#typed;
    this.#say("draft_saving");
    const fields = { form: JSON.stringify(this.form.values()) };
    if (!over) fields.based_on = this.sheet.draft_at ?? "";
    let answer;
    try {
      answer = await send(`${this.sheet.address}/draft`, fields);
    } catch {
      return this.#failed("draft_offline");
    }
    if (hasExpired(answer)) {
      this.#failed("draft_expired");
      return offerSignIn(() => this.save());
    }
    const told = await answer.json().catch(() => null);
    if (answer.ok && told) return this.#done(typed, told);
    if (told?.refused?.status === 409) return this.#lost(told.refused);
    return this.#failed("draft_failed", told?.refused?.sentence);
  }

  #done(typed, told) {
    this.#kept = typed;
    this.sheet.draft_at = told.saved_at;
    saved(document.getElementById("sheet-form"));
    this.#say("draft_saved", { at: told.at });
  }

  #failed(key, sentence = "") {
    this.#say(key, { sentence });
    this.#timer = setTimeout(() => this.save(), again);
  }

  /** Somebody was first: what is typed stays on the page, and may be copied or put over the other. */
  #lost(refused) {
    this.stop();
    this.#say("draft_stopped");
    const over = refused.key === "actions.draft_newer" ? () => this.save(true).then(() => this.goOn()) : null;
    offerCopy(this.form, refused, over);
  }

  #say(key, params = {}) {
    if (this.state) this.state.textContent = say(`tasks.js.${key}`, params);
  }
}
