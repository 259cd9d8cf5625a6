"""The story of a case, told from its record: acts of people, timers that fired and notices that were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.cases.act_words import is_recorded, word_of
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import BEIJING, beijing_day
from engine.storage import audit
from engine.storage.audit import Written
from engine.storage.database import Connection

TIMER, NOTICE = "timer", "notice"
#: acts that move no token and tell nothing of the procedure
UNTOLD = frozenset({Act.CLAIM, Act.RELEASE, Act.SAVE_DRAFT, Act.DRAW_PAPER, Act.SEND_DUE_NOTICES, Act.LAPSE_DEADLINES})
_ACTS = {word_of(act): act.value for act in Act if is_recorded(act) and act not in UNTOLD}
_VERBS = _ACTS | {Word.TIMER_FIRED: TIMER, Word.NOTICE_WRITTEN: NOTICE}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a story. `case` is the case's name in the scenario."""

    case: str
    at: datetime
    actor: str
    act: str
    element: str
    item: str
    kind: str  #: of a notice
    to: tuple[str, ...]  #: whom a notice goes to
    clock: Mapping[str, Any] | None = None  #: the deadline it stands under, as `sight` tells it

    @property
    def place(self) -> str:
        return f"{self.element}:{self.item}" if self.item else self.element

    def line(self, main: str) -> str:
        """As the golden story of a scenario has it."""
        told = f"{beijing_day(self.at).isoformat()}  {self.actor:<24} {self.act:<22} {self.place}"
        return told if self.case == main else f"{self.case}: {told}"

    def to_json(self) -> dict[str, Any]:
        """As `huishang rehearse --json` prints it: `at` is the day and `time` the hour in Beijing."""
        seen = self.at.astimezone(BEIJING)
        told = {"at": seen.date().isoformat(), "time": f"{seen:%H:%M}", "actor": self.actor, "act": self.act}
        return {**told, "element": self.element, "item": self.item, "case": self.case}


def tell(connection: Connection, case_id: str, name: str, after: int) -> tuple[list[Event], int]:
    """The events of a case after record number `after`, and the number of its last record."""
    written = audit.read(connection, case_id, after, most=100_000)
    return list(_events(written, name)), written[-1].seq if written else after


def _events(written: Iterable[Written], name: str) -> Iterable[Event]:
    for one in written:
        record = one.record
        act = _VERBS.get(Word(record.word))
        if act is not None and record.element:
            kind, to = str(record.details.get("kind") or ""), tuple(record.details.get("to") or ())
            yield Event(name, record.at, record.actor, act, record.element, record.item, kind, to)
