"""What every run of a procedure must honour, as its `duties.yaml` says it, held against each step that was explored.

A clause speaks of elements, acts, clocks, forms and notices of the bundle; what each kind means is said here once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.diagrams.bundle import Bundle
from engine.errors import Invalid
from engine.expressions.expression import compile_expression
from engine.forms.shape import Leaf
from engine.proofs import naming
from engine.proofs.drawing import Drawing
from engine.proofs.house import House
from engine.proofs.moments import Moment
from engine.proofs.moves import Doing, Move
from engine.proofs.play import Step, new_members
from engine.proofs.uses import Want
from engine.proofs.wanting import wants_of

DUTIES_FILE = "duties.yaml"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must hold: its kind and what it speaks of."""

    duty: int
    kind: str
    said: Mapping[str, Any]

    def holds(self, routing: Mapping[str, Any]) -> bool:
        """Whether the answer is one of those the clause is about."""
        return bool(compile_expression(str(self.said.get("where", "True"))).evaluate(dict(routing)))


@dataclass(frozen=True)
class Duties:
    """All clauses with the titles of their duties, and what the house does beside the diagram."""

    titles: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    clauses: tuple[Clause, ...] = ()
    house: House = field(default_factory=House)
    house_said: Any = None

    @classmethod
    def read(cls, bundle: Bundle) -> Duties:
        """The duties of a bundle; none where it has no such file. Raises Invalid where it cannot be read."""
        raw = bundle.files.get(DUTIES_FILE)
        if raw is None:
            return cls()
        try:
            said = yaml.safe_load(raw)
            duties = {int(one["number"]): one for one in said["duties"]}
            clauses = tuple(_clause(number, held) for number, one in duties.items() for held in one["clauses"])
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            raise Invalid("proofs.duties_unreadable", detail=str(error)) from error
        titles, beside = {number: one["title"] for number, one in duties.items()}, said.get("house", [])
        return cls(titles, clauses, House.read(beside), beside)

    def require_names(self, drawing: Drawing) -> None:
        """Raises Invalid where a clause or the house names what the bundle does not have."""
        naming.require_names([(one.kind, one.said) for one in self.clauses], self.house_said, drawing)

    def wants(self) -> Mapping[str, frozenset[Want]]:
        """What the clauses ask of answers, by element."""
        found: dict[str, frozenset[Want]] = {}
        for clause in self.clauses:
            asked = wants_of(str(clause.said.get("where", "True"))) | wants_of(str(clause.said.get("must", "True")))
            for name in _elements(clause.said):
                found[name] = found.get(name, frozenset()) | asked
        return found


def _clause(number: int, held: Mapping[str, Any]) -> Clause:
    kind, said = next(iter(held.items()))
    naming.require_keys(kind, said)
    return Clause(number, kind, said)


def _elements(said: Mapping[str, Any]) -> list[str]:
    return [*(str(said[key]) for key in ("of", "act") if key in said), *map(str, said.get("acts") or ())]


def broken_by_step(duties: Duties, step: Step) -> Iterator[Clause]:
    """The clauses that this step breaks."""
    return (one for one in duties.clauses if one.kind in ON_STEP and ON_STEP[one.kind](one, step))


def broken_by_moment(duties: Duties, moment: Moment) -> Iterator[Clause]:
    """The clauses that this moment breaks."""
    return (one for one in duties.clauses if one.kind in ON_MOMENT and ON_MOMENT[one.kind](one, moment))


def broken_by_bundle(duties: Duties, drawing: Drawing) -> Iterator[tuple[Clause, str]]:
    """The clauses that the bundle breaks as it is drawn, each with the element."""
    for one in duties.clauses:
        for element in ON_BUNDLE[one.kind](one, drawing) if one.kind in ON_BUNDLE else ():
            yield one, element


def _is(move: Move, names: Any) -> bool:
    return move.element in ([names] if isinstance(names, str) else list(names or ()))


def _clock_in_act(clause: Clause, step: Step) -> bool:
    """Every new member of an activity has its clock, of the right length and armed, unless it waits for `unless`."""
    said = clause.said
    for item, path in new_members(step.before, step.after, said["members"]).items():
        inside = {one.element for one in step.after.inside(path)}
        if said.get("unless") in inside:
            continue
        clock = step.after.clock(said["clock"], item)
        armed = any((one.deadline, one.deadline_item) == (said["clock"], item) for one in step.after.timers)
        if (
            clock is None
            or not clock.is_open
            or clock.length != said["days"]
            or clock.unit != said["unit"]
            or not armed
        ):
            return True
    return False


def _clock_only_after(clause: Clause, step: Step) -> bool:
    """A clock opens only once something was passed, and only for members that fit."""
    name, before = clause.said["clock"], step.before
    known = {one.key for one in before.clocks} if before is not None else set()
    opened = [one for one in step.after.clocks if one.name == name and one.key not in known]
    if opened and clause.said["after"] not in step.after.passed:
        return True
    return any(_misfits(clause, step, clock.item) for clock in opened)


def _misfits(clause: Clause, step: Step, item: str) -> bool:
    element = clause.said.get("element")
    if not element:
        return False
    data = next((one.data for one in step.after.standings if one.item == item and element in one.data), None)
    return data is None or bool(compile_expression(clause.said["never_where"]).evaluate(dict(data)))


def _leaves_only_by(clause: Clause, step: Step) -> bool:
    """A member leaves an activity only by one of the named acts."""
    activity = clause.said["members"]
    left = [one for one in step.effects.left if one.element == activity and one.item]
    if not left or step.after.outcome is not None or (step.before is not None and _was_cut(step)):
        return False
    return not any(_is(step.move, way["of"]) and _where(way, step.move) for way in clause.said["by"])


