"""The roles of the house: a closed list with labels, beside which a procedure may use words of its own.

A role of a procedure's own (`bench`, `school_liaison`) carries no right but being a candidate for tasks drawn for it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from engine.texts.catalogue import say


class Role(StrEnum):
    """A role the rights know. Its label is the sentence `people.role.<value>`."""

    CASE_OFFICER = "case_officer"
    REVIEWER = "reviewer"
    DIRECTOR = "director"
    LEADER = "leader"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    CITY_OFFICER = "city_officer"
    EXPERT = "expert"
    DESIGNER = "designer"
    VIEWER = "viewer"
    WORKER = "worker"  #: a program that does external tasks
    SYSADMIN = "sysadmin"
    SECADMIN = "secadmin"
    AUDITOR = "auditor"


#: 三员: three different persons, none of whom does casework (GB/T 22239, level 3)
ADMINISTRATORS = frozenset({Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR})
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")


def is_role_word(word: str) -> bool:
    """Whether this may name a role, ours or a procedure's own."""
    return _WORD.fullmatch(word) is not None


def role_label(word: str, lang: str) -> str:
    """The role in words; a procedure's own role shows its own word."""
    return say(f"people.role.{word}", lang) if word in Role.__members__.values() else word


def clash(held: frozenset[str], wanted: str) -> str | None:
    """The held role that forbids taking this one too, or None.

    An administrator holds no other role at all; so no person is two of the three, and none of them does casework.
    """
    for role in sorted(held - {wanted}):
        if role in ADMINISTRATORS or wanted in ADMINISTRATORS:
            return role
    return None
