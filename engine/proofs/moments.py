"""One moment of an explored case: its tokens and clocks, and the values by which it is told from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.diagrams.external import ExternalTask
from engine.diagrams.instance import Instance
from engine.diagrams.messages import WaitingMessage
from engine.diagrams.standing import Path, Standing, keep, left_behind, memory, release, standings
from engine.diagrams.timers import WaitingTimer
from engine.diagrams.views import OpenTask
from engine.proofs.cast import Cast
from engine.proofs.clocks import FRESH, SymbolicClock
from engine.proofs.drawing import Drawing
from engine.proofs.futures import Futures, Wants
from engine.proofs.uses import COUNTED, OWN, answers

#: what a clause of the duties remembers of the past: its mark and the item it was made in
Marks = frozenset[tuple[str, str]]


@dataclass(eq=False)
class Moment:
    """A case at rest. `marks` are what the duties must remember of how it came here.

    What is asked of the running case is asked when it is first needed: most moments turn out to be known.
    """

    instance: Instance | None
    clocks: tuple[SymbolicClock, ...]
    standings: list[Standing]
    passed: Mapping[str, tuple[str, ...]]
    behind: list[tuple[Path, str, Mapping[str, Any]]]
    ended: bool
    outcome: str | None
    marks: Marks = frozenset()
    key: Any = None
    names: dict[str, str] = field(default_factory=dict)  #: the neutral name of each item in `key`
    told: dict[str, tuple[Any, ...]] = field(default_factory=dict)  #: what each token answers, once it was asked

    @cached_property
    def state(self) -> dict[str, Any]:
        """The case as it is read back."""
        return keep(self.running)

    @cached_property
    def tasks(self) -> list[OpenTask]:
        """What people may complete."""
        return [] if self.ended else self.running.open_tasks()

    @cached_property
    def messages(self) -> list[WaitingMessage]:
        """What may be sent."""
        return [] if self.ended else self.running.waiting_messages()

    @cached_property
    def timers(self) -> list[WaitingTimer]:
        """What waits for time."""
        return [] if self.ended else self.running.waiting_timers()

    @cached_property
    def externals(self) -> list[ExternalTask]:
        """What waits for a worker."""
        return [] if self.ended else self.running.external_tasks()

    def clock(self, name: str, item: str) -> SymbolicClock | None:
        """The clock of this name and item."""
        return next((clock for clock in self.clocks if clock.key == (name, item)), None)

    def inside(self, path: Path) -> list[Standing]:
        """The tokens inside these activities."""
        return [one for one in self.standings if one.path[: len(path)] == path]

    def let_go(self) -> None:
        """Keep the case as it is read back."""
        if self.instance is not None and not self.ended:
            _ = self.state, self.tasks, self.messages, self.timers, self.externals
        self.forget()

    def forget(self) -> None:
        """Keep what was asked, not the running case."""
        if self.instance is not None:
            release(self.instance)
            self.instance = None

    @property
    def running(self) -> Instance:
        """The running case, read back where it was let go. For reading only."""
        if self.instance is None:
            raise LookupError
        return self.instance


def look(instance: Instance, ledger: Any, outcome: str | None, marks: Marks) -> Moment:
    """The moment at which this instance stands; it must not be moved any more."""
    ended = instance.is_completed
    return Moment(
        instance=instance,
        clocks=ledger.frozen(),
        standings=[] if ended else standings(instance),
        passed={element: tuple(items) for element, items in memory(instance).items()},
        behind=list(left_behind(instance)),
        ended=ended,
        outcome=outcome,
        marks=marks,
    )


class Telling:
    """Tells moments apart: two with the same key have the same future as far as anybody asks."""

    def __init__(self, drawing: Drawing, futures: Futures, cast: Cast, watched: Iterable[str] = ()) -> None:
        self._drawing, self._futures, self._cast = drawing, futures, cast
        self._wanted: dict[tuple[str | None, str, str, bool], Wants | None] = {}
        self._own: dict[Any, str] = {}
        self._neutrally: dict[Any, Any] = {}
        calls = [call for code in drawing.context.code for call in code.calls if call.literal is not None]
        self.asked_passed = {str(call.literal) for call in calls if call.name == "passed"} | set(watched)
        self.asked_lapsed = {str(call.literal) for call in calls if call.name == "lapsed"}

    def key(self, moment: Moment, path: Path = (), member_class: Callable[[Path], Any] | None = None) -> Any:
        """What distinguishes this moment, or only what lies inside `path`; fills `moment.names`.

        `member_class` gives, for a member whose inside is summed up, the class that stands for it; else None.
        """
        rows: list[tuple[Any, ...]] = []
        summed: dict[Path, Any] = {}
        for one in moment.inside(path):
            found = self._summed(one.path, path, member_class, summed)
            if not found:
                rows.append(self._row(moment, one))
        rows += [("class", held, "", "", held_path, ()) for held_path, held in summed.items()]
        rows += self._of_clocks(moment, path) + self._of_past(moment, path)
        names = self._neutral(rows)
        moment.names = names
        here = tuple(names.items())
        return frozenset(_counted(self._renamed(row, here) for row in rows))

    def rows(self, moment: Moment, path: Path) -> frozenset[Any]:
        """What stands inside `path`, without clocks and with the items as they are called."""
        return frozenset([*(self._row(moment, one) for one in moment.inside(path)), *self._of_past(moment, path)])

    def _summed(
        self, path: Path, above: Path, member_class: Callable[[Path], Any] | None, summed: dict[Path, Any]
    ) -> bool:
        if member_class is None:
            return False
        for length in range(len(above) + 1, len(path) + 1):
            if path[length - 1][1]:
                member = path[:length]
                held = summed.get(member) or member_class(member)
                if held is not None:
                    summed[member] = held
                    return True
        return False

    def _row(self, moment: Moment, one: Standing) -> tuple[Any, ...]:
        known = moment.told.get(one.id)
        if known is None:
            came_from = one.came_from if one.state == "joining" else ""
            found = self._answers(self._wants(one), one.data)
            waiting = (found, _frozen(one.to_come)) if one.to_come else found
            known = moment.told[one.id] = (one.place, one.state, one.process, came_from, one.path, waiting)
        return known

    def _neutral(self, rows: list[tuple[Any, ...]]) -> dict[str, str]:
        """Names for the items by what stands in them, so which of two equal members is which makes no difference."""
        own: dict[str, list[str]] = {}
        for row in rows:
            for _, item in row[4]:
                if item:
                    own.setdefault(item, []).append(self._as_own(row, item))
        ordered = sorted(own, key=lambda item: (sorted(own[item]), item))
        return {item: f"#{position}" for position, item in enumerate(ordered)}

    def _as_own(self, row: tuple[Any, ...], item: str) -> str:
        known = self._own.get((row, item))
        if known is None:
            known = self._own[row, item] = repr(_renamed(row, {item: OWN}))
        return known

    def _renamed(self, row: tuple[Any, ...], names: tuple[tuple[str, str], ...]) -> Any:
        known = self._neutrally.get((row, names))
        if known is None:
            known = self._neutrally[row, names] = _renamed(row, dict(names))
        return known

    def _wants(self, one: Standing) -> Wants | None:
        is_member = bool(one.path and one.path[-1][0] == one.place)
        asked = (one.element, one.state, one.process, is_member)
        if asked not in self._wanted:
            self._wanted[asked] = self._wants_of(one, is_member=is_member)
        return self._wanted[asked]

    def _wants_of(self, one: Standing, *, is_member: bool) -> Wants | None:
        if one.state == "joining" and one.element is None:
            return self._futures.at_end(one.process)
        if one.element is None:
            return frozenset()
        if one.state == "running":
            return self._futures.inside(one.element, is_member=is_member)
        return self._futures.at(one.element)

    def _answers(self, wants: Wants | None, data: Mapping[str, Any]) -> Any:
        if wants is None:
            return _frozen(dict(data))
        return answers(wants, data, self._cast.constant, self._plain) if wants else ()

    def _plain(self, path: tuple[str, ...], value: Any) -> Any:
        if path[0] in self._drawing.lowest and isinstance(value, int):
            return min(value, COUNTED)
        return _frozen(value)

    def _of_clocks(self, moment: Moment, path: Path) -> list[tuple[Any, ...]]:
        item = next((held for _, held in reversed(path) if held), None)
        return [
            ("clock", clock.name, clock.reached if clock.reached != FRESH else "", "", (("", clock.item),), ())
            for clock in moment.clocks
            if clock.is_open and (item is None or clock.item == item)
        ]

    def _of_past(self, moment: Moment, path: Path) -> list[tuple[Any, ...]]:
        here = {item for one in moment.inside(path) for _, item in one.path} | ({""} if not path else set())
        rows: list[tuple[Any, ...]] = [
            ("passed", element, "", "", (("", item),), ())
            for element in sorted(self.asked_passed)
            for item in moment.passed.get(element, ())
            if item in here
        ]
        rows += [("mark", mark, "", "", (("", item),), ()) for mark, item in sorted(moment.marks) if item in here]
        for where, process, data in moment.behind:
            found = self._answers(self._futures.at_end(process), data)
            if found and where[: len(path)] == path:
                rows.append(("behind", process, "", "", where, found))
        return rows


def _counted(rows: Iterable[tuple[Any, ...]]) -> Iterable[Any]:
    """Equal tokens are counted, except branches that have ended: one of those is as good as many."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        seen[row] = 1 if str(row[0]).endswith(".EndJoin") else seen.get(row, 0) + 1
    return seen.items()


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    return tuple(_renamed(one, names) for one in value) if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), _frozen(one)) for key, one in value.items()))
    if isinstance(value, list | tuple):
        return tuple(_frozen(one) for one in value)
    return (type(value).__name__, value) if isinstance(value, bool | int | float) else value
