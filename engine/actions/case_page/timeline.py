"""办理过程: what happened to a case, newest first. One act is one entry, what followed from it stands beneath it.

Records are many and fine; an entry gathers those that one act left at one instant. Runs of the same act by many
participants are folded into one, so that a round of twelve reads as a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from engine.actions.case_page.content import Contents
from engine.actions.case_page.names import Names
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.office import Office
from engine.actions.tasks.shown_fields import ShownField
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import SYSTEM_ID, Actor
from engine.storage import audit
from engine.storage.audit import Written
from engine.storage.submissions import SubmissionRow

#: what the house keeps for itself: of no interest to who reads what was done
UNTOLD = frozenset(
    {
        Word.TASK_OPENED,
        Word.TASK_ENDED,
        Word.TASK_DRAFTED,
        Word.TASK_CLAIMED,
        Word.TASK_RELEASED,
        Word.NOTICE_WRITTEN,
        Word.NOTICE_SENT,
        Word.EVENT_TOLD,
        Word.TABLE_EVALUATED,
        Word.DEADLINE_OPENED,
        Word.DEADLINE_CLOSED,
        Word.REAL_DATA_READ,
        Word.PAPER_EXPORTED,
    }
)
#: follow from an act: told beneath it
FOLLOWING = frozenset(
    {
        Word.CASE_STATE_CHANGED,
        Word.DEADLINE_EXTENDED,
        Word.DEADLINE_RECOMPUTED,
        Word.DEADLINE_SUSPENDED,
        Word.DEADLINE_RESUMED,
        Word.DEADLINE_CORRECTED,
        Word.DEADLINE_MET,
        Word.DEADLINE_MISSED,
        Word.PAPER_ISSUED,
    }
)
TOLD = tuple(sorted(word.value for word in set(Word) - UNTOLD if word.chain == "case"))
#: as many alike in a row are told one by one; more are folded
UNFOLDED = 2


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed from an act: a word, and what it is about."""

    word: Word
    state: str = ""
    item: str = ""
    deadline: str = ""
    due: date | None = None
    paper: str = ""  #: its kind in words and its number


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction beside what it corrects."""

    at: datetime
    by: str
    reason: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `step` is the element's name, `part` the item's; empty `who` for the system."""

    seq: int
    at: datetime
    word: Word
    step: str
    part: str
    who: str
    unit: str
    system: bool
    round: int = 0  #: of an opinion: in which round it was given
    on_behalf_of: str = ""
    true_day: date | None = None
    done_by: str = ""
    late_reason: str = ""
    submission: str = ""
    may_reveal: bool = False
    fields: tuple[ShownField, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    followed: tuple[Followed, ...] = ()
    alike: tuple[Entry, ...] = ()

    @property
    def is_covered(self) -> bool:
        """Whether something of it stands covered."""
        return any(_covered(one) for one in self.fields)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Entries, newest first; `next` is the number to go on before, None at the beginning of the case."""

    entries: tuple[Entry, ...]
    next: int | None


def view_timeline(
    office: Office, actor: Actor, case_id: str, lang: str, *, before: int = 0, most: int = 60
) -> TimelinePage:
    """What happened, newest first, from before record `before`; `most` records at once. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_HISTORY, case_facts(work))
        return timeline_of(work, Names(work, lang), before=before, most=most)


def timeline_of(work: CaseWork, names: Names, *, before: int = 0, most: int = 60) -> TimelinePage:
    """The same for a case that is being read already."""
    written = audit.newest(work.connection, work.case.id, before=before, words=TOLD, most=most + 1)
    shown = written[:most] if len(written) > most else written
    groups = _acts(shown)
    if len(written) > most and _same_act(shown[-1], written[most]):
        if len(groups) == 1:  # longer than a page, as when every participant gets papers: told whole all the same
            return timeline_of(work, names, before=before, most=2 * most)
        groups.pop()  # cut in two by the end of the page: told whole on the next one
    records = [one for group in groups for one in group]
    contents = Contents.of(work, names, _submissions(records))
    names.gather(person for one in records for person in _persons(one))
    entries = tuple(_folded(entry for group in groups for entry in _entries(group, contents, names)))
    return TimelinePage(entries, min(one.seq for one in records) if len(written) > most else None)


def _acts(written: Sequence[Written]) -> list[list[Written]]:
    """The records of each act together, newest act first, each in the order of its records."""
    grouped = groupby(written, key=lambda one: (one.record.at, one.record.actor))
    return [sorted(group, key=lambda one: one.seq) for _, group in grouped]


