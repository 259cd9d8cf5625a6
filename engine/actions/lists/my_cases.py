"""The cases somebody answers for: an officer's own, a body's applications; those that fall due first come first."""

from __future__ import annotations

from engine.actions.casework.due_days import nearest
from engine.actions.house.office import Office
from engine.actions.lists.started import StartedCase
from engine.actions.tasks.box_rows import BETWEEN
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import box_rows, deadlines, started

#: the latest cases looked at; the pressing ones among them are shown
LOOKED_AT = 30


def my_cases(office: Office, actor: Actor, *, most: int) -> list[StartedCase]:
    """Running cases of this officer, or opened by this person or body, the nearest due day first."""
    units = sorted({post.unit for post in actor.posts if post.role in (Role.LIAISON, Role.CITY_OFFICER)})
    with office.database.reading() as connection:
        now = office.clock.now()
        calendar = office.reference(connection).calendar_at(now)
        found = started.answered_for(
            connection, actor.id, units, LOOKED_AT, is_officer=Role.CASE_OFFICER in actor.roles
        )
        known = [one.id for one in found]
        clocks = deadlines.of_cases(connection, known)
        children = box_rows.pseudonyms(connection, known)
    soon = office.settings.due_soon
    cases = [
        StartedCase(
            one,
            BETWEEN.join(children.get(one.id, ())),
            nearest([clock for clock in clocks if clock.case_id == one.id], now, calendar, soon),
        )
        for one in found
    ]
    dated = [one for one in cases if one.due is not None and one.due.due is not None]
    others = [one for one in cases if one not in dated]
    return (sorted(dated, key=lambda one: (one.due and one.due.due, one.case.id)) + others)[:most]
