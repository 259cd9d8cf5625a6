"""Whom a newcomer may sign in as: the invented people of a demonstration, told at its door and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from engine.people.roles import role_label

#: the order in which a case meets them; the others need no example
ROLES: Final = (
    *("liaison", "case_officer", "reviewer", "director", "leader", "supervisor", "city_officer", "expert"),
    *("designer", "viewer", "sysadmin", "secadmin", "auditor"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person of each role."""

    login: str
    role: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the sign-in page tells."""

    password: str
    people: tuple[Invented, ...]


def demonstration_of(office: Path | None, lang: str) -> Demonstration | None:
    """The people of this document of an office; none unless it says of itself that everybody in it is invented."""
    if office is None:
        return None
    password, logins = _read(office)
    people = tuple(Invented(logins[role], role_label(role, lang)) for role in ROLES if role in logins)
    return Demonstration(password, people) if password else None


@cache
def _read(office: Path) -> tuple[str, dict[str, str]]:
    """The password they share, and the first login of each role."""
    document = yaml.safe_load(office.read_text(encoding="utf-8"))
    if not document.get("fictional"):
        return "", {}
    logins: dict[str, str] = {}
    for person in document["people"]:
        for role in person["roles"]:
            logins.setdefault(role, person["login"])
    return str(document.get("password", "")), logins
