// Which case stands on the screen, and the keys a clerk's hands find without looking.
/** Tabs over these panels; gives what turns to one and what stands open. */
export function openTabs(panels) {
  const buttons = [...document.querySelectorAll("[data-tab]")];
  let open = 0;
  const turn = (at, focus = false) => {
    if (at < 0 || at >= panels.length) return;
    open = at;
    panels.forEach((panel, place) => {
      panel.hidden = place !== at;
      buttons[place].setAttribute("aria-selected", String(place === at));
      buttons[place].tabIndex = place === at ? 0 : -1;
    });
    if (focus) buttons[at].focus();
  };
  buttons.forEach((button, at) => {
    button.addEventListener("click", () => turn(at));
    button.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight") turn((at + 1) % panels.length, true);
      if (event.key === "ArrowLeft") turn((at - 1 + panels.length) % panels.length, true);
    });
  });
  return { turn, open: () => open };
}

/** Alt+digit turns to a case, Alt+N adds a decision, Ctrl+S saves, Ctrl+Enter records. */
export function listenForKeys({ tabs, cases, commit }) {
  document.addEventListener("keydown", (event) => {
    const here = cases[tabs.open()];
    if (event.altKey && /^[1-9]$/.test(event.key)) tabs.turn(Number(event.key) - 1, true);
    else if (event.altKey && event.key.toLowerCase() === "n") here?.add();
    else if (event.ctrlKey && event.key.toLowerCase() === "s") here?.save();
    else if (event.ctrlKey && event.key === "Enter") commit(here ? [here] : []);
    else return;
    event.preventDefault();
  });
}
