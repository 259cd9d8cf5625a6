"""Apply for a consultation: the search for earlier cases of the same children is part of opening, never beside it.

Who is told that there are such cases must have seen how many and say why this one is opened all the same; both are kept
with the new case. The draft it came from is gone in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.casework import finishing
from engine.actions.casework.beside import text_of
from engine.actions.casework.case_work import answered_before
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.attempts import once_more
from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_in
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import application_drafts, subjects
from engine.storage.house_keys import BLIND_INDEX, house_key

#: where what was weighed is filed
PLACE = "duplicates"


@dataclass(frozen=True, slots=True)
class Weighed:
    """How many earlier cases the applicant was told of, and why this is another matter all the same."""

    seen: int = 0
    reason: str = ""


def apply(
    office: Office,
    actor: Actor,
    procedure: str,
    form: Mapping[str, Any],
    weighed: Weighed = Weighed(),
    *,
    draft: str = "",
    once: Once | None = None,
) -> Answer:
    """Open a case with this application.

    Raises what `open_case` raises, and Invalid at `duplicates` where cases of these children are known and were not
    weighed, or have become more since.
    """
    return once_more(lambda: _attempt(office, actor, procedure, form, weighed, draft, once))


def _attempt(
    office: Office,
    actor: Actor,
    procedure: str,
    form: Mapping[str, Any],
    weighed: Weighed,
    draft: str,
    once: Once | None,
) -> Answer:
    with office.database.writing() as connection:
        first = answered_before(connection, actor, once)
        if first is not None:
            return first
        work = applied(office, connection, actor, procedure, form, weighed)
        if draft:
            application_drafts.drop(connection, draft, actor.id)
        answer = finishing.finish(work, Answer(), once)
    office.cache.put(work.case.id, answer.version, work.loaded)
    return answer


def applied(
    office: Office, connection: Any, actor: Actor, procedure: str, form: Mapping[str, Any], weighed: Weighed
) -> CaseWork:
    """The same inside a transaction at hand; the caller finishes the work."""
    found = _known_before(office, connection, form)
    work = open_in(office, connection, actor, procedure, form)
    _weigh(work, found, weighed)
    return work


def _known_before(office: Office, connection: Any, form: Mapping[str, Any]) -> int:
    """How many cases name one of these children; asked before this one is written."""
    rows = form.get("subjects")
    names = [str(row.get("child_name") or "").strip() for row in rows if isinstance(row, dict)] if rows else []
    cipher = house_key(connection, office.vault, BLIND_INDEX)
    indexes = [cipher.blind_index(name) for name in names if name]
    return len({row["id"] for row in subjects.cases_with(connection, indexes)}) if indexes else 0


def _weigh(work: CaseWork, found: int, weighed: Weighed) -> None:
    if found == 0:
        work.record(Word.DUPLICATES_WEIGHED, PLACE, found=0)
        return
    if weighed.seen != found:
        raise Invalid("door.duplicates.found", fields=[FieldError(PLACE, "door.duplicates.found")], found=found)
    reason = text_of({PLACE: weighed.reason}, PLACE)
    kept = work.submit({"reason": reason}, element=PLACE)
    work.record(Word.DUPLICATES_WEIGHED, PLACE, found=found, submission=kept)
