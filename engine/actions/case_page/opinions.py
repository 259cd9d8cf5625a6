"""意见汇总: each round's opinions side by side, facts and law apart, a second round compared with the first.

Known by its fields, whatever the form is called: an opinion has `facts_opinion` and `law_opinion`, a record of the
meeting has `decisions`, a countersignature a `position` with its `wording`, a summary `facts_summary`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from engine.actions.case_page.content import Contents
from engine.actions.case_page.names import Names
from engine.actions.casework.parts import EXPERT, PARTICIPANTS, rounds_began
from engine.actions.casework.subjects import EXCUSED, RECUSED, participation
from engine.actions.casework.work import CaseWork
from engine.actions.tasks.own_rounds import OPINION
from engine.actions.tasks.shown_fields import ShownField
from engine.cases.acts import Act
from engine.forms.text_diff import Piece, text_diff
from engine.forms.views import COVER
from engine.people.rights import may
from engine.storage.participations import ParticipationRow
from engine.storage.submissions import SubmissionRow

#: the parts of an opinion in the order they are read
SECTIONS = ("facts_opinion", "law_opinion", "suggestion", "oral_opinion")
SETTLED, EXCUSE = "settled_as", "excuse"
POSITION = "position"
SUBSTITUTED = "substituted"


class Given(StrEnum):
    """What came of asking a participant. Its label is the sentence `case_pages.given.<value>`."""

    WRITTEN = "written"
    ORAL = "oral"
    EXCUSED = "excused"
    RECUSED = "recused"
    SUBSTITUTED = "substituted"
    WAITING = "waiting"
    NONE = "none"  #: the round went on without


@dataclass(frozen=True, slots=True)
class Said:
    """One part of an opinion. `before` is what the same participant had said in the round before, piece by piece."""

    key: str
    label: str
    text: str
    covered: bool = False
    compared: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """One participant of a round. `hidden` tells that there is an opinion which this reader may not see."""

    key: str
    name: str
    expert: bool
    given: Given
    position: str = ""
    position_label: str = ""
    said: tuple[Said, ...] = ()
    reason: str = ""
    at: datetime | None = None
    true_day: date | None = None
    by: str = ""
    submission: str = ""
    may_reveal: bool = False
    hidden: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One round of opinions, from the choice of its participants to the next."""

    number: int
    began: datetime
    opinions: tuple[Opinion, ...]

    def count(self, given: Given) -> int:
        return sum(1 for one in self.opinions if one.given is given)

    @property
    def positions(self) -> Mapping[str, tuple[Opinion, ...]]:
        """Who took which position, in the order in which positions are first met."""
        found: dict[str, tuple[Opinion, ...]] = {}
        for one in self.opinions:
            if one.position:
                found[one.position] = (*found.get(one.position, ()), one)
        return found


def rounds_of(work: CaseWork, contents: Contents, names: Names) -> tuple[Round, ...]:
    """Every round, the last first. Of others' parts those alone know who may read the history."""
    knows = may(work.actor, Act.VIEW_HISTORY, contents.facts).allowed
    parts = [row for row in work.parts.rows if row.kind in PARTICIPANTS]
    began = rounds_began(parts)
    rounds: list[Round] = []
    earlier: dict[str, Mapping[str, str]] = {}
    for number, start in enumerate(began, 1):
        end = began[number] if number < len(began) else None
        within = [row for row in parts if row.bound_at >= start and (end is None or row.bound_at < end)]
        reading = _Reading(work, contents, names, start, end, earlier)
        seen = [row for row in within if knows or participation(row).held_by(work.actor)]
        rounds.append(Round(number, start, tuple(reading.opinion(row) for row in seen)))
        earlier = earlier | reading.texts
    return tuple(one for one in reversed(rounds) if one.opinions)


