"""The people and bodies of an office as one document, read and checked as a whole before any of it is stored.

The document is handed in as data (the caller read the YAML). Every finding names its place, such as `people.3.unit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.errors import FieldError, Invalid
from engine.people.actor import Post
from engine.people.roles import clash, is_role_word
from engine.people.tokens import check_scopes, is_token
from engine.people.units import Level, Unit, UnitKind, UnitName


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a roster. `password` and `token` stand in demonstrations alone and are empty elsewhere."""

    login: str
    name: str
    unit: str
    posts: tuple[Post, ...]
    discipline: str = ""
    language: str = "zh"
    password: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A whole office."""

    units: tuple[Unit, ...]
    people: tuple[Member, ...]
    scopes: frozenset[str]


def read_roster(document: Any) -> Roster:
    """The roster of this document. Raises Invalid naming every place that cannot be used."""
    reading = _Reading()
    units = tuple(reading.unit(place, row) for place, row in reading.rows(document, "units"))
    reading.check_units(units)
    password = str(document.get("password") or "") if isinstance(document, Mapping) else ""
    people = tuple(reading.member(place, row, password) for place, row in reading.rows(document, "people"))
    reading.check_people(people, frozenset(unit.key for unit in units))
    if reading.errors:
        raise Invalid("people.roster.refused", fields=reading.errors)
    return Roster(units, people, check_scopes(document["scopes"]) if document.get("scopes") else frozenset())


class _Reading:
    """Reads rows, and goes on after an error so that all are found at once."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def rows(self, document: Any, part: str, before: str = "") -> list[tuple[str, Mapping[str, Any]]]:
        """The rows of one list with their places."""
        found = document.get(part) if isinstance(document, Mapping) else None
        if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
            self._say(f"{before}{part}", "list")
            return []
        return [(f"{before}{part}.{position}", row) for position, row in enumerate(found)]

    def unit(self, place: str, row: Mapping[str, Any]) -> Unit:
        names = tuple(
            sorted(
                (self._unit_name(at, name) for at, name in self.rows(row, "names", f"{place}.")),
                key=lambda name: name.since,
            )
        )
        if not names:
            self._say(f"{place}.names", "missing")
        return Unit(
            key=self._word(place, row, "key"),
            kind=self._one_of(place, row, "kind", UnitKind, UnitKind.GOVERNMENT),
            level=self._one_of(place, row, "level", Level, Level.PROVINCE),
            names=names,
            parent=str(row.get("parent") or ""),
            successor=str(row.get("successor") or ""),
            is_member=bool(row.get("member")),
        )

    def member(self, place: str, row: Mapping[str, Any], password: str) -> Member:
        unit = self._text(place, row, "unit")
        token = str(row.get("token") or "")
        if token and not is_token(token):
            self._say(f"{place}.token", "token")
        return Member(
            login=self._text(place, row, "login"),
            name=self._text(place, row, "name"),
            unit=unit,
            posts=self._posts(place, row, unit),
            discipline=str(row.get("discipline") or ""),
            language=str(row.get("language") or "zh"),
            password=str(row.get("password") or password),
            token=token,
        )

    def check_units(self, units: tuple[Unit, ...]) -> None:
        keys = [unit.key for unit in units]
        for position, unit in enumerate(units):
            if unit.key in keys[:position]:
                self._say(f"units.{position}.key", "twice", word=unit.key)
            for part, other in (("parent", unit.parent), ("successor", unit.successor)):
                if other and other not in keys:
                    self._say(f"units.{position}.{part}", "unit", word=other)

    def check_people(self, people: tuple[Member, ...], units: frozenset[str]) -> None:
        logins: set[str] = set()
        for position, member in enumerate(people):
            place = f"people.{position}"
            if member.login in logins:
                self._say(f"{place}.login", "twice", word=member.login)
            logins.add(member.login)
            for unit in {member.unit, *(post.unit for post in member.posts)} - units:
                self._say(f"{place}.unit", "unit", word=unit)
            roles = frozenset(post.role for post in member.posts)
            for role in roles:
                if other := clash(roles, role):
                    self._say(f"{place}.roles", "clash", word=role, other=other)
                    break

    def _unit_name(self, place: str, row: Mapping[str, Any]) -> UnitName:
        return UnitName(
            zh=self._text(place, row, "zh"),
            en=str(row.get("en") or ""),
            since=self._day(place, row, "since"),
            short_zh=str(row.get("short_zh") or ""),
            short_en=str(row.get("short_en") or ""),
            prefix=str(row.get("prefix") or ""),
            basis=str(row.get("basis") or ""),
        )

    def _posts(self, place: str, row: Mapping[str, Any], unit: str) -> tuple[Post, ...]:
        """Posts as `role` (in the own unit) or `role@unit`."""
        posts: list[Post] = []
        for word in row.get("roles") or []:
            role, _, elsewhere = str(word).partition("@")
            if not is_role_word(role):
                self._say(f"{place}.roles", "role", word=role)
            posts.append(Post(role, elsewhere or unit))
        return tuple(posts)

    def _word(self, place: str, row: Mapping[str, Any], part: str) -> str:
        word = self._text(place, row, part)
        if word and not is_role_word(word):
            self._say(f"{place}.{part}", "key", word=word)
        return word

    def _text(self, place: str, row: Mapping[str, Any], part: str) -> str:
        value = row.get(part)
        if not isinstance(value, str) or not value.strip():
            self._say(f"{place}.{part}", "missing")
            return ""
        return value.strip()

    def _day(self, place: str, row: Mapping[str, Any], part: str) -> date:
        value = row.get(part)
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self._say(f"{place}.{part}", "day")
            return date.min

    def _one_of(self, place: str, row: Mapping[str, Any], part: str, words: Any, otherwise: Any) -> Any:
        try:
            return words(row.get(part))
        except ValueError:
            self._say(f"{place}.{part}", "word", word=row.get(part), words=", ".join(words))
            return otherwise

    def _say(self, place: str, reason: str, **params: Any) -> None:
        self.errors.append(FieldError(place, f"people.roster.{reason}", params))
