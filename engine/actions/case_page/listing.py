"""个案 list: the cases a reader has to do with, filtered and searched, with clock, risk and children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.actions.cases.case_view import CaseInList, list_cases
from engine.actions.house.office import Office
from engine.actions.lists.wanted import LONGEST
from engine.cases import search_keys as spelling
from engine.cases.risks import RiskGrade, read_grade
from engine.people.actor import Actor
from engine.storage import people, risk_grades, subjects
from engine.storage.case_lists import Filters
from engine.storage.units import UnitNameRow

OPEN, ENDED, ALL = STANDS = ("open", "ended", "all")
#: how a screen's list is filled at once
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class CasesWanted:
    """One way to look at the list; empty means any."""

    search: str = ""
    state: str = ""
    applicant: str = ""
    risk: str = ""
    stand: str = OPEN
    danger: bool = False
    mine: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> CasesWanted:
        """From the parameters of an address; what means nothing narrows nothing away."""
        stand = query.get("stand", OPEN)
        return cls(
            search=query.get("search", "").strip()[:LONGEST],
            state=query.get("state", "")[:60],
            applicant=query.get("applicant", "")[:100],
            risk=grade.value if (grade := read_grade(query.get("risk"))) else "",
            stand=stand if stand in STANDS else OPEN,
            danger=query.get("danger", "") == "yes",
            mine=query.get("mine", "") == "yes",
        )

    def to_query(self) -> dict[str, str]:
        """The parameters that bring it back."""
        flags = {"danger": "yes" if self.danger else "", "mine": "yes" if self.mine else ""}
        texts = {name: getattr(self, name) for name in ("search", "state", "applicant", "risk")}
        stand = {"stand": self.stand if self.stand != OPEN else ""}
        return {name: value for name, value in (texts | stand | flags).items() if value}


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A case in the list."""

    found: CaseInList
    children: tuple[str, ...]
    risk: RiskGrade | None
    officer: str


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One page; `next` is the sort key to go on after."""

    rows: tuple[ListedRow, ...]
    next: tuple[str, str] | None


def view_cases(
    office: Office, actor: Actor, wanted: CasesWanted, *, after: Sequence[str] | None = None, most: int = PAGE
) -> ListedPage:
    """The cases this reader has to do with, the latest opened first."""
    page = list_cases(office, actor, _filters(office, actor, wanted), after=after, most=most)
    ids = [row.case.id for row in page.rows]
    with office.database.reading() as connection:
        grades = risk_grades.present(connection, ids)
        children = subjects.of_cases(connection, ids)
        officers = people.names(connection, sorted({row.case.officer for row in page.rows if row.case.officer}))
    rows = tuple(
        ListedRow(
            row,
            tuple(children.get(row.case.id, ())),
            read_grade(grades.get(row.case.id)),
            officers.get(row.case.officer or "", ""),
        )
        for row in page.rows
    )
    return ListedPage(rows, page.next)


def _filters(office: Office, actor: Actor, wanted: CasesWanted) -> Filters:
    beginning = spelling.normalized(wanted.search)
    return Filters(
        status=wanted.state,
        applicant_unit=wanted.applicant,
        is_open={OPEN: True, ENDED: False}.get(wanted.stand),
        beginning=beginning,
        found_units=_units(office, wanted.search) if beginning else (),
        risk=wanted.risk,
        danger=wanted.danger,
        officer=actor.id if wanted.mine else "",
    )


def _units(office: Office, text: str) -> tuple[str, ...]:
    """Units with a name, or the pinyin of one, that begins so."""
    with office.database.reading() as connection:
        known = office.reference(connection).unit_names
    return tuple(sorted(unit for unit, rows in known.items() if any(_bears(row, text) for row in rows)))


def _bears(row: UnitNameRow, text: str) -> bool:
    return any(spelling.matches(text, word) for word in {*row.names.values(), *row.short_names.values()})
