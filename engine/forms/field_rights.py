"""Who may write, read or not even see a field: declared on the component, decided here, obeyed by server and viewer.

A component's `properties` name groups, separated by commas: `writers` and `readers`. A group is a role
(`case_officer`), a role in a unit (`liaison@civil_affairs`), a part of the case (`participant@…`) or a step of the
diagram (`step:review_report`). Nobody named means everybody who has the task; `readonly` means nobody writes it here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_GROUP = re.compile(r"(?:step:)?[A-Za-z][A-Za-z0-9_]*(?:@[A-Za-z0-9_.:-]+)?")
STEP = "step:"


class Level(StrEnum):
    """What a field is to one reader at one step."""

    WRITE = "write"
    READ = "read"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who holds the pen: the groups the person belongs to in this case, and the element the form is filled in at."""

    groups: frozenset[str] = frozenset()
    element: str = ""

    def belongs(self, named: frozenset[str]) -> bool:
        """Whether one of these groups is the hand's, or its step."""
        return not named.isdisjoint(self.groups) or f"{STEP}{self.element}" in named


@dataclass(frozen=True, slots=True)
class FieldRights:
    """The groups a component names; empty means no restriction."""

    writers: frozenset[str] = frozenset()
    readers: frozenset[str] = frozenset()
    is_fixed: bool = False

    @property
    def is_private(self) -> bool:
        """Whether somebody who has the task may not see the field."""
        return bool(self.readers)

    def level(self, hand: Hand | None) -> Level:
        """What the field is to this hand; to the house itself (None) everything is open."""
        if hand is None:
            return Level.READ if self.is_fixed else Level.WRITE
        if not self.is_fixed and (hand.belongs(self.writers) or not (self.writers or self.readers)):
            return Level.WRITE
        if self.readers and not hand.belongs(self.readers | self.writers):
            return Level.HIDDEN
        return Level.READ if self.writers or self.is_fixed else Level.WRITE

    def within(self, outer: FieldRights) -> FieldRights:
        """The rights of a field inside a group: its own where it has any, else the group's."""
        own = self.writers or self.readers
        chosen = self if own else outer
        return FieldRights(chosen.writers, chosen.readers, self.is_fixed or outer.is_fixed)


OPEN = FieldRights()


def read_rights(component: Mapping[str, Any]) -> FieldRights:
    """The rights a component declares. Raises ValueError naming a group that cannot be one."""
    properties = component.get("properties") or {}
    return FieldRights(
        _groups(properties.get("writers")), _groups(properties.get("readers")), component.get("readonly") is True
    )


def _groups(text: Any) -> frozenset[str]:
    named = frozenset(part.strip() for part in str(text or "").split(",") if part.strip())
    for group in sorted(named):
        if not _GROUP.fullmatch(group):
            raise ValueError(group)
    return named
