"""Posts and deputies, as rows with the days they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, and_, bindparam, insert, literal, or_, select, union_all, update

from engine.people.actor import PERSON
from engine.storage.database import Connection
from engine.storage.tables.people import deputies, people, posts, units


@dataclass(frozen=True, slots=True)
class PostRow:
    """A role in a unit, from a day until a day, both inclusive."""

    person: str
    role: str
    unit: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """`deputy` stands in for `person`, in one post or (role and unit empty) in all, between two days inclusive."""

    person: str
    deputy: str
    from_on: date
    until_on: date
    role: str | None = None
    unit: str | None = None


_DAY: BindParameter[date] = bindparam("day")
_HELD = and_(posts.c.from_on <= _DAY, or_(posts.c.until_on.is_(None), posts.c.until_on >= _DAY))
_STANDING_IN = and_(
    deputies.c.deputy == bindparam("person"),
    deputies.c.ended_at.is_(None),
    deputies.c.from_on <= _DAY,
    deputies.c.until_on >= _DAY,
    or_(deputies.c.role.is_(None), and_(deputies.c.role == posts.c.role, deputies.c.unit == posts.c.unit)),
)
#: whoever holds a post in a successor also holds it in the body that ended
_ENDED = and_(units.c.successor == posts.c.unit, units.c.ended_on.is_not(None))
_IS_OWN = and_(posts.c.person == bindparam("person"), _HELD)
_LENDER = deputies.c.person.label("lender")
_LENT_POSTS = deputies.join(posts, posts.c.person == deputies.c.person)
_OF_ACTOR = union_all(
    select(posts.c.role, posts.c.unit, literal("").label("lender")).where(_IS_OWN),
    select(posts.c.role, units.c.key, literal("")).select_from(posts.join(units, _ENDED)).where(_IS_OWN),
    select(posts.c.role, posts.c.unit, _LENDER).select_from(_LENT_POSTS).where(_STANDING_IN, _HELD),
    select(posts.c.role, units.c.key, _LENDER).select_from(_LENT_POSTS.join(units, _ENDED)).where(_STANDING_IN, _HELD),
)


def of_actor(connection: Connection, person: str, day: date) -> list[tuple[str, str, str]]:
    """The posts this person may act in on this day as (role, unit, person represented or empty), in one question."""
    rows = connection.execute(_OF_ACTOR, {"person": person, "day": day})
    return sorted((row[0], row[1], row[2]) for row in rows)


def holders(connection: Connection, group: str, day: date) -> list[str]:
    """The active people of a group (`role` or `role@unit`) on this day, by their own posts."""
    role, _, unit = group.partition("@")
    if role == PERSON:
        alone = select(people.c.id).where(people.c.id == unit, people.c.active)
        return list(connection.execute(alone).scalars())
    question = (
        select(posts.c.person)
        .join(people, people.c.id == posts.c.person)
        .where(posts.c.role == role, people.c.active, _HELD)
        .distinct()
        .order_by(posts.c.person)
    )
    if unit:
        successor = select(units.c.successor).where(units.c.key == unit, units.c.ended_on.is_not(None))
        question = question.where(or_(posts.c.unit == unit, posts.c.unit.in_(successor)))
    return list(connection.execute(question, {"day": day}).scalars())


def held(connection: Connection, person: str, day: date) -> list[PostRow]:
    """The own posts of a person on this day."""
    columns = (posts.c.person, posts.c.role, posts.c.unit, posts.c.from_on, posts.c.until_on)
    question = select(*columns).where(posts.c.person == person, _HELD).order_by(posts.c.role, posts.c.unit)
    return [PostRow(*row) for row in connection.execute(question, {"day": day})]


def held_by_all(connection: Connection, day: date) -> dict[str, list[PostRow]]:
    """The own posts of everybody on this day, by person."""
    columns = (posts.c.person, posts.c.role, posts.c.unit, posts.c.from_on, posts.c.until_on)
    question = select(*columns).where(_HELD).order_by(posts.c.person, posts.c.role, posts.c.unit)
    found: dict[str, list[PostRow]] = {}
    for row in connection.execute(question, {"day": day}):
        found.setdefault(row.person, []).append(PostRow(*row))
    return found


def assign(connection: Connection, rows: Sequence[PostRow]) -> None:
    """New posts."""
    if rows:
        connection.execute(insert(posts), [asdict(row) for row in rows])


def remove(connection: Connection, person: str, role: str, unit: str, day: date, last_day: date) -> int:
    """The posts of this kind that hold on `day` were held until `last_day`. Gives their number."""
    place = and_(posts.c.person == person, posts.c.role == role, posts.c.unit == unit, _HELD)
    return connection.execute(update(posts).where(place).values(until_on=last_day), {"day": day}).rowcount


def pass_over(connection: Connection, unit: str, successor: str) -> int:
    """The posts in a body are posts in its successor from now on. Gives their number."""
    return connection.execute(update(posts).where(posts.c.unit == unit).values(unit=successor)).rowcount


def deputies_of(connection: Connection, person: str) -> list[DeputyRow]:
    """Everybody who was, is or will be standing in for this person, ended appointments left out."""
    columns = (
        deputies.c.person,
        deputies.c.deputy,
        deputies.c.from_on,
        deputies.c.until_on,
        deputies.c.role,
        deputies.c.unit,
    )
    question = select(*columns).where(deputies.c.person == person, deputies.c.ended_at.is_(None))
    return [DeputyRow(*row) for row in connection.execute(question.order_by(deputies.c.from_on))]


def standing_in(connection: Connection, day: date) -> list[DeputyRow]:
    """Everybody who stands in for somebody on this day."""
    columns = (
        deputies.c.person,
        deputies.c.deputy,
        deputies.c.from_on,
        deputies.c.until_on,
        deputies.c.role,
        deputies.c.unit,
    )
    runs = and_(deputies.c.ended_at.is_(None), deputies.c.from_on <= _DAY, deputies.c.until_on >= _DAY)
    active = deputies.join(people, people.c.id == deputies.c.deputy)
    question = select(*columns).select_from(active).where(runs, people.c.active).order_by(deputies.c.id)
    return [DeputyRow(*row) for row in connection.execute(question, {"day": day})]


def appoint_deputy(connection: Connection, row: DeputyRow) -> None:
    """A new deputy."""
    connection.execute(insert(deputies), asdict(row))


def end_deputy(connection: Connection, person: str, deputy: str, from_on: date, at: datetime) -> bool:
    """This appointment is over. False where there is none that runs or will."""
    place = and_(
        deputies.c.person == person,
        deputies.c.deputy == deputy,
        deputies.c.from_on == from_on,
        deputies.c.ended_at.is_(None),
    )
    return connection.execute(update(deputies).where(place).values(ended_at=at)).rowcount > 0


def end_deputies(connection: Connection, person: str, at: datetime) -> None:
    """Nobody stands in for this person, nor this person for anybody, from now on."""
    place = and_(or_(deputies.c.person == person, deputies.c.deputy == person), deputies.c.ended_at.is_(None))
    connection.execute(update(deputies).where(place).values(ended_at=at))
