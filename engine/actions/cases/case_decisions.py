"""The decisions that tables made in a case: which rules matched, with which inputs, by which version.

On record are routing values and the numbers of rules; their words come from the files of that version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.decisions.elements import Decision
from engine.decisions.library import Library
from engine.errors import Refusal
from engine.people.actor import Actor
from engine.storage import audit
from engine.storage.audit import Written


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule that matched; `text` and `cells` are its own words, empty where its version is no longer at hand."""

    number: int
    id: str
    text: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """One decision as it was made; `hit_policy` is "" where it was no table."""

    seq: int
    at: datetime
    element: str
    item: str
    version: str
    decision: str
    name: str
    hit_policy: str
    inputs: Mapping[str, Any]
    result: Any
    rules: tuple[RuleTold, ...]


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """Decisions in the order in which they were made; `next` is the number of the record to go on after."""

    made: tuple[DecisionTold, ...]
    next: int | None


def view_decisions(office: Office, actor: Actor, case_id: str, *, after: int = 0, most: int = 50) -> DecisionsPage:
    """The decisions of tables in a case, for whoever may read its history. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_HISTORY, case_facts(work))
        written = audit.read_word(work.connection, case_id, Word.TABLE_EVALUATED.value, after, most + 1)
        shown_ = written[:most]
        made = tuple(told for one in shown_ for told in _told(work, one))
    return DecisionsPage(made, shown_[-1].seq if len(written) > most else None)


def _told(work: CaseWork, one: Written) -> Iterator[DecisionTold]:
    details = one.record.details
    version = str(details.get("version") or work.case.digest)
    library = _library(work, version)
    for step in details.get("steps") or ():
        decision = _decision(library, step["decision"])
        yield DecisionTold(
            seq=one.seq,
            at=one.record.at,
            element=one.record.element,
            item=one.record.item,
            version=version,
            decision=step["decision"],
            name=decision.name if decision else step["decision"],
            hit_policy=step["policy"],
            inputs=step["inputs"],
            result=step["result"],
            rules=tuple(_rule(decision, number) for number in step["rules"]),
        )


def _library(work: CaseWork, version: str) -> Library | None:
    try:
        return work.office.procedures.get(work.connection, version, work.case.process).definition.decisions
    except Refusal:  # an old version that cannot be compiled any more: its words are missing, the record is not
        return None


def _decision(library: Library | None, name: str) -> Decision | None:
    return None if library is None else next((one for one in library.decisions if one.id == name), None)


def _rule(decision: Decision | None, number: int) -> RuleTold:
    table = decision.tables[0] if decision and len(decision.tables) == 1 else None
    rule = next((one for one in table.rules if one.number == number), None) if table else None
    if table is None or rule is None:
        return RuleTold(number, "", "", {})
    asked = zip(table.inputs, rule.tests, strict=True)
    cells = {column.label: test.source for column, test in asked if test.source != "-"}
    return RuleTold(number, rule.id, rule.text, cells)
