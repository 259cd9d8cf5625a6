"""Issuing papers of the case: each enters its register with the next number of its series on the day of the act.

Which act issues which paper is declared (`paper_kinds`). The paper itself is drawn at the end of the act. A number
given to it on paper stays in the sealed form: what people type freely never lies in the open (D6).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from engine.actions.casework.paper_kinds import PaperKind, kinds_of
from engine.actions.casework.parts import EXPERT, UNIT
from engine.actions.casework.subjects import LEAD, lead_of
from engine.actions.casework.work import CaseWork, PaperDue
from engine.actions.deeds.deeds import Deed
from engine.cases.numbering import Numbering
from engine.errors import Incident
from engine.storage import definitions, documents, registers, units

#: the level of government whose bodies follow the province's guidance
CITY = "city"


def issue(deed: Deed, kind: str, addressee: str = "") -> str:
    """Issue a paper of this kind, numbered in its series even where the procedure declares no such paper."""
    declared = kinds_of(deed.work.case.procedure).get(kind)
    series = declared.series if declared else kind
    to = _addressees(deed.work, declared, deed.item) if declared else [addressee]
    number = _number(deed.work, kind, series)
    return str(_due(deed.work, kind, number, deed.item, deed.submission, to, addressee)["number"])


def issue_declared(work: CaseWork, element: str, item: str, choices: Mapping[str, Any], submission: str) -> None:
    """Issue every paper that doing this element with these choices issues and that the act has not issued itself."""
    done = {due.row["kind"] for due in work.papers if due.row["details"].get("submission") == submission}
    for kind in kinds_of(work.case.procedure).values():
        if kind.key not in done and kind.is_issued_by(element, choices):
            issue_each(work, kind, _items(work, kind, item), submission)


def issue_each(work: CaseWork, kind: PaperKind, items: Iterable[str], submission: str = "") -> list[dict[str, Any]]:
    """Issue a paper of this kind for every item. One letter to many bears one number; the recipient differs."""
    rows: list[dict[str, Any]] = []
    for item in items:
        number = rows[0]["number"] if rows and kind.is_for_each else _own_number(work, kind)
        rows.append(_issue(work, kind, item, submission, number))
    return rows


def issue_to_added(work: CaseWork, item: str, submission: str) -> None:
    """Issue to a participant who joins a running round what the others have got, under the numbers of theirs."""
    out = [row for row in documents.papers_of(work.connection, work.case.id) if row.voided_at is None]
    for kind in kinds_of(work.case.procedure).values():
        sent = [row for row in out if row.kind == kind.key]
        if kind.is_for_each and not kind.on_demand and sent:
            _issue(work, kind, item, submission, sent[-1].number if work.world.acted_on is None else None)


def issue_kind(
    work: CaseWork, kind: PaperKind, item: str, submission: str = "", about: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Issue one declared paper. Gives its row in the register."""
    return _issue(work, kind, item, submission, _own_number(work, kind), about)


def participants_of(work: CaseWork) -> list[str]:
    """Those who take part now, units and experts, by their keys."""
    return [row.key for row in work.parts.rows if row.ended_at is None and row.kind in (UNIT, EXPERT)]


def _own_number(work: CaseWork, kind: PaperKind) -> str | None:
    """What is entered afterwards went out on paper under a number of that day, so it takes none of today's."""
    return _number(work, kind.key, kind.series if work.world.acted_on is None else "")


def _issue(
    work: CaseWork,
    kind: PaperKind,
    item: str,
    submission: str,
    number: str | None,
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    to = _addressees(work, kind, item)
    return _due(work, kind.key, number, item, submission, to, to[0] if len(to) == 1 else "", about)


def next_number(work: CaseWork, series: str) -> str:
    """The next number of this series in the year of the act. Raises Invalid where the procedure names none such."""
    numbering = _numbering(work)
    serial = registers.next_number(work.connection, numbering.register(series, work.acted_on), "", work.acted_on.year)
    return numbering.number(series, work.acted_on, serial)


def _due(
    work: CaseWork,
    kind: str,
    number: str | None,
    item: str,
    submission: str,
    to: Iterable[str],
    addressee: str,
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    row = {
        "id": uuid.uuid4().hex,
        "case_id": work.case.id,
        "kind": kind,
        "item": item,
        "number": number,
        "addressee": addressee,
        "submission": None,
        "issued_on": work.acted_on,
        "issued_by": work.actor.id,
        "details": {"submission": submission} if submission else {},
    }
    work.papers.append(PaperDue(row, work.actor.unit, tuple(one for one in to if one), about))
    return row


def _number(work: CaseWork, kind: str, series: str) -> str | None:
    """The number; none for a paper without a series, or where the case is older than its series."""
    if not series or (series != kind and series not in _numbering(work).kinds):
        return None
    return next_number(work, series)


def _numbering(work: CaseWork) -> Numbering:
    version = definitions.version(work.connection, work.case.procedure, work.case.procedure_version)
    if version is None:
        raise Incident("actions.definition_missing", digest=work.case.digest)
    return Numbering.parse(version.numbering)


def _items(work: CaseWork, kind: PaperKind, item: str) -> list[str]:
    """The item of the act, every participant, or every decision that is now carried out."""
    if kind.is_for_each:
        return participants_of(work)
    if not kind.each:
        return [item]
    return [row.key for row in work.parts.rows if row.kind == LEAD and row.ended_at is None]


def _addressees(work: CaseWork, kind: PaperKind, item: str) -> list[str]:
    """To whom it goes: units by their keys, experts by their ids, each once."""
    facts = work.case.facts
    match kind.to:
        case "applicant":
            found = [work.case.applicant_unit or work.case.opened_by]
        case "lead":
            found = [lead_of(work, item)]
        case "participants":
            found = [row.unit or "" for row in work.parts.rows if row.ended_at is None and row.kind == UNIT]
        case "participant" | "each_participant":
            found = [row.unit or row.person or "" for row in work.parts.rows if row.key == item]
        case "office":
            found = [str(facts.get("office_unit", ""))]
        case "leading_group":
            found = [str(facts.get("leading_group_unit", ""))]
        case "cities":
            found = [row.key for row in units.all_units(work.connection) if row.level == CITY and row.ended_on is None]
        case _:
            found = [
                unit
                for row in work.loaded.tasks.values()
                if row.item == item or not item
                for unit in _units_of(work, row.groups)
            ]
    return list(dict.fromkeys(one for one in found if one))


def _units_of(work: CaseWork, groups: Iterable[str]) -> list[str]:
    """The units behind groups of a task: of a role in a unit, or of a part in the case."""
    named = [group.partition("@")[2] for group in groups if "@" in group]
    parts = {row.key: row.unit or "" for row in work.parts.rows if row.ended_at is None}
    return [parts.get(name, name) for name in named]
