"""Bodies: what kind they are, on which level, and what they were called on a day.

A body's key never changes. Its names are dated, so an old paper reprints the old name; a body that ceases names its
successor, to whom tasks, rights and registers pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.texts.catalogue import say


class UnitKind(StrEnum):
    """What sort of body it is; it decides which letters it may be sent. Label: `people.unit_kind.<value>`."""

    GOVERNMENT = "government"
    COURT = "court"
    PROCURATORATE = "procuratorate"
    PARTY = "party"
    MASS = "mass"
    COORDINATION = "coordination"  #: leading groups, committees and their offices
    INSTITUTION = "institution"  #: where experts come from

    def label(self, lang: str) -> str:
        return say(f"people.unit_kind.{self.value}", lang)


class Level(StrEnum):
    """Level of government. Label: `people.level.<value>`."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"

    def label(self, lang: str) -> str:
        return say(f"people.level.{self.value}", lang)


#: cannot be supervised by 督办函 or 通报; they are asked (商请函) or reminded (提示函)
COURTESY_KINDS = frozenset({UnitKind.COURT, UnitKind.PROCURATORATE, UnitKind.PARTY})


@dataclass(frozen=True, slots=True)
class UnitName:
    """What a body is called from a day on (inclusive); the next name ends it."""

    zh: str
    en: str
    since: date
    short_zh: str = ""
    short_en: str = ""
    #: what the numbers of its papers begin with
    prefix: str = ""
    #: the paper that gave it the name
    basis: str = ""

    def word(self, lang: str) -> str:
        return self.en if lang == "en" and self.en else self.zh


@dataclass(frozen=True, slots=True)
class Unit:
    """One body."""

    key: str
    kind: UnitKind
    level: Level
    names: tuple[UnitName, ...]
    parent: str = ""
    successor: str = ""
    is_member: bool = False

    def name_on(self, day: date, lang: str = "zh") -> str:
        """What the body was called on this day; before its first name, by its first name."""
        held = [name for name in self.names if name.since <= day] or [self.names[0]]
        return max(held, key=lambda name: name.since).word(lang)
