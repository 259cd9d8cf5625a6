// The few words that form-js says past its own translation: put right as they appear.
import { say } from "../texts.js";

const attributes = ["placeholder", "aria-label", "alt"];
const words = [
  [/^Search$/, () => say("tasks.js.form.search")],
  [/^Remove list item (\d+)$/, (found) => say("tasks.js.form.remove_row", { number: found[1] })],
  [/^This is an image placeholder$/, () => ""],
  [/^[dmy]+[/.-][dmy]+[/.-][dmy]+$/i, () => say("tasks.js.form.day")],
  [/^hh:mm( --)?$/, () => say("tasks.js.form.time")],
];

/** Watches this place as long as the page stands. */
export function mendWords(place) {
  const mend = (one) => {
    for (const name of attributes) {
      const said = one.getAttribute?.(name);
      const rule = said ? words.find(([pattern]) => pattern.test(said)) : undefined;
      const right = rule?.[1](rule[0].exec(said));
      // the same word again would call us again, for ever
      if (right !== undefined && right !== said) one.setAttribute(name, right);
    }
  };
  const all = (root) => {
    if (!(root instanceof Element)) return;
    mend(root);
    for (const one of root.querySelectorAll("[placeholder], [aria-label], [alt]")) mend(one);
  };
  new MutationObserver((changes) => {
    for (const change of changes) change.type === "attributes" ? mend(change.target) : change.addedNodes.forEach(all);
  }).observe(place, { subtree: true, childList: true, attributes: true, attributeFilter: attributes });
  all(place);
}
