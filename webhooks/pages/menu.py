"""The menu: what a visitor may open, in the order of a working day, and how much waits behind each entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from engine.people.actor import Actor
from engine.people.roles import ADMINISTRATORS, Role
from webhooks.pages.visits import Visit

OFFICE: Final = frozenset({Role.CASE_OFFICER, Role.REVIEWER, Role.DIRECTOR, Role.SUPERVISOR, Role.LEADER})
UNITS: Final = frozenset({Role.LIAISON, Role.CITY_OFFICER})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `name` finds its word (`pages.menu.<name>`), its icon and its count."""

    name: str
    path: str
    icon: str
    shows: Callable[[Actor], bool]
    #: whether a number of things stands beside it
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as this page shows it."""

    name: str
    path: str
    icon: str
    counted: bool
    is_here: bool


def _roles(roles: frozenset[Role]) -> Callable[[Actor], bool]:
    return lambda actor: not roles.isdisjoint(actor.roles)


def _works(actor: Actor) -> bool:
    return actor.administrator is None


_CASEWORK: Final = OFFICE | UNITS | {Role.EXPERT}

#: two groups: the own work of the day, then the office's
MENU: Final[tuple[tuple[Entry, ...], ...]] = (
    (
        Entry("desk", "/", "layout-dashboard", lambda _: True),
        Entry("todo", "/inbox/group", "inbox", _works, counted=True),
        Entry("toread", "/inbox/toread", "mail", _works, counted=True),
        Entry("done", "/inbox/done", "checks", _works),
        Entry("read", "/inbox/read", "mail-opened", _works),
        Entry("started", "/inbox/started", "send", _roles(OFFICE | UNITS)),
        Entry("supervision", "/supervision", "bell", _roles(OFFICE), counted=True),
        Entry("drafts", "/drafts", "file-pencil", _works, counted=True),
    ),
    (
        Entry("cases", "/cases", "folders", _roles(_CASEWORK)),
        Entry("meetings", "/meetings", "users-group", _roles(_CASEWORK)),
        Entry("registers", "/registers", "table", _roles(OFFICE | {Role.VIEWER})),
        Entry("progress", "/progress", "cloud-download", _roles(OFFICE | {Role.VIEWER, Role.DESIGNER}), counted=True),
        Entry("papers", "/papers", "file-text", _roles(OFFICE)),
        Entry("templates", "/papers/templates", "template", _roles(frozenset({Role.DESIGNER}))),
        Entry("handover", "/handover", "transfer", _roles(frozenset({Role.DIRECTOR}))),
        Entry("admin", "/admin", "settings", lambda actor: actor.administrator in ADMINISTRATORS),
    ),
)


def menu_of(visit: Visit) -> tuple[tuple[Shown, ...], ...]:
    """The menu for this visitor; nobody sees an entry that would lead to a refusal."""
    if visit.actor.only_case:
        own = Entry("case", f"/cases/{visit.actor.only_case}", "folders", lambda _: True)
        return ((_shown(own, own.name),),)
    here = _here(visit.address.partition("?")[0], visit.actor)
    groups = (tuple(_shown(entry, here) for entry in group if entry.shows(visit.actor)) for group in MENU)
    return tuple(group for group in groups if group)


def _here(path: str, actor: Actor) -> str:
    """The entry that this page lies under: the longest address that it begins with."""
    entries = [entry for group in MENU for entry in group if entry.shows(actor)]
    under = [entry for entry in entries if path == entry.path or path.startswith(f"{entry.path}/")]
    return max(under, key=lambda entry: len(entry.path)).name if under else ""


def _shown(entry: Entry, here: str) -> Shown:
    return Shown(entry.name, entry.path, entry.icon, entry.counted, entry.name == here)
