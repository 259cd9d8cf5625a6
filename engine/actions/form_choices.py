"""Choices that forms ask for by name: units, experts and substitutes. Looked up only when a form asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from engine.actions.work import CaseWork
from engine.storage import people


class FormChoices(Mapping[str, Sequence[Any]]):
    """The lists a form may name in `valuesKey`, each read at first use."""

    def __init__(self, work: CaseWork) -> None:
        self._work = work
        self._lists: dict[str, Callable[[], Sequence[Any]]] = {
            "units": self._units,
            "experts": self._experts,
            "substitutes": self._substitutes,
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

    def _substitutes(self) -> Sequence[Any]:
        return [row.id for row in people.search(self._work.connection, most=1000)]
