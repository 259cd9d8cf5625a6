// Sentences of the catalogues that the page handed over; see text_rooms in the templates.
let known;

/** The sentence of this key with its {names} filled; a missing one is told to the console and shown as its key. */
export function say(key, params = {}) {
  known ??= JSON.parse(document.getElementById("texts")?.textContent || "{}");
  if (!(key in known)) {
    console.error(`missing text ${key}`);
    return key;
  }
  return fill(known[key], params);
}

/** The sentence with its {names} filled; a name without a value stays. */
export function fill(sentence, params) {
  return sentence.replaceAll(/\{(\w+)\}/g, (gap, name) => (name in params ? String(params[name]) : gap));
}
