// 常用语: standing phrases beside each larger text field, put in where the cursor stands.
import { ask, send } from "../shared/sending.js";
import { announce } from "../shared/announcer.js";
import { say } from "../shared/texts.js";

/** kinds of fields by the end of their key, so that a phrase for reasons is not offered for opinions */
const topics = [
  [/reason$/, "reason"],
  [/opinion|advice|suggest|view/, "opinion"],
];
let panel;
let target;

/** Puts a button behind every text area of the form, those that come later too. */
export function offerPhrases(form, place) {
  const dress = () => {
    for (const area of place.querySelectorAll("textarea:not([data-phrases])")) {
      area.dataset.phrases = "";
      if (!area.disabled && !area.readOnly) area.after(opener(form, area));
    }
  };
  new MutationObserver(dress).observe(place, { childList: true, subtree: true });
  dress();
}

function opener(form, area) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm phrases-opener";
  button.textContent = say("tasks.js.phrases.open");
  button.addEventListener("click", () => {
    target = { form, area, topic: topicOf(form.fieldOf(area)?.key ?? "") };
    show();
  });
  return button;
}

function topicOf(key) {
  return topics.find(([pattern]) => pattern.test(key))?.[1] ?? "";
}

async function show() {
  panel ??= makePanel();
  const list = panel.querySelector("ul");
  list.replaceChildren();
  panel.showModal();
  const told = await ask(`/phrases.json?topic=${target.topic}`);
  const rows = told?.phrases ?? [];
  list.append(...rows.map(row));
  panel.querySelector(".phrases-none").hidden = rows.length > 0;
}

function row({ words, shared }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "phrase";
  button.textContent = words;
  if (shared) {
    const mark = document.createElement("span");
    mark.className = "mark mark-blue";
    mark.textContent = say("tasks.js.phrases.shared");
    button.append(" ", mark);
  }
  button.addEventListener("click", () => insert(words));
  item.append(button);
  return item;
}

function insert(words) {
  const { form, area } = target;
  const [from, to] = [area.selectionStart ?? area.value.length, area.selectionEnd ?? area.value.length];
  form.write(area, area.value.slice(0, from) + words + area.value.slice(to));
  panel.close();
  area.focus();
  area.setSelectionRange(from + words.length, from + words.length);
  announce(say("tasks.js.phrases.inserted"));
}

async function keep() {
  const { area, topic } = target;
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd).trim() || area.value.trim();
  if (!chosen) {
    announce(say("tasks.js.phrases.empty"));
    return;
  }
  await send("/phrases", { words: chosen.slice(0, 500), topic, stay: "yes" });
  show();
}

function makePanel() {
  const made = document.createElement("dialog");
  made.className = "phrases";
  made.setAttribute("aria-labelledby", "phrases-title");
  made.innerHTML = '<h2 class="reason-title" id="phrases-title"></h2><p class="phrases-none form-hint" hidden></p><ul></ul><div class="reason-buttons"></div>';
  made.querySelector("h2").textContent = say("tasks.js.phrases.title");
  made.querySelector(".phrases-none").textContent = say("tasks.js.phrases.none");
  const buttons = made.querySelector(".reason-buttons");
  const manage = document.createElement("a");
  manage.className = "btn";
  manage.href = "/phrases";
  manage.target = "_blank";
  manage.textContent = say("tasks.js.phrases.manage");
  const keeper = document.createElement("button");
  keeper.type = "button";
  keeper.className = "btn";
  keeper.textContent = say("tasks.js.phrases.keep");
  keeper.addEventListener("click", keep);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.dataset.closes = "";
  close.textContent = say("tasks.js.close");
  buttons.append(manage, keeper, close);
  document.body.append(made);
  return made;
}
