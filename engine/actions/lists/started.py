"""我发起: the cases that the actor or the actor's body opened, and what the actor set going in any case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.actions.casework.due_days import Due, nearest
from engine.actions.house.office import Office
from engine.actions.house.sort_keys import instant_key
from engine.actions.lists.boxes import PAGE
from engine.actions.tasks.box_rows import BETWEEN
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import box_rows, deadlines, started
from engine.storage.case_lists import ListedCase
from engine.storage.started import StartedAct

#: acts by which somebody asks others for something
STARTING = (
    Word.CASE_WITHDRAWAL_ASKED,
    Word.DANGER_MARKED,
    Word.CONFLICT_DECLARED,
    Word.EXTENSION_ASKED,
    Word.URGED,
    Word.MATTERS_SERVED,
    Word.COMPLAINT_RECEIVED,
    Word.CIRCULATED,
)


@dataclass(frozen=True, slots=True)
class StartedCase:
    """One case with its covered subject and the deadline that falls due first."""

    case: ListedCase
    subject: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class StartedPage:
    """One page of cases; `next` is the sort key to go on after."""

    rows: tuple[StartedCase, ...]
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ActsPage:
    """One page of acts with the covered subjects of their cases; `next` is the sort key to go on after."""

    rows: tuple[tuple[StartedAct, str], ...]
    next: tuple[str, str, int] | None


def cases_started(office: Office, actor: Actor, *, after: Sequence[str] | None = None, most: int = PAGE) -> StartedPage:
    """Cases the actor or a body the actor speaks for opened, the latest first."""
    key = instant_key(after)
    units = sorted({post.unit for post in actor.posts if post.role in (Role.LIAISON, Role.CITY_OFFICER)})
    with office.database.reading() as connection:
        now = office.clock.now()
        calendar = office.reference(connection).calendar_at(now)
        found = started.opened(connection, actor.id, units, key, most + 1)
        known = [one.id for one in found[:most]]
        clocks = deadlines.of_cases(connection, known)
        children = box_rows.pseudonyms(connection, known)
    soon = office.settings.due_soon
    rows = tuple(
        StartedCase(
            one,
            BETWEEN.join(children.get(one.id, ())),
            nearest([clock for clock in clocks if clock.case_id == one.id], now, calendar, soon),
        )
        for one in found[:most]
    )
    last = found[most - 1] if len(found) > most else None
    return StartedPage(rows, (last.opened_at.isoformat(), last.id) if last else None)


def acts_started(
    office: Office, actor: Actor, *, after: Sequence[str | int] | None = None, most: int = PAGE
) -> ActsPage:
    """What the actor asked others for, the latest first."""
    key = (datetime.fromisoformat(str(after[0])), str(after[1]), int(after[2])) if after else None
    with office.database.reading() as connection:
        found = started.acts(connection, actor.id, STARTING, key, most + 1)
        children = box_rows.pseudonyms(connection, {one.case_id for one in found[:most]})
    rows = tuple((one, BETWEEN.join(children.get(one.case_id, ()))) for one in found[:most])
    last = found[most - 1] if len(found) > most else None
    return ActsPage(rows, (last.at.isoformat(), last.case_id, last.seq) if last else None)
