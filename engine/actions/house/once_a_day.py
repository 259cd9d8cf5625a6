"""What the house does by itself once each Beijing day, however many workers look at the clock."""

from __future__ import annotations

from engine.actions.house.answers import Once
from engine.actions.house.house_work import Verb, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.errors import Conflict
from engine.people.actor import SYSTEM_ID, Actor
from engine.storage import idempotency


def once_a_day(office: Office, act: Act, verb: Verb) -> bool:
    """Do this unless it was done today; tells whether it was done now. One read when there is nothing to do."""
    key = f"{act.value}:{beijing_day(office.clock.now()).isoformat()}"
    with office.database.reading() as connection:
        if idempotency.get(connection, SYSTEM_ID, key) is not None:
            return False
    try:
        work_in_house(office, Actor.system(), act, verb, once=Once(key, act.value))
    except Conflict:
        return False  # another worker was first
    return True
