// A form-js form on a page of ours: in the reader's language, with our file fields, and errors of the server at the
// field. Used by tasks, by acts of a case, and wherever a procedure asks for a form.
import { Form } from "@bpmn-io/form-js-viewer";
import "@bpmn-io/form-js-viewer/dist/assets/form-js.css";
import "../../styles/forms.css";
import { dayFields } from "./days.js";
import { documentFields } from "./documents.js";
import { fileFields } from "./files.js";
import { mendWords } from "./hard_words.js";
import { asState, domId, fromState, placed } from "./paths.js";
import { summarize } from "./summary.js";
import { translate } from "./words.js";

/** what the names of lists begin with in a form's data */
const CHOICES = "choices_of_";

/**
 * Puts a form into `place`. `sheet` has: schema, data (what is filled in), choices (by name), files (what is uploaded
 * already), upload (the address that takes files, "" for none), case_files (those that a `documentPreview` shows).
 * Gives a FormOnPage.
 */
export async function mountForm(place, sheet) {
  const form = new Form({
    container: place,
    // with a delay, whatever changes the form meanwhile (an upload that ends) would undo what was just typed
    debounce: false,
    additionalModules: [
      { translate: ["value", translate] },
      fileFields({ files: sheet.files ?? [], address: sheet.upload ?? "" }),
      documentFields(),
      dayFields(),
    ],
  });
  mendWords(place);
  await form.importSchema(inHouse(sheet.schema), { ...named(sheet.choices), case_files: sheet.case_files ?? [], ...sheet.data });
  return new FormOnPage(form, place);
}

/** One form on a page. */
export class FormOnPage {
  constructor(form, place) {
    this.form = form;
    this.place = place;
    this.summary = document.createElement("div");
    place.before(this.summary);
  }

  /** What is filled in, without fields that are locked or hidden. */
  values() {
    const locked = new Set(this.#shown().filter((one) => this.#field(one).readonly === true).map(pathOf));
    const whole = this.form._getSubmitData();
    for (const path of locked) drop(whole, path.split("."));
    return whole;
  }

  /** Calls back whenever somebody changed a field. */
  onTyped(listen) {
    this.form.on("field.updated", 500, listen);
    this.form.get("eventBus").on(["dynamicList.added", "dynamicList.removed"], 500, listen);
  }

  /** Checks what a browser can check; shows and counts what is wrong. */
  check() {
    const state = this.form.validate();
    const errors = fromState(state, this.#shown());
    this.#tell(errors.map((error) => this.#row(error)));
    return errors.length;
  }

  /** Shows what the server found wrong: rows of path and sentence. */
  show(errors) {
    const { found, lost } = placed(errors, this.#shown());
    this.form._setState({ errors: asState(found) });
    requestAnimationFrame(() => this.#tell([...found, ...lost].map((error) => this.#row(error))));
  }

  /** The form as plain text, label by label: for whoever must keep the words elsewhere. */
  asText() {
    return this.#shown()
      .map((one) => [labelOf(this.#field(one)), read(this.form._getState().data, one.valuePath)])
      .filter(([, value]) => typeof value === "string" && value && !value.startsWith("files::"))
      .map(([label, value]) => `${label}\n${value}`)
      .join("\n\n");
  }

  /** The text fields that are written in now: their element and their component. */
  fieldOf(element) {
    const shown = this.#shown().find((one) => this.#elementOf(one)?.contains(element) || this.#domIdOf(one) === element.id);
    return shown ? this.#field(shown) : null;
  }

  /** The first form field with this element id gets this value, as if typed. */
  write(element, text) {
    const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set;
    setter.call(element, text);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #tell(rows) {
    summarize(this.summary, rows);
  }

  #row({ path, sentence }) {
    const instance = this.#shown().find((one) => pathOf(one) === path);
    if (instance) return { sentence, label: labelOf(this.#field(instance)), element: this.#elementOf(instance) };
    const list = this.form.get("formFieldRegistry").getAll().find((field) => field.path === path);
    return { sentence, label: labelOf(list), element: list ? this.#elementOf({ id: list.id }) : null };
  }

  #shown() {
    return this.form.get("formFieldInstanceRegistry").getAllKeyed();
  }

  #field(instance) {
    return this.form.get("formFieldRegistry").get(instance.id);
  }

  #domIdOf(instance) {
    return domId(this.form._id, instance.id, Object.values(instance.indexes ?? {}));
  }

  #elementOf(instance) {
    const id = this.#domIdOf(instance);
    return document.getElementById(id) ?? document.querySelector(`[id^="${CSS.escape(id)}-"]`);
  }
}

function pathOf(instance) {
  return instance.valuePath.join(".");
}

/** What a field is called; a day or time keeps its label in a place of its own. */
function labelOf(field) {
  const label = field?.label ?? field?.dateLabel ?? field?.timeLabel;
  return typeof label === "string" && !label.startsWith("=") ? label : "";
}

function read(data, path) {
  return path.reduce((found, step) => found?.[step], data);
}

function drop(data, path) {
  const holder = read(data, path.slice(0, -1));
  if (holder) delete holder[path.at(-1)];
}

/** Lists of choices under names that no field has: a field called `units` may ask for the list `units`. */
function named(choices) {
  return Object.fromEntries(Object.entries(choices ?? {}).map(([name, list]) => [CHOICES + name, list]));
}

/** The schema as our pages show it: the twenty-four hour clock, lists by our names. */
function inHouse(schema) {
  const walk = (components) =>
    components.map((one) => ({
      ...one,
      ...(one.type === "datetime" ? { use24h: true } : {}),
      ...(one.valuesKey ? { valuesKey: CHOICES + one.valuesKey } : {}),
      ...(one.components ? { components: walk(one.components) } : {}),
    }));
  return { ...schema, components: walk(schema.components) };
}
