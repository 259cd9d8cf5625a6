"""时限说明: every deadline of a case day by day, with what it is called, its rule, its basis and who moved it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.actions.case_page.names import Names
from engine.actions.work import CaseWork
from engine.deadlines.day_by_day import Proof, prove
from engine.deadlines.explain import explain
from engine.deadlines.status import ClockState
from engine.texts.catalogue import say


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


def proofs_of(work: CaseWork, names: Names) -> tuple[ShownProof, ...]:
    """Every deadline, those that run first, the nearest due day before the others."""
    shown = [_shown(work, names, deadline.name, deadline.item) for deadline in work.ledger.deadlines]
    return tuple(sorted(shown, key=lambda one: (not one.proof.deadline.is_open, *_order(one))))


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