def _was_cut(step: Step) -> bool:
    """The whole case ended, or a signal from a decision elsewhere was heard."""
    return step.after.ended or step.move.doing is Doing.HEAR


def _where(way: Mapping[str, Any], move: Move) -> bool:
    return bool(compile_expression(str(way.get("where", "True"))).evaluate(move.routing))


def _clock_moves_only_by(clause: Clause, step: Step) -> bool:
    """The day of a clock moves only by an act that says so."""
    before = {one.key: one for one in step.before.clocks} if step.before is not None else {}
    for clock in step.after.clocks:
        was = before.get(clock.key)
        if clock.name != clause.said["clock"] or was is None:
            continue
        if (clock.extensions, clock.occurrence) != (was.extensions, was.occurrence) and not (
            _is(step.move, clause.said["by"]) and clause.holds(step.move.routing) and clock.occurrence == was.occurrence
        ):
            return True
    return False


def _asked_rightly(clause: Clause, step: Step) -> bool:
    """An act is only ever taken with answers that fit, and before its clock has lapsed."""
    if not _is(step.move, clause.said["act"]) or step.before is None:
        return False
    clock = step.before.clock(str(clause.said.get("in_time", "")), step.move.item)
    late = clock is not None and clock.has_lapsed
    return late or not compile_expression(str(clause.said.get("must", "True"))).evaluate(step.move.routing)


def _never_by_time(_clause_said: Clause, step: Step) -> bool:
    """Time ends no task, reaches no state and closes no clock."""
    if not step.move.by_time or step.before is None:
        return False
    closed = {one.key for one in step.before.clocks if one.is_open} - {
        one.key for one in step.after.clocks if one.is_open
    }
    return bool(step.effects.left or step.effects.milestones or closed or step.after.outcome)


def _notifies(clause: Clause, step: Step) -> bool:
    """An act sends a notice of this kind in the same act."""
    if not _is(step.move, clause.said["act"]) or not clause.holds(step.move.routing):
        return False
    return all(one.kind != clause.said["notice"] for one in step.effects.notices)


def _opens(clause: Clause, step: Step) -> bool:
    """An act opens a task in the same act."""
    if not _is(step.move, clause.said["act"]):
        return False
    return all(one.element != clause.said["opens"] for one in step.after.tasks)


def _gives_up(clause: Clause, step: Step) -> bool:
    """After an act about an item, none of the named tasks is open for it."""
    if not _is(step.move, clause.said["act"]):
        return False
    return any(one.item == step.move.item and one.element in clause.said["tasks"] for one in step.after.tasks)


def _always_open(clause: Clause, moment: Moment) -> bool:
    """A message can be sent, or its task is open, until the case has ended."""
    if moment.ended:
        return False
    awaited = any(one.name == clause.said["message"] for one in moment.messages)
    return not awaited and all(one.element != clause.said["or_task"] for one in moment.tasks)


def _required(clause: Clause, drawing: Drawing) -> Iterator[str]:
    """The forms of these acts require these fields."""
    for element in clause.said["acts"]:
        node = drawing.nodes.get(element)
        form = drawing.forms.get(drawing.form_of(node) or "") if node is not None else None
        members = form.shape.members if form is not None else {}
        for key in clause.said["fields"]:
            member = members.get(key)
            if not isinstance(member, Leaf) or not member.required:
                yield element


def _separate(clause: Clause, drawing: Drawing) -> Iterator[str]:
    """These tasks keep off who did that, or whose unit it concerns."""
    for element in clause.said["acts"]:
        node = drawing.nodes.get(element)
        named = {part.strip() for one in (node.extensions("separate") if node is not None else ())
                 for part in (one.get("from") or "").split(",")}  # fmt: skip
        if node is None or not set(clause.said["from"]) <= named:
            yield element


def _candidates(clause: Clause, drawing: Drawing) -> Iterator[str]:
    """These tasks and notices go to nobody but groups of this shape."""
    for element in clause.said["acts"]:
        texts = drawing.texts(element, "candidateGroups", "notice.to")
        lacking = any(word not in text for text in texts for word in clause.said["names"])
        too_wide = any(word in text for text in texts for word in clause.said.get("never", ()))
        if not texts or lacking or too_wide:
            yield element


def _through(clause: Clause, drawing: Drawing) -> Iterator[str]:
    """On every way from one element to another lies a third, and it runs what it must."""
    waiting, seen = [str(clause.said["from"])], set[str]()
    if clause.said["through"] not in drawing.nodes:
        yield str(clause.said["through"])
    while waiting:
        node = drawing.nodes.get(waiting.pop())
        if node is None or node.id in seen or node.id == clause.said["through"]:
            continue
        seen.add(node.id)
        waiting += [one.id for one in (*node.successors, *node.boundary)]
    if clause.said["to"] in seen:
        yield str(clause.said["to"])


ON_STEP: Mapping[str, Callable[[Clause, Step], bool]] = {
    "clock_in_the_same_act": _clock_in_act,
    "clock_only_after": _clock_only_after,
    "leaves_only_by": _leaves_only_by,
    "clock_moves_only_by": _clock_moves_only_by,
    "asked_rightly": _asked_rightly,
    "never_by_time": _never_by_time,
    "sends_notice": _notifies,
    "opens_at_once": _opens,
    "gives_up_tasks": _gives_up,
}
ON_MOMENT: Mapping[str, Callable[[Clause, Moment], bool]] = {"always_possible": _always_open}
ON_BUNDLE: Mapping[str, Callable[[Clause, Drawing], Iterator[str]]] = {
    "requires_fields": _required,
    "keeps_off": _separate,
    "goes_to": _candidates,
    "only_through": _through,
}
