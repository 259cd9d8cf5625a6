// What is decided: lead and supporting units, objections unit by unit, dissent in words, where consensus stands.
import { say } from "../shared/texts.js";
import { standing } from "./record.js";

/** Draw the decisions of a case; gives what adds one and what draws all anew. */
export function drawDecisions(one, units) {
  const place = one.panel.querySelector("[data-decisions]");
  const redraw = () => {
    place.replaceChildren(...one.record.decisions.map((decision, at) => draw(one, decision, at, units, redraw)));
  };
  const add = () => {
    one.record.decisions.push({ content: "", lead: "", supports: [], objections: [], dissent: "" });
    redraw();
    place.lastElementChild.querySelector('[data-of="content"]').focus();
    one.changed();
  };
  one.panel.querySelector("[data-add-decision]").addEventListener("click", add);
  redraw();
  return { add, redraw };
}

function draw(one, decision, at, units, redraw) {
  const element = document.getElementById("decision-blank").content.cloneNode(true).firstElementChild;
  element.querySelector("[data-number]").textContent = say("meeting.js.decision", { number: at + 1 });
  element.querySelector("[data-drop-decision]").addEventListener("click", () => {
    one.record.decisions.splice(at, 1);
    redraw();
    one.changed();
  });
  const lead = element.querySelector('[data-of="lead"]');
  lead.append(new Option("—", ""), ...units.map((unit) => new Option(unit.word, unit.key)));
  const show = () => tell(one, decision, element);
  for (const field of element.querySelectorAll("[data-of]")) {
    field.value = decision[field.dataset.of] ?? "";
    field.addEventListener("input", () => {
      decision[field.dataset.of] = field.value;
      show();
      one.changed();
    });
  }
  for (const list of element.querySelectorAll("[data-chips]")) chips(one, decision, list, units, show);
  show();
  return element;
}

/** One chip a unit that is present; those chosen before stay, present or not. */
function chips(one, decision, list, units, show) {
  const name = list.dataset.chips;
  decision[name] ??= [];
  const present = new Set([...one.record.attendance.map((row) => row.unit), ...decision[name]]);
  for (const unit of units.filter((each) => present.has(each.key))) {
    const chip = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: unit.word });
    const press = (on) => chip.setAttribute("aria-pressed", String(on));
    press(decision[name].includes(unit.key));
    chip.addEventListener("click", () => {
      const place = decision[name].indexOf(unit.key);
      if (place < 0) decision[name].push(unit.key);
      else decision[name].splice(place, 1);
      press(place < 0);
      show();
      one.changed();
    });
    list.append(chip);
  }
}

function tell(one, decision, element) {
  const found = standing(decision, one.blocking);
  const state = element.querySelector("[data-decision-state]");
  state.textContent = decision.lead ? say(`meeting.js.${found}`) : "";
  state.dataset.standing = found;
  const present = one.record.attendance.some((row) => row.unit === decision.lead);
  element.querySelector("[data-lead-absent]").hidden = !decision.lead || present;
  element.querySelector('[data-of="dissent"]').hidden = decision.objections.length === 0 && !decision.dissent;
}