def _same_act(one: Written, other: Written) -> bool:
    return (one.record.at, one.record.actor) == (other.record.at, other.record.actor)


def _submissions(records: Iterable[Written]) -> Iterator[str]:
    for one in records:
        for name in ("submission", "corrects"):
            if one.record.details.get(name):
                yield str(one.record.details[name])


def _persons(one: Written) -> tuple[str | None, ...]:
    details = one.record.details
    return one.record.actor, details.get("on_behalf_of"), details.get("done_by"), details.get("person")


def _entries(group: Sequence[Written], contents: Contents, names: Names) -> Iterator[Entry]:
    """The entries of one act, the last first: usually one, with what followed from it."""
    told: list[Entry] = []
    afterwards: Written | None = None
    for one in group:
        if one.record.word == Word.ENTERED_AFTERWARDS:
            afterwards = one
        elif told and _follows(one):
            told[-1] = replace(told[-1], followed=(*told[-1].followed, _followed(one, names)))
        else:
            entry = _entry(one, contents, names)
            told.append(_entered(entry, afterwards, contents, names) if afterwards else entry)
            afterwards = None
    yield from reversed(told)


def _follows(one: Written) -> bool:
    """Whether it came of the act before it; that the case ended is told with an outcome, closing it is an act."""
    word = Word(one.record.word)
    return word in FOLLOWING or (word is Word.CASE_CLOSED and "outcome" in one.record.details)


def _entry(one: Written, contents: Contents, names: Names) -> Entry:
    record = one.record
    system = record.actor == SYSTEM_ID
    submission = str(record.details.get("submission") or "")
    row = contents.get(submission)
    own = _followed(one, names)
    return Entry(
        seq=one.seq,
        at=record.at,
        word=Word(record.word),
        step=names.element(record.element),
        part=names.item(record.item) if record.item else "",
        who="" if system else names.person(record.actor),
        unit="" if system else names.unit(names.unit_of(record.actor)),
        system=system,
        on_behalf_of=names.person(record.details.get("on_behalf_of")),
        true_day=row.true_day if row else None,
        done_by=names.person(row.written_by) if row and row.written_by != row.entered_by else "",
        submission=submission if row and contents.may_view(row) else "",
        may_reveal=contents.may_reveal(row) if row else False,
        fields=contents.fields(row) if row else (),
        round=int(record.details.get("round") or 0),
        corrections=tuple(_corrected(found, contents, names) for found in contents.corrections(submission)),
        followed=(own,) if Word(record.word) in FOLLOWING else (),
    )


def _entered(entry: Entry, afterwards: Written, contents: Contents, names: Names) -> Entry:
    """The act as it was entered afterwards (补录): with its true day, who truly did it, and why it comes late."""
    details = afterwards.record.details
    row = contents.get(str(details.get("submission") or ""))
    why = contents.values(row).get("reason", "") if row else ""
    day = date.fromisoformat(details["true_day"]) if details.get("true_day") else entry.true_day
    return replace(entry, true_day=day, done_by=names.person(details.get("done_by")), late_reason=str(why))


def _followed(one: Written, names: Names) -> Followed:
    details = one.record.details
    due = details.get("due")
    return Followed(
        word=Word(one.record.word),
        state=str(details.get("state") or details.get("outcome") or ""),
        item=names.item(one.record.item) if one.record.item else "",
        deadline=str(details.get("deadline") or ""),
        due=date.fromisoformat(due) if due else None,
        paper=_paper(one, names) if one.record.word == Word.PAPER_ISSUED else "",
    )


def _paper(one: Written, names: Names) -> str:
    return f"{names.paper(one.record.element)} {one.record.details.get('number') or ''}".strip()


def _corrected(row: SubmissionRow, contents: Contents, names: Names) -> Corrected:
    return Corrected(
        row.written_at, names.person(row.written_by), contents.correction_reason(row), contents.fields(row)
    )


def _folded(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Many alike in a row become one that holds the others."""
    for _, group in groupby(entries, key=lambda entry: (entry.word, entry.step, entry.system)):
        alike = list(group)
        if len(alike) > UNFOLDED and alike[0].part:
            yield replace(alike[0], alike=tuple(alike))
        else:
            yield from alike


def _covered(field: ShownField) -> bool:
    return field.covered or any(_covered(inner) for row in field.rows for inner in row)
