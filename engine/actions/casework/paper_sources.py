"""Where a paper's values come from: the sealed forms of the case in words, real and covered, and names of the day.

One `Sources` serves all papers drawn in one act; the forms are read once and opened only when a paper names them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

import orjson

from engine.actions.casework.work import CaseWork
from engine.clock import beijing_day
from engine.forms.spoken import day_word, field_names, spoken
from engine.forms.views import COVER
from engine.storage import people, submissions
from engine.storage.submissions import CORRECTION, DRAFT, SubmissionRow
from engine.storage.units import UnitNameRow
from engine.texts.catalogue import say

#: what an act beside the diagram seals: one text
REASON: Final = "reason"
#: a field every form has for a template: the day it was handed in
WRITTEN_ON: Final = "written_on"
LANG: Final = "zh"


@dataclass(slots=True)
class Sources:
    """The forms and names of one case, on the day of the act."""

    work: CaseWork
    day: date
    #: papers drawn before this one in the same act: kind, number, day, unit of the author
    drawn: list[tuple[str, str | None, date, str | None]] = field(default_factory=list)
    #: the names of bodies on the day they were last asked for
    _units: tuple[date, dict[str, str]] | None = None
    _rows: list[SubmissionRow] | None = None
    _opened: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def rows(self) -> list[SubmissionRow]:
        """Every sealed form of the case, oldest first, those of this act among them."""
        if self._rows is None:
            stored = submissions.of_case(self.work.connection, self.work.case.id)
            self._rows = [*stored, *(row for row in self.work.submissions if row.kind != DRAFT)]
        return self._rows

    def newest(self, forms: Sequence[str], item: str = "") -> SubmissionRow | None:
        """The last of these forms filled in for this item, else for the case as a whole."""
        known = [row for row in self.rows if (row.form or row.element) in forms and row.kind != CORRECTION]
        own = [row for row in known if row.item == item] or [row for row in known if not row.item]
        return own[-1] if own else None

    def all_of(self, form: str) -> list[SubmissionRow]:
        """Every time this form was handed in, oldest first."""
        return [row for row in self.rows if row.form == form and row.kind != CORRECTION]

    def words(self, forms: Sequence[str], item: str = "", *, real: bool) -> dict[str, Any]:
        """The newest of these forms in words; all blank where none was handed in; corrected ones corrected."""
        row = self.newest(forms, item)
        said = self.said(row.form or row.element if row else forms[0], self._content(row), real=real)
        return said | {WRITTEN_ON: day_word(row.true_day or beijing_day(row.written_at) if row else None)}

    def said(self, form: str, content: Mapping[str, Any], *, real: bool) -> dict[str, Any]:
        """A form's content in words, its identifying fields covered unless `real`."""
        schema, shape = self.work.loaded.procedure.schemas.get(form), self.work.loaded.procedure.forms.get(form)
        if schema is None or shape is None:
            text = str(content.get(REASON) or "")
            return {REASON: text if real or not text else COVER}
        shown = content if real else shape.masked(content)
        return spoken(_parsed(schema), shown, self._names())

    def content(self, form: str, position: int) -> dict[str, Any]:
        """The content of the nth (from 1) time this form was handed in; empty where it was not."""
        rows = self.all_of(form)
        return self._content(rows[position - 1]) if 0 < position <= len(rows) else {}

    def unit(self, key: str) -> str:
        """What this body was called on the day of the act; the key itself for one that nobody knows."""
        name = self._unit_name(key)
        return (name.names.get(LANG) or key) if name else key

    def short_unit(self, key: str) -> str:
        """Its short name on that day, else the long one."""
        name = self._unit_name(key)
        return (name.short_names.get(LANG) if name else "") or self.unit(key)

    def _unit_name(self, key: str) -> UnitNameRow | None:
        names = self.work.office.reference(self.work.connection).unit_names.get(key, [])
        held = [name for name in names if name.from_on <= self.day] or names[:1]
        return held[-1] if held else None

    def person(self, person: str | None) -> str:
        """The name of a person of the office or an expert; nobody of a case."""
        return people.names(self.work.connection, [person]).get(person, "") if person else ""

    def discipline(self, code: str | None) -> str:
        """The word for a discipline; "" for none."""
        return say(f"papers.discipline.{code}", LANG) if code else ""

    def _names(self) -> dict[str, str]:
        if self._units is None or self._units[0] != self.day:
            known = self.work.office.reference(self.work.connection).unit_names
            self._units = self.day, {key: self.unit(key) for key in known}
        return self._units[1]

    def _content(self, row: SubmissionRow | None) -> dict[str, Any]:
        if row is None:
            return {}
        if row.id not in self._opened:
            corrections = [one for one in self.rows if one.corrects == row.id]
            opened = self.work.opened(row)
            mended = self.work.opened(corrections[-1]).get("content") if corrections else None
            self._opened[row.id] = {**opened, **mended} if isinstance(mended, dict) else opened
        return self._opened[row.id]


@lru_cache(maxsize=256)
def _parsed(schema: bytes) -> Mapping[str, Any]:
    """A form-js schema, read once; whoever gets it only reads."""
    parsed: Mapping[str, Any] = orjson.loads(schema)
    return parsed


def names_of_forms(schemas: Mapping[str, bytes], forms: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """What a template may name of these forms, each under the name it goes by."""
    found: set[str] = set()
    for alias, ids in forms.items():
        found.add(f"{alias}.{WRITTEN_ON}")
        for one in ids:
            known = field_names(orjson.loads(schemas[one])) if one in schemas else frozenset({REASON})
            found |= {f"{alias}.{name}" for name in known}
    return frozenset(found)
