"""How many diagrams of a folder simulate to the end or are refused with a reason; none may crash, hang or go astray."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import click
from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.simulations.simulation import simulate
from tests.field.apart import apart

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAMUNDA_STYLE = ("http://camunda.org/schema/1.0/bpmn", "http://operaton.org/schema/1.0/bpmn")
OTHER_STYLE = ("http://flowable.org/bpmn", "http://activiti.org/bpmn")
#: what a diagram of people, time and choices may hold
PLAIN = frozenset(
    {"startEvent", "endEvent", "userTask", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "task"}
    | {"intermediateCatchEvent", "boundaryEvent", "subProcess", "eventBasedGateway", "manualTask"}
)
NODES = PLAIN | {
    *("serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "callActivity", "transaction"),
    *("intermediateThrowEvent", "complexGateway", "adHocSubProcess"),
}
PLAIN_EVENTS = frozenset({"timerEventDefinition", "terminateEventDefinition"})
FINE = ("completed", "waiting")


@dataclass(frozen=True, slots=True)
class Diagram:
    """One executable file of the corpus."""

    path: Path
    style: str  #: `camunda`, `other` or `none`
    is_plain: bool


@click.command("bpmn")
@click.option("--corpus", "folders", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--sample", type=int, default=0, help="How many files to draw; 0 takes all.")
@click.option("--seed", type=int, default=1)
@click.option("--style", type=click.Choice(("camunda", "other", "all")), default="camunda", show_default=True)
@click.option("--runs", type=int, default=3, show_default=True)
@click.option("--verbose", is_flag=True, help="One line a file.")
@click.option("--json", "as_json", type=click.Path(path_type=Path), help="Write each file's verdict here.")
def command(
    folders: tuple[Path, ...], sample: int, seed: int, style: str, runs: int, verbose: bool, as_json: Path | None
) -> None:
    """Simulate each executable diagram of the folders and count how it ends."""
    wanted = ("camunda", "other", "none") if style == "all" else (style, "none")
    diagrams = [one for folder in folders for one in _diagrams(folder) if one.style in wanted]
    if sample and sample < len(diagrams):
        diagrams = Random(seed).sample(diagrams, sample)
    verdicts = []
    for diagram in diagrams:
        told = apart(lambda diagram=diagram: _tried(diagram.path, runs))  # type: ignore[misc]
        verdict = {"file": str(diagram.path), "plain": diagram.is_plain, **told, "class": _class(told)}
        verdicts.append(verdict)
        if verbose or verdict["class"] in ("crash", "astray"):
            why = verdict.get("reason") or verdict.get("crash") or ""
            click.echo(
                f"{verdict['class']:10} {verdict['seconds']:6.2f}s {diagram.path} {verdict.get('astray', '')} {why}"
            )
    if as_json:
        as_json.write_text(json.dumps(verdicts, ensure_ascii=False, indent=1), encoding="utf-8")
    click.echo("\n".join(_summary(verdicts)))


def _diagrams(folder: Path) -> Iterator[Diagram]:
    seen: set[bytes] = set()
    for path in sorted(folder.rglob("*")):
        if not path.name.endswith((".bpmn", ".bpmn20.xml")):
            continue
        raw = path.read_bytes()
        try:
            root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError):
            continue
        processes = [one for one in root.iter(f"{BPMN}process") if one.get("isExecutable", "false") == "true"]
        if processes and raw not in seen:
            seen.add(raw)
            yield Diagram(path, _style(root), _is_plain(root))


def _style(root: Any) -> str:
    spaces = {space for element in root.iter(etree.Element) for space in _spaces(element)}
    if spaces & set(OTHER_STYLE):
        return "other"
    return "camunda" if spaces & set(CAMUNDA_STYLE) else "none"


def _spaces(element: Any) -> Iterator[str]:
    for name in (element.tag, *element.attrib):
        if name.startswith("{"):
            yield name[1:].partition("}")[0]


def _is_plain(root: Any) -> bool:
    """Only user tasks, timers, gateways and `${…}`."""
    for element in root.iter(etree.Element):
        name = element.tag.rpartition("}")[2]
        if element.tag.startswith(BPMN):
            if name in NODES - PLAIN or name.endswith("LoopCharacteristics"):
                return False
            if name.endswith("EventDefinition") and name not in PLAIN_EVENTS:
                return False
            if name == "conditionExpression" and (element.get("language") or "${" not in (element.text or "${")):
                return False
            if name == "subProcess" and element.get("triggeredByEvent") == "true":
                return False
        elif name in ("executionListener", "taskListener", "script", "inputOutput", "formData"):
            return False
    return True


def _tried(path: Path, runs: int) -> dict[str, Any]:
    raw = path.read_bytes()
    bundle = Bundle({path.name.removesuffix(".xml").removesuffix(".bpmn20").removesuffix(".bpmn") + ".bpmn": raw})
    simulation = simulate(bundle, runs=runs)
    told = simulation.to_json("en")
    told["astray"] = _astray(raw, [one["element"] for one in told["path"]], told["outcome"])
    told["rules"] = sorted({finding["rule"] for finding in told["findings"]})
    return {name: told[name] for name in ("outcome", "reason", "coverage", "astray", "rules", "assumed")}


def _astray(raw: bytes, path: list[str], outcome: str) -> str:
    """What is impossible about a way: an element nothing leads to, an end that is none; else empty."""
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    nodes = {one.get("id"): one for one in root.iter(etree.Element) if one.tag.rpartition("}")[2] in NODES}
    leads: dict[str, set[str]] = {}
    for flow in root.iter(f"{BPMN}sequenceFlow"):
        leads.setdefault(flow.get("targetRef"), set()).add(flow.get("sourceRef"))
    visited = set(path)
    for name in visited:
        if name not in nodes:
            return f"{name} is not drawn"
        before = leads.get(name, set())
        attached = nodes[name].get("attachedToRef")
        if attached is not None and attached not in visited:
            return f"{name} happened, its activity was never entered"
        if before and not before & visited and attached is None:
            return f"{name} was entered, none of {sorted(before)} was"
    if outcome == "completed":
        leaving = {source for sources in leads.values() for source in sources}
        if not visited - leaving:
            return "completed without coming to an end"
    return ""


def _class(told: dict[str, Any]) -> str:
    if "crash" in told:
        return "crash"
    if told["astray"]:
        return "astray"
    return str(told["outcome"])


def _summary(verdicts: list[dict[str, Any]]) -> Iterator[str]:
    plain = [one for one in verdicts if one["plain"]]
    for title, some in (("all", verdicts), ("people, time, gateways and ${…} only", plain)):
        counts = Counter(one["class"] for one in some)
        ran = sum(counts[name] for name in FINE)
        yield f"{title}: {len(some)} files"
        lines = [*counts.most_common(), ("runs", ran), ("runs or refused", ran + counts["refused"])]
        yield from (f"  {name:16} {count:5}  {count / max(len(some), 1):6.1%}" for name, count in lines)
    yield "refused by rule: " + ", ".join(f"{rule} {count}" for rule, count in _by_rule(verdicts).most_common())
    slowest = max((one["seconds"] for one in verdicts), default=0)
    yield f"slowest {slowest:.2f} s, largest {max((one['mebibytes'] for one in verdicts), default=0):.0f} MiB"


def _by_rule(verdicts: list[dict[str, Any]]) -> Counter[str]:
    return Counter(rule for one in verdicts if one["class"] == "refused" for rule in one["rules"])