@dataclass(slots=True)
class _Reading:
    """One round being read; what was said in it is kept for the comparison of the next."""

    work: CaseWork
    contents: Contents
    names: Names
    start: datetime
    end: datetime | None
    earlier: Mapping[str, Mapping[str, str]]

    #: what each holder said in this round, in the clear
    texts: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def opinion(self, part: ParticipationRow) -> Opinion:
        """What came of asking this participant."""
        rows = [row for row in self.contents.rows if row.item == part.key and self._within(row)]
        written = next((row for row in reversed(rows) if self._has(row, OPINION)), None)
        settled = next((row for row in reversed(rows) if self._has(row, {SETTLED}) or self._has(row, {EXCUSE})), None)
        given = _given(part, written, self._value(settled, SETTLED), self._waits(part))
        shown = written or (settled if given is Given.ORAL else None)
        plain = Opinion(
            part.key, self.names.part(part), part.kind == EXPERT, given, reason=self._reason(settled, given)
        )
        return plain if shown is None else self._filled(plain, part, shown)

    def _filled(self, plain: Opinion, part: ParticipationRow, row: SubmissionRow) -> Opinion:
        corrections = self.contents.corrections(row.id)
        latest = corrections[-1] if corrections else row
        fields = {one.key: one for one in self.contents.fields(latest)}
        values = self.contents.values(latest)
        holder = part.unit or part.person or part.key
        before = self.earlier.get(holder, {})
        said = tuple(_said(fields[key], before) for key in SECTIONS if key in fields)
        self.texts[holder] = {one.key: one.text for one in said if not one.covered}
        position = fields.get(POSITION)
        return Opinion(
            key=plain.key,
            name=plain.name,
            expert=plain.expert,
            given=plain.given,
            position=str(values.get(POSITION) or ""),
            position_label=position.text if position else "",
            said=said,
            reason=plain.reason,
            at=row.written_at,
            true_day=row.true_day,
            by=self.names.person(row.written_by),
            submission=row.id if self.contents.may_view(row) else "",
            may_reveal=self.contents.may_reveal(row),
            hidden=not self.contents.may_view(row),
            corrected=bool(corrections),
        )

    def _within(self, row: SubmissionRow) -> bool:
        return self.start <= row.written_at and (self.end is None or row.written_at < self.end) and not row.corrects

    def _has(self, row: SubmissionRow, fields: set[str] | frozenset[str]) -> bool:
        return has_fields(self.work, row, fields)

    def _value(self, row: SubmissionRow | None, key: str) -> str:
        """A choice of a settling form; what participants may know of each other is that somebody is excused."""
        return str(self.contents.values(row).get(key) or "") if row is not None else ""

    def _reason(self, row: SubmissionRow | None, given: Given) -> str:
        if row is None or given in (Given.WRITTEN, Given.ORAL):
            return ""
        told = [one.text for one in self.contents.fields(row) if one.key in (EXCUSE, "reason")]
        return self.names.saying.separator.join(one for one in told if one != COVER)

    def _waits(self, part: ParticipationRow) -> bool:
        return self.end is None and any(task.item == part.key for task in self.work.loaded.tasks.values())


def has_fields(work: CaseWork, row: SubmissionRow, fields: set[str] | frozenset[str]) -> bool:
    """Whether the form of this submission has all these fields."""
    form = work.loaded.procedure.forms.get(row.form or "")
    return form is not None and fields <= form.shape.members.keys()


def _given(part: ParticipationRow, written: SubmissionRow | None, settled: str, waits: bool) -> Given:
    if written is not None:
        return Given.WRITTEN
    if settled == "oral_opinion":
        return Given.ORAL
    if part.ended_at is not None and part.end_reason in (EXCUSED, RECUSED, SUBSTITUTED):
        return Given(part.end_reason)
    return Given.WAITING if waits else Given.NONE


def _said(shown: ShownField, before: Mapping[str, str]) -> Said:
    earlier = before.get(shown.key)
    compared = text_diff(earlier, shown.text) if earlier and not shown.covered and earlier != shown.text else ()
    return Said(shown.key, shown.label, shown.text, shown.covered, compared)


def latest_with(work: CaseWork, contents: Contents, fields: set[str]) -> Iterator[SubmissionRow]:
    """Submissions whose form has these fields, the last first, that the reader may view."""
    for row in reversed(contents.rows):
        if not row.corrects and has_fields(work, row, fields) and contents.may_view(row):
            yield row
