// One quiet place that screen readers listen to.
let place;

/** Says this to screen readers, politely and once. */
export function announce(sentence) {
  place ??= document.getElementById("announcer");
  if (!place) return;
  place.textContent = "";
  // an empty moment between, or the same sentence twice would not be heard
  setTimeout(() => {
    place.textContent = sentence;
  }, 50);
}
