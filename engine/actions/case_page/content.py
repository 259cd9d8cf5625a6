"""The submissions of a case as one reader may see them, prepared once for a whole page.

Everything is covered here: to see what was truly filled in is an act of its own, on record (`content_view.read_real`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import orjson

from engine.actions.case_page.names import Names
from engine.actions.casework.hands import hand_of
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.actions.tasks.shown_fields import ShownField, shown
from engine.cases.acts import Act
from engine.forms.views import COVER
from engine.people.rights import may
from engine.people.subjects import CaseFacts, ContentFacts
from engine.storage import submissions
from engine.storage.submissions import CORRECTION, SubmissionRow
from engine.texts.catalogue import say

#: words of acts beside the diagram that speak of the work and are told not to name anybody; the others stay covered
PLAIN_WORDS: Mapping[str, frozenset[str]] = {
    act.value: frozenset({"reason", "purpose", "source"})
    for act in (
        Act.TAKE_IN,
        Act.VIEW_REAL_DATA,
        Act.REQUEST_REAL_DATA,
        Act.REFUSE_REAL_DATA,
        Act.GRANT_REAL_DATA,
        Act.END_REAL_DATA,
        Act.GRADE_RISK,
        Act.URGE,
        Act.TERMINATE,
        Act.MERGE,
        Act.SPLIT,
        Act.SERVE,
        Act.ADD_PARTICIPANT,
        Act.ENTER_AFTERWARDS,
    )
}


@dataclass
class Contents:
    """The submissions of one case for its reader. `rows` are all but drafts, oldest first."""

    work: CaseWork
    names: Names
    rows: tuple[SubmissionRow, ...]
    facts: CaseFacts = field(init=False)

    def __post_init__(self) -> None:
        self.facts = case_facts(self.work)
        self.names.gather(row.written_by for row in self.rows)

    @classmethod
    def read(cls, work: CaseWork, names: Names) -> Contents:
        """All of the case, two statements."""
        return cls(work, names, tuple(submissions.of_case(work.connection, work.case.id)))

    @classmethod
    def of(cls, work: CaseWork, names: Names, ids: Iterable[str]) -> Contents:
        """These submissions with the corrections of the case, two statements."""
        wanted = submissions.some(work.connection, sorted(set(ids)))
        corrections = submissions.corrections(work.connection, work.case.id)
        found = {row.id: row for row in (*wanted.values(), *corrections)}
        return cls(work, names, tuple(sorted(found.values(), key=lambda row: (row.written_at, row.id))))

    def get(self, submission: str) -> SubmissionRow | None:
        """The submission of this id."""
        return self._by_id.get(submission)

    def corrections(self, submission: str) -> tuple[SubmissionRow, ...]:
        """What was put beside this one later (更正), oldest first."""
        return self._corrections.get(submission, ())

    def may_view(self, row: SubmissionRow) -> bool:
        """Whether the reader may see it covered."""
        return self._may(Act.VIEW_CONTENT, row)

    def may_reveal(self, row: SubmissionRow) -> bool:
        """Whether the reader may see it as it was filled in, on record."""
        return self._may(Act.VIEW_REAL_DATA, row)

    def values(self, row: SubmissionRow) -> Mapping[str, Any]:
        """The covered values; empty where the reader may not see them or the case's key was destroyed."""
        if self.work.loaded.cipher is None or not self.may_view(row):
            return {}
        content = self.work.opened(row)
        if row.kind == CORRECTION:
            wrong = self.get(row.corrects or "")
            return self._covered(row.form or (wrong.form if wrong else None), row.element, content.get("content") or {})
        return self._covered(row.form, row.element, content)

    def fields(self, row: SubmissionRow) -> tuple[ShownField, ...]:
        """The covered values with their labels, as the form orders them."""
        return self.labelled(row, self.values(row))

    def labelled(self, row: SubmissionRow, values: Mapping[str, Any]) -> tuple[ShownField, ...]:
        """Any values of this submission with the labels of its form; words beside the diagram have ours."""
        schema = self._schema(row.form or self._form_corrected(row))
        if schema is not None:
            return shown(schema, values, self.names.saying)
        return tuple(
            ShownField(key, _word_label(key, self.names.lang), "textarea", str(value), covered=value == COVER)
            for key, value in values.items()
            if isinstance(value, str) and value
        )

    def correction_reason(self, row: SubmissionRow) -> str:
        """Why it was corrected; the reason of a correction speaks of the work."""
        return str(self.work.opened(row).get("reason", "")) if self.work.loaded.cipher and self.may_view(row) else ""

    def _form_corrected(self, row: SubmissionRow) -> str | None:
        wrong = self.get(row.corrects or "")
        return wrong.form if wrong else None

    def _covered(self, form: str | None, element: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        shape = self.work.loaded.procedure.forms.get(form or "")
        if shape is not None:
            return shape.masked(shape.seen(content, hand_of(self.work, element)))
        plain = PLAIN_WORDS.get(element, frozenset())
        return {key: value if key in plain else COVER for key, value in content.items()}

    def _schema(self, form: str | None) -> Mapping[str, Any] | None:
        raw = self.work.loaded.procedure.schemas.get(form or "")
        return _schema(raw) if raw else None

    def _may(self, act: Act, row: SubmissionRow) -> bool:
        content = ContentFacts(self.facts, self.names.unit_of(row.written_by), row.written_by)
        return may(self.work.actor, act, content).allowed

    @cached_property
    def _by_id(self) -> dict[str, SubmissionRow]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _corrections(self) -> dict[str, tuple[SubmissionRow, ...]]:
        found: dict[str, tuple[SubmissionRow, ...]] = {}
        for row in self.rows:
            if row.corrects:
                found[row.corrects] = (*found.get(row.corrects, ()), row)
        return found


@lru_cache(maxsize=256)
def _schema(raw: bytes) -> Mapping[str, Any]:
    """A form's schema, read once: the same forms are shown again and again."""
    schema: Mapping[str, Any] = orjson.loads(raw)
    return schema


def _word_label(key: str, lang: str) -> str:
    """The label of a word of an act beside the diagram; the key where it has none."""
    sentence = f"case_pages.word.{key}"
    told = say(sentence, lang)
    return key if told == sentence else told
