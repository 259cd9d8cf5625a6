// Where a case stands in its drawing: done, current, overdue and halted steps, progress of many, called processes.
// Used by the page of a case and by the page of a task; `element` zooms to a step of its own.
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/diagram-js.css";
import Viewer from "bpmn-js/lib/NavigatedViewer";
import { announce } from "./announcer.js";
import { say } from "./texts.js";

// the gravest last
const STANDS = ["done", "waiting", "running", "current", "overdue", "halted"];
// between two looks; after failures longer and longer
const EVERY = 15_000;
const SELDOM = 300_000;

/** Draws the case into this place. Gives the drawing, to be ended when the place goes; null where it failed. */
export async function showDiagram(place, { caseId, element = "", live = false, frame = place.parentElement }) {
  try {
    const [drawing, progress] = await Promise.all([
      asJson(`/cases/${caseId}/drawing.json`),
      asJson(`/cases/${caseId}/progress.json`),
    ]);
    const shown = new CaseDrawing(place, { caseId, element, drawing, frame });
    await shown.begin(progress);
    if (live && !progress.ended) shown.follow();
    return shown;
  } catch (error) {
    place.textContent = say("case_pages.js.diagram.failed");
    console.error("diagram", error);
    return null;
  }
}

class CaseDrawing {
  constructor(place, { caseId, element, drawing, frame }) {
    this.caseId = caseId;
    this.element = element;
    this.drawing = drawing;
    this.frame = frame;
    this.viewer = new Viewer({ container: place });
    place.querySelector(".bjs-container")?.setAttribute("aria-label", say("case_pages.js.diagram.canvas"));
    this.callers = [];
    this.listen();
  }

  async begin(progress) {
    this.progress = progress;
    const here = this.place(this.element) ?? this.place(progress.current[0]);
    if (here && here.process !== this.drawing.main) this.callers = this.wayTo(here.process);
    await this.open(here?.process ?? this.drawing.main);
    this.toHere();
  }

  /** Draws one process and marks it. */
  async open(process) {
    const xml = this.drawing.files[process];
    if (!xml) return false;
    await this.viewer.importXML(xml);
    this.process = process;
    this.mark();
    this.tellWhere();
    return true;
  }

  place(element) {
    return this.progress.places.find((one) => one.element === element);
  }

  wayTo(process) {
    const caller = Object.keys(this.progress.calls).find((one) => this.progress.calls[one] === process);
    return caller ? [{ process: this.drawing.main, element: caller }] : [];
  }

  mark() {
    const canvas = this.viewer.get("canvas");
    const overlays = this.viewer.get("overlays");
    const registry = this.viewer.get("elementRegistry");
    overlays.clear();
    for (const shape of registry.getAll()) {
      for (const stand of STANDS) canvas.removeMarker(shape.id, `at-${stand}`);
    }
    for (const one of this.progress.places) {
      if (!registry.get(one.element)) continue;
      canvas.addMarker(one.element, `at-${one.stand}`);
      const badge = badgeOf(one);
      if (badge) overlays.add(one.element, { position: { top: -12, left: 6 }, html: badge });
    }
    this.markCallers(canvas, registry);
  }

  /** A step that calls a process stands as what goes on inside. */
  markCallers(canvas, registry) {
    for (const [element, process] of Object.entries(this.progress.calls)) {
      const inside = this.progress.places.filter((one) => one.process === process);
      if (!inside.length || !registry.get(element) || this.place(element)?.stand === "done") continue;
      const worst = [...STANDS].reverse().find((stand) => inside.some((one) => one.stand === stand));
      canvas.addMarker(element, `at-${worst}`);
    }
  }

  toHere() {
    const wanted = this.element || this.progress.current.find((one) => this.place(one)?.process === this.process);
    const registry = this.viewer.get("elementRegistry");
    const shape = wanted && registry.get(wanted);
    if (shape) this.look(shape);
    else this.whole();
  }

  whole() {
    this.viewer.get("canvas").zoom("fit-viewport", "auto");
  }

