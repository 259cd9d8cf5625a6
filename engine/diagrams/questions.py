"""The functions a diagram may call: each asks the world, the deadlines or the case itself, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine.clock import BEIJING, at_beijing, beijing_day, utc
from engine.deadlines.deadline import Deadline
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: W7: notices and rungs start with the working day
MORNING = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deadline an expression asked last, and how."""

    rule: str  #: `due`, `before_due` or `after_due`
    deadline: str
    item: str
    offset: int


class Questions:
    """The world functions as seen from one place of the case: its items, nearest first, "" last."""

    def __init__(self, host: Host, items: tuple[str, ...]) -> None:
        self._host = host
        self._items = items

    def functions(self) -> dict[str, Callable[..., Any]]:
        """By the names that the dialect promises."""
        return {
            "setting": self.setting,
            "fact": self.fact,
            "today": self.today,
            "acted_on": self.acted_on,
            "due": self.due,
            "before_due": self.before_due,
            "after_due": self.after_due,
            "working_days": self.working_days,
            "due_day": self.due_day,
            "lapsed": self.lapsed,
            "is_open": self.is_open,
            "passed": self.passed,
            "unit_kind": self.unit_kind,
        }

    def setting(self, name: str) -> Any:
        """A setting of the procedure as frozen into this case. Raises Incident for one that is not set."""
        return self._known(self._host.world.settings, "setting", name)

    def fact(self, name: str) -> Any:
        """A fact of this case, such as its number or the applicant's unit. Raises Incident for an unknown one."""
        return self._known(self._host.world.facts, "fact", name)

    def unit_kind(self, unit: str) -> Any:
        """`government`, `court`, `procuratorate`, `party`, `mass` … Raises Incident for an unknown unit."""
        return self._known(self._host.world.unit_kinds, "unit", unit)

    def today(self) -> str:
        """The Beijing day, ISO."""
        return self._host.world.today.isoformat()

    def acted_on(self) -> str:
        """The Beijing day on which the running act was truly done, ISO; today unless entered afterwards."""
        world = self._host.world
        return (world.acted_on or world.today).isoformat()

    def due(self, name: str) -> str | None:
        """00:00 Beijing time of the day after the due day; None while it is undetermined or suspended."""
        return _iso(self._host.world.ledger.due_instant(self._ask("due", name, 0)))

    def before_due(self, name: str, days: int) -> str | None:
        """09:00 Beijing time, that many working days before the due day."""
        return _iso(self._host.world.ledger.before_due(self._ask("before_due", name, days), days))

    def after_due(self, name: str, days: int) -> str | None:
        """09:00 Beijing time, that many working days after the due day."""
        return _iso(self._host.world.ledger.after_due(self._ask("after_due", name, days), days))

    def working_days(self, day: str | None, days: int) -> str | None:
        """09:00 Beijing time of the nth working day after this day; None where no calendar is published yet."""
        start = _day(day)
        reached = self._host.world.ledger.calendar.after(start, days) if start else None
        return _iso(at_beijing(reached, MORNING)) if reached else None

    def due_day(self, name: str) -> str | None:
        """The due day, ISO; None while it is undetermined or no such clock was opened."""
        deadline = self._find(name)
        return deadline.due.isoformat() if deadline and deadline.due else None

    def lapsed(self, name: str) -> bool:
        """Whether the due day has ended. False while it is undetermined or no such clock was opened."""
        deadline = self._find(name)
        return bool(deadline and deadline.has_passed(utc(self._host.world.now)))

    def is_open(self, element: str) -> bool:
        """Whether this element is in progress in the same item or outside any."""
        return self._host.is_open(element, self._items)

    def passed(self, element: str) -> bool:
        """Whether this event or activity was passed in the same item or outside any."""
        return self._host.was_passed(element, self._items)

    def _find(self, name: str) -> Deadline | None:
        return self._host.world.ledger.find(name, self._items)

    def _ask(self, rule: str, name: str, offset: int) -> Deadline:
        deadline = self._find(name)
        if deadline is None:
            raise Incident("running.incident.no_deadline", deadline=name, item=self._items[0])
        self._host.asked = Asked(rule, name, deadline.item, offset)
        return deadline

    @staticmethod
    def _known(names: Any, kind: str, name: str) -> Any:
        if name not in names:
            raise Incident("running.incident.not_known", kind=kind, name=name)
        return names[name]


def _iso(instant: datetime | None) -> str | None:
    return instant.astimezone(BEIJING).isoformat() if instant else None


def _day(text: str | None) -> date | None:
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == len("2026-11-23") else beijing_day(datetime.fromisoformat(text))
