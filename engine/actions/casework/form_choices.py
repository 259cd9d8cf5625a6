"""Choices that forms ask for by name: units, experts and substitutes. Looked up only when a form asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from engine.actions.casework.work import CaseWork
from engine.people.participation import GRANT
from engine.storage import cases, people


class FormChoices(Mapping[str, Sequence[Any]]):
    """The lists a form may name in `valuesKey`, each read at first use."""

    def __init__(self, work: CaseWork) -> None:
        self._work = work
        self._lists: dict[str, Callable[[], Sequence[Any]]] = {
            "units": self._units,
            "experts": self._experts,
            "substitutes": self._people,
            "people": self._people,
            "items": self._items,
            "recipients": self._recipients,
            "deadlines": self._deadlines,
            "standing": self._standing,
            "elements": self._elements,
            "incidents": self._incidents,
        }

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self._lists[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    def _units(self) -> Sequence[Any]:
        return sorted(self._work.world.unit_kinds)

    def _experts(self) -> Sequence[Any]:
        return [row.id for row in people.experts(self._work.connection)]

    def _people(self) -> Sequence[Any]:
        return [row.id for row in people.search(self._work.connection, most=1000)]

    def _items(self) -> Sequence[Any]:
        """Participants, decisions and whatever else runs several times over in this case."""
        work = self._work
        found = {row.item for row in work.loaded.tasks.values()} | {one.item for one in work.ledger.deadlines}
        return sorted((found | {row.key for row in work.parts.rows if row.kind != GRANT}) - {""})

    def _recipients(self) -> Sequence[Any]:
        return [*self._units(), *(row.key for row in self._work.parts.rows if row.ended_at is None)]

    def _deadlines(self) -> Sequence[Any]:
        return sorted({one.name for one in self._work.ledger.deadlines})

    def _standing(self) -> Sequence[Any]:
        instance = self._work.loaded.instance
        return sorted({one.element for one in instance.positions()}) if instance else []

    def _elements(self) -> Sequence[Any]:
        return sorted(self._work.loaded.procedure.definition.elements)

    def _incidents(self) -> Sequence[Any]:
        return [str(row.id) for row in cases.open_incidents_of(self._work.connection, self._work.case.id)]