  /** This step in the middle, readable, with its neighbours around it. */
  look(shape) {
    const canvas = this.viewer.get("canvas");
    const { width, height } = canvas.getSize();
    const middle = { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
    canvas.viewbox({ x: middle.x - width / 2, y: middle.y - height / 2, width, height });
  }

  async goTo(element, process) {
    if (process !== this.process) {
      this.callers = process === this.drawing.main ? [] : this.wayTo(process);
      await this.open(process);
    }
    const shape = this.viewer.get("elementRegistry").get(element);
    if (shape) {
      this.look(shape);
      this.viewer.get("selection").select(shape);
    }
  }

  async enter(element) {
    const process = this.progress.calls[element];
    if (!process || !this.drawing.files[process]) return;
    this.callers.push({ process: this.process, element });
    await this.open(process);
    this.toHere();
  }

  async leave() {
    const caller = this.callers.pop();
    if (!caller) return;
    await this.open(caller.process);
    const shape = this.viewer.get("elementRegistry").get(caller.element);
    if (shape) this.look(shape);
  }

  tellWhere() {
    const back = this.frame.querySelector("[data-diagram-back]");
    const where = this.frame.querySelector("[data-diagram-where]");
    if (back) back.hidden = this.callers.length === 0;
    if (where) where.textContent = this.nameOf(this.process);
  }

  nameOf(process) {
    const root = this.viewer.get("canvas").getRootElement();
    const known = this.viewer.getDefinitions().rootElements.find((one) => one.id === process);
    const name = known?.name || root.businessObject?.name || process;
    return this.callers.length ? say("case_pages.js.diagram.inside", { name }) : name;
  }

  listen() {
    this.viewer.get("eventBus").on("element.dblclick", ({ element }) => {
      this.enter(element.id);
    });
    this.onClick = (event) => {
      const target = event.target.closest("button");
      if (!target) return;
      if ("diagramHere" in target.dataset) this.backToCurrent();
      if ("diagramWhole" in target.dataset) this.whole();
      if ("diagramBack" in target.dataset) this.leave();
      if (target.dataset.diagramElement) this.goTo(target.dataset.diagramElement, target.dataset.diagramProcess);
    };
    this.frame.addEventListener("click", this.onClick);
  }

  async backToCurrent() {
    const here = this.place(this.element) ?? this.place(this.progress.current[0]);
    if (here) await this.goTo(here.element, here.process);
    else this.whole();
  }

  /** Asks again while the page is looked at, at once when it is looked at again; hidden pages ask nothing. */
  follow() {
    this.wait = EVERY;
    this.onLook = () => {
      clearTimeout(this.timer);
      if (document.visibilityState === "visible") this.refresh();
    };
    document.addEventListener("visibilitychange", this.onLook);
    this.askLater();
  }

  askLater() {
    clearTimeout(this.timer);
    if (this.onLook && document.visibilityState === "visible") this.timer = setTimeout(() => this.refresh(), this.wait);
  }

  unfollow() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.onLook);
    this.onLook = null;
  }

  /** A case that did not move answers with nothing; a server that does not answer is asked more and more seldom. */
  async refresh() {
    const headers = { Accept: "application/json", "If-None-Match": `"${this.progress.tag}"` };
    const answer = await fetch(`/cases/${this.caseId}/progress.json`, { headers, redirect: "manual" }).catch(() => null);
    if (!this.onLook) return;
    const answered = answer?.status === 200 || answer?.status === 304;
    this.wait = answered ? EVERY : Math.min(this.wait * 2, SELDOM);
    if (answer?.status === 200) await this.moved(await answer.json());
    if (this.progress.ended) this.unfollow();
    else this.askLater();
  }

  async moved(progress) {
    this.progress = progress;
    this.mark();
    await this.renewList();
    announce(say("case_pages.js.diagram.moved"));
  }

  /** The list in words comes from the server, which knows how to speak. */
  async renewList() {
    const list = this.frame.querySelector("[data-diagram-list]");
    if (!list) return;
    const answer = await fetch(`/cases/${this.caseId}/places`, { headers: { "HX-Request": "true" } });
    if (answer.ok) list.innerHTML = await answer.text();
  }

  end() {
    this.unfollow();
    this.frame.removeEventListener("click", this.onClick);
    this.viewer.destroy();
  }
}

/** A small word above a step: how many of many, or how late. */
function badgeOf(place) {
  const words = [];
  if (place.all > 1) words.push(say("case_pages.js.diagram.of_many", { done: place.done, all: place.all }));
  if (place.stand === "overdue" && place.days_left !== null) {
    words.push(say("case_pages.js.diagram.overdue", { days: -place.days_left }));
  }
  if (!words.length) return null;
  const badge = document.createElement("div");
  badge.className = place.stand === "overdue" ? "place-badge place-badge-overdue" : "place-badge";
  badge.textContent = words.join(" · ");
  return badge;
}

async function asJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
