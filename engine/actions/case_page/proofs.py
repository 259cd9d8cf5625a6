"""时限说明: every deadline of a case day by day, with what it is called, its rule, its basis and who moved it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from engine.actions.case_page.names import Names
from engine.actions.casework.subjects import case_facts, participation
from engine.actions.casework.work import CaseWork
from engine.cases.acts import Act
from engine.deadlines.day_by_day import Mark, Proof, prove
from engine.deadlines.explain import explain
from engine.deadlines.status import ClockState
from engine.people.rights import may
from engine.texts.catalogue import say


@dataclass(frozen=True, slots=True)
class Sharing:
    """One of several with the very same clock: how it stands for this one, and when it was done."""

    item: str
    status: ClockState
    performed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownProof:
    """One deadline with its proof. `sentences` tell the same for whoever reads rather than looks."""

    name: str
    item: str
    rule: str
    basis: str
    status: ClockState
    days_left: int | None
    proof: Proof
    movers: tuple[str, ...]  #: who moved the end, one for each of `proof.moved`; empty for the system
    sentences: tuple[str, ...]
    shared: tuple[Sharing, ...] = ()  #: all who have the very same clock, where there are several

    @property
    def sharing(self) -> tuple[object, ...]:
        """What two clocks have alike that are told as one: all but who they belong to and when each was done."""
        deadline = self.proof.deadline
        same = (self.name, deadline.start, deadline.length, deadline.unit, deadline.due, deadline.estimate)
        plain = not self.proof.moved and not self.proof.stretches and bool(self.item)
        return (*same, deadline.is_open) if plain else (self.name, self.item)


def proofs_of(work: CaseWork, names: Names) -> tuple[ShownProof, ...]:
    """Every deadline, those that run first, the nearest due day before the others; equal clocks of many told once.

    Whoever may not read the history is told of the clocks of the case and of the own ones, not of the others'.
    """
    own = own_items(work)
    told_of = [one for one in work.ledger.deadlines if own is None or one.item in own]
    shown = [_shown(work, names, deadline.name, deadline.item) for deadline in told_of]
    together: dict[tuple[object, ...], list[ShownProof]] = {}
    for one in shown:
        together.setdefault(one.sharing, []).append(one)
    told = [_told_once(alike) for alike in together.values()]
    return tuple(sorted(told, key=lambda one: (not one.proof.deadline.is_open, *_order(one))))


def own_items(work: CaseWork) -> frozenset[str] | None:
    """The items whose clocks are this reader's to know; None for whoever may read the history, and so all of them."""
    if may(work.actor, Act.VIEW_HISTORY, case_facts(work)).allowed:
        return None
    held = {row.key for row in work.parts.rows if participation(row).held_by(work.actor)}
    carried = {row.key for row in work.parts.rows if row.unit and row.unit in work.actor.units}
    return frozenset({"", *held, *carried, *work.actor.units})


def _told_once(alike: list[ShownProof]) -> ShownProof:
    """The first of equal clocks for all of them; the day each was done stands in the list, not in the calendar."""
    first = alike[0]
    if len(alike) == 1:
        return first
    days = tuple(replace(one, marks=one.marks - {Mark.DONE}) for one in first.proof.days)
    shared = tuple(Sharing(one.item, one.status, one.proof.deadline.performed_at) for one in alike)
    return replace(first, item="", proof=replace(first.proof, days=days), shared=shared)


def _order(one: ShownProof) -> tuple[str, str, str]:
    end = one.proof.deadline.due or one.proof.deadline.estimate or one.proof.deadline.start
    return (end.isoformat(), one.proof.deadline.name, one.proof.deadline.item)


def _shown(work: CaseWork, names: Names, name: str, item: str) -> ShownProof:
    deadline = work.ledger.get(name, item)
    proof = prove(deadline, work.ledger.calendar, work.now)
    names.gather(one.by for one in proof.moved)
    return ShownProof(
        name=names.deadline(name),
        item=names.item(item) if item else "",
        rule=_known(f"deadlines.start_rule.{deadline.start_rule}", names.lang, deadline.start_rule),
        basis=_known(f"case_pages.basis.{deadline.basis}", names.lang, deadline.basis),
        status=work.ledger.state(deadline, work.now, work.office.settings.due_soon),
        days_left=work.ledger.days_left(deadline, work.now) if deadline.is_open else None,
        proof=proof,
        movers=tuple(names.person(one.by) for one in proof.moved),
        sentences=tuple(explain(deadline, work.ledger.calendar, names.lang)),
    )


def _known(key: str, lang: str, otherwise: str) -> str:
    """The sentence of this key; the word itself where it has none."""
    told = say(key, lang)
    return otherwise if told == key else told
