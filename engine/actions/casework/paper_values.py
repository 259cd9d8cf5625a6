"""What a paper is filled with: head, case, decision, participants and the forms its kind declares, all in words.

Gathered twice, as it is and covered, and kept sealed with the paper: names change, forms are corrected, and a paper
drawn again must say what it said. Every name a template may use is listed in `KNOWN`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.actions.casework.paper_kinds import PaperKind, kinds_of
from engine.actions.casework.paper_sources import LANG, Sources, names_of_forms
from engine.actions.casework.parts import EXPERT, UNIT
from engine.actions.casework.subjects import lead_of
from engine.cases.states import read_state
from engine.clock import beijing_day
from engine.forms.spoken import day_word
from engine.storage import documents, services
from engine.storage.documents import PaperRow
from engine.texts.catalogue import say

APPLICATION: Final = ("application", "correct_application")
MEETING: Final = "record_meeting"
IMPLEMENTATION: Final = "implementation"
INDEX: Final = "file_index"
#: what a proof of service is the proof for
SERVED: Final = "service_letter"
#: the round of meetings and the place in it, as decisions are numbered: d2, m2d1
_ITEM: Final = re.compile(r"(?:m(\d+))?d(\d+)")
_PAPER = (
    "number",
    "title",
    "date",
    "sender",
    "sender_short",
    "addressee",
    "addressees",
    "addressees[]",
    "due",
    "retention",
)
_CASE = ("number", "subject", "applicant", "circumstances", "circumstances[]", "opened_on", "officer")
_ITEM_NAMES = ("label", "content", "lead", "supports", "supports[]", "dissent", "start", "due", "original_due", "state")
_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit_rows": ("index", "name"),
    "experts": ("index", "name", "discipline"),
    "decisions": _ITEM_NAMES,
    "register": ("index", "by", "title", "number", "date"),
}
#: every name a template may use, whatever its kind
KNOWN: Final = frozenset(
    {
        *(f"paper.{name}" for name in _PAPER),
        *(f"case.{name}" for name in _CASE),
        *(f"item.{name}" for name in _ITEM_NAMES),
        *(f"participant.{name}" for name in ("name", "discipline")),
        *(f"service.{name}" for name in ("how", "served_on", "receipt_on", "number")),
        *(f"about.{name}" for name in ("title", "number", "addressee", "date")),
        *("units", "units[]"),
        *_LISTS,
        *(f"{name}[].{inner}" for name, members in _LISTS.items() for inner in members),
    }
)
_FILTER: Final = re.compile(r"\|\w+")


@dataclass(frozen=True, slots=True)
class Issue:
    """One paper about to be drawn: its row in the register, its kind, and the paper it is about, if it is about one."""

    row: Mapping[str, Any]
    kind: PaperKind
    addressees: tuple[str, ...]
    about: Mapping[str, Any] | None = None


def known_names(kind: PaperKind, schemas: Mapping[str, bytes]) -> list[str]:
    """Every name that a template of this kind may use."""
    return sorted(KNOWN | names_of_forms(schemas, kind.forms))


def unknown_names(names: frozenset[str], kind: PaperKind, schemas: Mapping[str, bytes]) -> list[str]:
    """What a template names that a paper of this kind does not have."""
    known = frozenset(known_names(kind, schemas))
    plain = {_FILTER.sub("", name) for name in names}
    whole = {name.partition(".")[0] for name in known}
    return sorted(
        name for name in plain if name not in known and name not in whole and name.removesuffix("[]") not in known
    )


def values_of(sources: Sources, issue: Issue, *, real: bool) -> dict[str, Any]:
    """Everything this paper may say, as it is or covered."""
    work, kind, item = sources.work, issue.kind, str(issue.row["item"])
    application = sources.words(APPLICATION, real=real)
    said = {alias: sources.words(ids, item, real=real) for alias, ids in kind.forms.items()}
    units = [row for row in work.parts.rows if row.ended_at is None and row.kind == UNIT]
    experts = [row for row in work.parts.rows if row.ended_at is None and row.kind == EXPERT]
    return said | {
        "paper": _paper(sources, issue),
        "case": {
            "number": work.case.number,
            "subject": application.get("subject", ""),
            "applicant": sources.unit(work.case.applicant_unit) if work.case.applicant_unit else "",
            "circumstances": application.get("claimed", []),
            "opened_on": day_word(beijing_day(work.case.opened_at)),
            "officer": sources.person(work.changes.get("officer", work.case.officer)),
        },
        "item": item_values(sources, item, real=real),
        "participant": _participant(sources, item),
        "service": _service(sources, item),
        "units": [sources.unit(row.unit or "") for row in units],
        "unit_rows": [{"index": at, "name": sources.unit(row.unit or "")} for at, row in enumerate(units, 1)],
        "experts": [
            {"index": at, "name": sources.person(row.person), "discipline": sources.discipline(row.discipline)}
            for at, row in enumerate(experts, len(units) + 1)
        ],
        "decisions": [item_values(sources, one, real=real) for one in items_of(sources)],
        "register": _register(sources, issue),
        "about": dict(issue.about or dict.fromkeys(("title", "number", "addressee", "date"), "")),
    }


def items_of(sources: Sources) -> list[str]:
    """The decisions that are or were carried out, in their order."""
    leading = [row.key for row in sources.work.parts.rows if row.kind == "lead" and row.end_reason is None]
    return sorted(dict.fromkeys(leading), key=lambda key: (len(key), key))


def item_values(sources: Sources, item: str, *, real: bool) -> dict[str, Any]:
    """One decision in words: what was agreed, who carries it out, until when. All blank for what is no decision."""
    place = _ITEM.fullmatch(item)
    if place is None:
        return {name: [] if name == "supports" else "" for name in _ITEM_NAMES if not name.endswith("[]")}
    rows = sources.said(MEETING, sources.content(MEETING, int(place[1] or 1)), real=real).get("decisions", [])
    row = rows[int(place[2]) - 1] if int(place[2]) <= len(rows) else {}
    work = sources.work
    supports = [
        one.unit for one in work.parts.rows if one.key == item and one.kind == "support" and one.end_reason is None
    ]
    deadline = work.ledger.find(IMPLEMENTATION, [item])
    state = read_state(work.changes.get("item_states", work.case.item_states).get(item, ""))
    lead = lead_of(work, item)
    return {
        "label": item_word(item, LANG),
        "content": row.get("content", ""),
        "dissent": row.get("dissent", ""),
        "lead": sources.unit(lead) if lead else row.get("lead", ""),
        "supports": [sources.unit(unit) for unit in supports if unit] or row.get("supports", []),
        "start": day_word(deadline.start if deadline else None),
        "due": day_word(deadline.due if deadline else None),
        "original_due": day_word(deadline.original_due if deadline else None),
        "state": state.label(LANG) if state else "",
    }


def item_word(item: str, lang: str) -> str:
    """A decision by its number, as papers count (figures beyond ten); "" for what is none."""
    place = _ITEM.fullmatch(item)
    if place is None:
        return ""
    number = int(place[2])
    return say("papers.item", lang, number=say(f"papers.ordinal.{number}", lang) if number <= 10 else number)


def _paper(sources: Sources, issue: Issue) -> dict[str, Any]:
    work, row = sources.work, issue.row
    office = str(work.case.facts.get("office_unit", ""))
    deadline = _deadline(sources, issue)
    names = [_recipient(sources, one) for one in issue.addressees]
    return {
        "number": row["number"] or "",
        "title": issue.kind.title(LANG),
        "date": day_word(row["issued_on"]),
        "sender": sources.unit(office) if office else "",
        "sender_short": sources.short_unit(office) if office else "",
        "addressee": say("papers.to.cities", LANG) if issue.kind.to == "cities" else "、".join(names),
        "addressees": names,
        "due": day_word(deadline.due if deadline else None),
        "retention": say(f"papers.retention.{issue.kind.retention}", LANG),
    }


def _deadline(sources: Sources, issue: Issue) -> Any:
    """The deadline the paper names: of its item, of the case, or the first that any participant has."""
    name = issue.kind.deadline
    if not name:
        return None
    own = sources.work.ledger.find(name, [str(issue.row["item"]), ""])
    dues = [one for one in sources.work.ledger.deadlines if one.name == name and one.is_open and one.due]
    return own or min(dues, key=lambda one: one.due or one.start, default=None)


def _recipient(sources: Sources, key: str) -> str:
    """A unit's name, or a person's who takes part as an expert."""
    name = sources.unit(key)
    return sources.person(key) or name if name == key else name


def _participant(sources: Sources, item: str) -> dict[str, str]:
    row = next(
        (one for one in reversed(sources.work.parts.rows) if one.key == item and one.kind in (UNIT, EXPERT)), None
    )
    if row is None:
        return {"name": "", "discipline": ""}
    name = sources.unit(row.unit) if row.unit else sources.person(row.person)
    return {"name": name, "discipline": sources.discipline(row.discipline)}


def _service(sources: Sources, item: str) -> dict[str, str]:
    """How and when the questions were served on this participant, under which number, and received."""
    rows, letters = list[dict[str, Any]](), list[PaperRow]()
    if item:
        connection, case = sources.work.connection, sources.work.case.id
        rows = [one for one in services.of_case(connection, case) if one["item"] == item]
        letters = [one for one in documents.papers_of(connection, case) if (one.kind, one.item) == (SERVED, item)]
    number = (letters[-1].number or "") if letters else ""
    if not rows:
        return {"how": "", "served_on": "", "receipt_on": "", "number": number}
    row = rows[-1]
    return {
        "number": number,
        "how": say(f"papers.how.{row['how']}", LANG),
        "served_on": day_word(beijing_day(row["served_at"])),
        "receipt_on": day_word(row["receipt_on"]),
    }


def _register(sources: Sources, issue: Issue) -> list[dict[str, Any]]:
    """The papers of the case so far, by kind and number alone, for the index of its file; a letter to many once."""
    if issue.kind.key != INDEX:
        return []
    kinds = kinds_of(sources.work.case.procedure)
    stored = documents.papers_of(sources.work.connection, sources.work.case.id)
    rows = [(one.kind, one.number, one.issued_on, one.author_unit) for one in stored] + sources.drawn
    rows = [row for at, row in enumerate(rows) if not row[1] or row[:2] not in {one[:2] for one in rows[:at]}]
    office = str(sources.work.case.facts.get("office_unit", ""))
    beside = {INDEX, *(kind.key for kind in kinds.values() if kind.about_paper or kind.is_blank)}
    listed = [row for row in rows if row[0] not in beside]
    return [
        {
            "index": position,
            "by": sources.short_unit(author or office),
            "title": kinds[kind].title(LANG) if kind in kinds else kind,
            "number": number or "",
            "date": f"{issued_on:%Y.%m.%d}",
        }
        for position, (kind, number, issued_on, author) in enumerate(listed, 1)
    ]
