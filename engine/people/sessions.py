"""Being signed in, as a value: what is still to be done before one is in, and when it ends by itself.

A session ends after a time without a request (空闲) and, however busy, after its longest time. Nothing is decided here
but by the instants handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: how long somebody may take between the password and being in
PENDING = timedelta(minutes=10)
#: a session notes that it is in use not more often than this
TOUCH = timedelta(minutes=1)


class Stage(StrEnum):
    """How far a sign-in has come. Everything but FULL may do nothing but go on or give up."""

    FACTOR = "factor"  #: the code of the second factor is asked for
    PASSWORD = "password"  #: the password must be changed first  # noqa: S105
    ENROL = "enrol"  #: the role demands a second factor and there is none yet
    OTHER = "other"  #: another session is open: end it or give up
    FULL = "full"


class Kind(StrEnum):
    """Staff signed in by themselves; a guest came by a link for one case."""

    STAFF = "staff"
    GUEST = "guest"


class Ending(StrEnum):
    """Why a session is over. Its label is the sentence `identity.ending.<value>`."""

    LOGGED_OUT = "logged_out"
    IDLE = "idle"
    EXPIRED = "expired"
    REPLACED = "replaced"  #: the same person signed in elsewhere
    BY_OWNER = "by_owner"
    BY_ADMINISTRATOR = "by_administrator"
    PASSWORD = "password"  #: a new password ends what the old one opened  # noqa: S105
    FACTOR = "factor"  #: the second factor was reset, or guessed at too often
    DEACTIVATED = "deactivated"
    LINK = "link"  #: the link of a guest was withdrawn, or the consultation is over


@dataclass(frozen=True, slots=True)
class SessionPolicy:
    """Minutes and hours a session lasts, and how many of one person may be open at once (0: any number)."""

    idle_minutes: int = 20
    warning_minutes: int = 2
    longest_hours: int = 12
    at_once: int = 1

    def over(self, opened_at: datetime, seen_at: datetime, stage: Stage, now: datetime) -> Ending | None:
        """Why a session opened and last used then is over now; None while it lives."""
        if now >= self.ends_at(opened_at, stage):
            return Ending.EXPIRED
        return Ending.IDLE if now >= self.idle_at(seen_at) else None

    def ends_at(self, opened_at: datetime, stage: Stage = Stage.FULL) -> datetime:
        """When it ends however busy it is."""
        return opened_at + (timedelta(hours=self.longest_hours) if stage is Stage.FULL else PENDING)

    def idle_at(self, seen_at: datetime) -> datetime:
        """When it ends unless somebody does something."""
        return seen_at + timedelta(minutes=self.idle_minutes)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What somebody who gave the right password has still to do."""

    factor: bool = False
    password: bool = False
    enrol: bool = False
    other: bool = False

    @property
    def stage(self) -> Stage:
        """The first of them: who it is comes before what is to be mended, and no other session is ended before."""
        for stage in (Stage.FACTOR, Stage.PASSWORD, Stage.ENROL, Stage.OTHER):
            if getattr(self, stage.value):
                return stage
        return Stage.FULL


def agent_of(header: str) -> str:
    """A browser in two words, such as `Chrome 120 · Windows`; nothing that would tell one machine from another."""
    browser = next((f"{name} {_number(header, mark)}" for mark, name in _BROWSERS if mark in header), "")
    system = next((name for mark, name in _SYSTEMS if mark in header), "")
    return " · ".join(part for part in (browser.strip(), system) if part)


_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Version/", "Safari"))
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def _number(header: str, mark: str) -> str:
    """The main number of the version that follows the mark."""
    digits = header.partition(mark)[2][:4].partition(".")[0]
    return digits if digits.isdigit() else ""
