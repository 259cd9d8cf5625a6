"""Who and what a diagram may speak of while it is explored: units of every kind it asks for, facts, settings, days.

All invented. The day is fixed: what depends on days is asked of symbolic clocks or compared with the few days below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import orjson
import yaml

from engine.calendar_files import shipped_tables
from engine.clock import at_beijing
from engine.deadlines.working_days import WorkingDays
from engine.diagrams.bundle import Bundle
from engine.diagrams.dated_settings import settings_on
from engine.diagrams.world import World
from engine.people.subjects import CaseFacts
from engine.people.units import UnitKind
from engine.proofs.clocks import AHEAD, Clocks, SymbolicClock
from engine.proofs.drawing import Drawing
from engine.proofs.wanting import literals_in

TODAY: Final = date(2022, 3, 28)
NOW: Final = at_beijing(TODAY, 10)
#: today, the day every clock is due, and a working day long after it
DAYS: Final = (TODAY, TODAY + AHEAD, TODAY + timedelta(days=400))
APPLICANT: Final = "applicant_body"
PERSONS: Final = ("first_person", "second_person")
SETTINGS_FILE = "settings.yaml"


@dataclass(frozen=True)
class Cast:
    """The world of every explored moment. `units` are the bodies that a form may choose, by key, with their kind."""

    facts: Mapping[str, Any]
    settings: Mapping[str, Any]
    units: Mapping[str, str]
    calendar: WorkingDays

    @classmethod
    def of(cls, drawing: Drawing) -> Cast:
        """The cast this drawing asks for."""
        bodies = CaseFacts(id="")
        facts: dict[str, Any] = {name: name for name in _asked(drawing, "fact")}
        facts |= {
            "number": "explored",
            "applicant_unit": APPLICANT,
            "applicant_class": "",
            "office_unit": bodies.office_unit,
            "leading_group_unit": bodies.leading_group_unit,
        }
        kinds = {str(UnitKind.GOVERNMENT), *_kinds(drawing)}
        units = {f"{kind}_body": kind for kind in sorted(kinds)} | {bodies.office_unit: str(UnitKind.GOVERNMENT)}
        return cls(facts, read_settings(drawing.bundle), units | {APPLICANT: str(UnitKind.GOVERNMENT)}, calendar())

    def world(self, clocks: Sequence[SymbolicClock]) -> World:
        """The world of one moment, with clocks of its own."""
        ledger: Any = Clocks(clocks, self.calendar, NOW)
        return World(NOW, ledger, self.settings, self.facts, self.units, "prover")

    def options(self, name: str) -> list[str]:
        """What a form may choose from where its choices are handed in."""
        chosen = [unit for unit in self.units if unit != APPLICANT]
        return chosen if "unit" in name else list(PERSONS)

    def constant(self, kind: str, name: str) -> Any:
        """The value of a fact or a setting."""
        return (self.facts if kind == "fact" else self.settings).get(name)


def read_settings(bundle: Bundle) -> dict[str, Any]:
    """The latest value of each setting; none where the file cannot be read, which the check tells."""
    try:
        said = yaml.safe_load(bundle.files.get(SETTINGS_FILE, b"{}"))
        plain: Any = orjson.loads(orjson.dumps(said))
        return settings_on(plain, date.max) if isinstance(plain, dict) else {}
    except (yaml.YAMLError, TypeError, KeyError, orjson.JSONEncodeError):
        return {}


@cache
def calendar() -> WorkingDays:
    """The shipped calendar, read once."""
    return WorkingDays.from_tables(shipped_tables())


def _asked(drawing: Drawing, function: str) -> Iterator[str]:
    for code in drawing.context.code:
        yield from (str(call.literal) for call in code.calls if call.name == function and call.literal is not None)


def _kinds(drawing: Drawing) -> set[str]:
    """One kind of unit for each group of kinds that the drawing treats alike: the first one it names of each group."""
    known = {str(kind) for kind in UnitKind}
    trees = [[one for tree in code.trees for one in literals_in(tree)] for code in drawing.context.code]
    named = [[one for one in found if isinstance(one, str) and one in known] for found in trees]
    return {found[0] for found in named if found}
