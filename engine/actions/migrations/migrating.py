"""What planning, carrying out and undoing a migration of cases share: the two versions, and the verdict on one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.actions.house.office import Office
from engine.actions.house.procedures import Procedure
from engine.actions.versions.version_list import known_version
from engine.clock import beijing_day
from engine.diagrams.bundle import Bundle
from engine.diagrams.dated_settings import settings_on
from engine.diagrams.elements import ElementInfo
from engine.diagrams.moving.comparing import Comparison
from engine.diagrams.moving.judging import Obstacle, judge
from engine.diagrams.moving.signatures import Side
from engine.errors import Conflict, Unknown
from engine.storage import definitions, moves
from engine.storage.cases import CaseRow
from engine.storage.database import Connection
from engine.storage.definitions import VersionRow
from engine.storage.moves import MoveRow
from engine.storage.tasks import TaskRow


@dataclass(frozen=True)
class Way:
    """From one version to another, both compiled."""

    old: VersionRow
    new: VersionRow
    comparison: Comparison
    old_procedure: Procedure
    new_procedure: Procedure

    def back(self) -> Way:
        """The same way in the other direction."""
        comparison = Comparison(self.comparison.new, self.comparison.old)
        return Way(self.new, self.old, comparison, self.new_procedure, self.old_procedure)

    def settings_for(self, row: CaseRow, today: date) -> dict[str, Any]:
        """Settings the new version has and the case lacks: as of the day it was opened, else as of today.

        What was frozen into the case stays as it was: no day of a case moves by migration.
        """
        opened = beijing_day(row.opened_at)
        known = {**settings_on(self.new.settings, today), **settings_on(self.new.settings, opened)}
        return {name: value for name, value in known.items() if name not in row.settings}


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """May this case move; why not, and what is worth knowing though it may."""

    obstacles: tuple[Obstacle, ...]
    notes: tuple[Obstacle, ...] = ()


def way_between(office: Office, connection: Connection, procedure: str, old: int, new: int) -> Way:
    """Raises Unknown for no such version, Conflict where one of them is not published or both are the same."""
    rows = [known_version(connection, procedure, number) for number in (old, new)]
    for row in rows:
        if row.published_at is None or row.ended_at is not None:
            raise Conflict("versions.not_published", procedure=procedure, version=row.version)
    if rows[0].digest == rows[1].digest:
        raise Conflict("versions.move.same", old=old, new=new)
    sides = [_side(office, connection, row) for row in rows]
    procedures = [office.procedures.get(connection, row.digest, row.process) for row in rows]
    return Way(rows[0], rows[1], Comparison(*sides), *procedures)


def _side(office: Office, connection: Connection, row: VersionRow) -> Side:
    definition = office.procedures.get(connection, row.digest, row.process).definition
    return Side(Bundle(definitions.bundle(connection, row.digest)), definition)


def known_move(connection: Connection, procedure: str, move: str) -> MoveRow:
    """This plan. Raises Unknown."""
    row = moves.get(connection, procedure, move)
    if row is None:
        raise Unknown("versions.move.unknown", procedure=procedure)
    return row


def verdict(way: Way, row: CaseRow, state: bytes | None, tasks: Mapping[str, TaskRow]) -> CaseVerdict:
    """The verdict on a case as it stands. Raises Incident for a state that cannot be read."""
    if row.halted or state is None:
        return CaseVerdict((Obstacle("halted"),))
    obstacles = tuple(judge(way.comparison, state))
    return CaseVerdict(obstacles, () if obstacles else tuple(_notes(way, row, tasks)))


def _notes(way: Way, row: CaseRow, tasks: Mapping[str, TaskRow]) -> list[Obstacle]:
    """What people will see change on open tasks, and the settings that stay as the case has them."""
    found = []
    new = way.new_procedure.definition.elements
    for task in tasks.values():
        words = tuple(look_changes(way, task))
        if words:
            found.append(Obstacle("task", task.element, new[task.element].name, words))
    theirs = settings_on(way.new.settings, beijing_day(row.opened_at))
    kept = tuple(sorted(name for name, value in theirs.items() if name in row.settings and row.settings[name] != value))
    return [*found, Obstacle("settings", words=kept)] if kept else found


def look_changes(way: Way, task: TaskRow) -> list[str]:
    """Which of its looks an open task changes by moving: name, lane, form, candidates, verb."""
    before, after = (one.definition.elements[task.element] for one in (way.old_procedure, way.new_procedure))
    words = [name for name in ("name", "lane", "form", "act") if getattr(before, name) != getattr(after, name)]
    return [*words, *(["candidates"] if _candidates(before) != _candidates(after) else [])]


def _candidates(info: ElementInfo) -> str | None:
    return info.groups.source if info.groups else None
