"""What a right is asked about, as small values that the storage fills cheaply.

Parts, recusals and tasks need only be filled as far as they concern the actor; the rights filter again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.cases.states import CaseState, read_state
from engine.people.participation import Participation


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case. `state` is the word of its state; `today` the Beijing day by which grants run out."""

    id: str
    number: str = ""
    state: str = ""
    ended: bool = False
    applicant_unit: str = ""
    opened_by: str = ""
    officer: str = ""
    office_unit: str = "province_office"
    leading_group_unit: str = "leading_group"
    lead_units: frozenset[str] = frozenset()
    support_units: frozenset[str] = frozenset()
    parts: tuple[Participation, ...] = ()
    recused: frozenset[str] = frozenset()
    has_task: bool = False
    danger_open: bool = False
    today: date | None = None

    @property
    def known_state(self) -> CaseState | None:
        """The state among ours; None in another procedure."""
        return read_state(self.state)


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One task of a case.

    `separated` are the persons who did what must not be done by the same hand; `barred_units` are the units that may
    not do it at all, because it decides on their own application or item; `item_lead` leads the item it belongs to.
    """

    case: CaseFacts
    id: str
    element: str = ""
    item: str = ""
    groups: frozenset[str] = frozenset()
    act: str = ""
    done: bool = False
    done_by: str = ""
    done_by_name: str = ""
    done_at: str = ""
    claimed_by: str = ""
    claimed_by_name: str = ""
    claimed_at: str = ""
    separated: frozenset[str] = frozenset()
    barred_units: frozenset[str] = frozenset()
    item_lead: str = ""


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """A message that a case may wait for; `groups` are its senders as drawn, empty when the verb itself says who."""

    case: CaseFacts
    name: str
    item: str = ""
    groups: frozenset[str] = frozenset()
    barred_units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """One submitted form of a case: by which unit and which person."""

    case: CaseFacts
    unit: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class StartFacts:
    """The start of a procedure: who may open a case by it."""

    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person whom an act of administration is about."""

    id: str


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A diagram that waits for publication; nobody publishes what they had a hand in."""

    drawn_by: str = ""
    redrawn_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MigrationFacts:
    """A migration of running cases; nobody carries out what they planned."""

    planned_by: str = ""


Subject = (
    CaseFacts | TaskFacts | MessageFacts | ContentFacts | StartFacts | PersonFacts | DraftFacts | MigrationFacts | None
)
