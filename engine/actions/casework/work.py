"""What a verb is handed: one locked case with its diagram, its ledger and its record, at one instant, for one actor."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson

from engine.actions.house.loaded import Loaded, Parts, load_parts
from engine.actions.house.office import Office
from engine.cases.audit_words import Word
from engine.cases.events import event_of
from engine.clock import beijing_day
from engine.deadlines.ledger import Ledger
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.errors import Conflict, Incident
from engine.people.actor import SYSTEM_ID, Actor
from engine.people.subjects import CaseFacts
from engine.storage.cases import CaseRow
from engine.storage.chain import Record
from engine.storage.database import Connection
from engine.storage.externals import ExternalRow
from engine.storage.notices import NoticeRow
from engine.storage.outbox import OutgoingEvent
from engine.storage.submissions import FINAL, SubmissionRow
from engine.storage.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class PaperDue:
    """A paper that this act issues: its row in the register, whose unit wrote it, to whom it goes, what it is about."""

    row: dict[str, Any]
    unit: str = ""
    addressees: tuple[str, ...] = ()
    about: Mapping[str, Any] | None = None


@dataclass(slots=True)
class CaseWork:
    """One act on one case. Everything gathered here is written at the end, in the same transaction."""

    office: Office
    connection: Connection
    case: CaseRow
    loaded: Loaded
    world: World
    actor: Actor
    #: who acts at this moment: the system while time passes, then the actor
    acting: str = SYSTEM_ID
    records: list[Record] = field(default_factory=list)
    events: list[OutgoingEvent] = field(default_factory=list)
    notices: list[NoticeRow] = field(default_factory=list)
    submissions: list[SubmissionRow] = field(default_factory=list)
    #: papers this act issues; drawn at its end, when all they may say is known
    papers: list[PaperDue] = field(default_factory=list)
    #: external tasks that began to wait, and how those ended that wait no more
    externals: dict[str, ExternalRow] = field(default_factory=dict)
    externals_ended: dict[str, str] = field(default_factory=dict)
    #: columns of the case row that change
    changes: dict[str, Any] = field(default_factory=dict)
    #: tasks completed by the verb, with who did it; every other task that vanished was cancelled
    completed: dict[str, str] = field(default_factory=dict)
    #: how many of the ledger's pending events are on record already
    noted_deadlines: int = 0
    #: whether the diagram moved, so that its state must be written
    moved: bool = False
    #: what the rights know of the case, kept while it is only looked at and nothing of it can change
    looked_at: bool = False
    facts: CaseFacts | None = None
    #: the real instant while a past that ran on paper is entered; None in every other act
    entered_at: datetime | None = None

    @property
    def now(self) -> datetime:
        """The instant of this act in the life of the case."""
        return self.world.now

    @property
    def recorded_at(self) -> datetime:
        """Time of record: the real instant, also while the past is entered."""
        return self.entered_at or self.now

    @property
    def today(self) -> date:
        """The Beijing day of this act."""
        return beijing_day(self.world.now)

    @property
    def acted_on(self) -> date:
        """The day it was truly done: today, unless it is entered afterwards (补录)."""
        return self.world.acted_on or self.today

    @property
    def ledger(self) -> Ledger:
        """The case's deadlines. Changing one is enough: events, rows and timers follow."""
        return self.loaded.ledger

    @property
    def instance(self) -> Instance:
        """The running diagram. Raises Conflict once the case has ended."""
        if self.loaded.instance is None:
            raise Conflict("actions.case_ended", case=self.case.number)
        return self.loaded.instance

    @property
    def status(self) -> str:
        """The state of the case as it stands in this act."""
        return str(self.changes.get("status", self.case.status))

    @property
    def parts(self) -> Parts:
        """Who takes part; read when first asked and kept with the case."""
        if self.loaded.parts is None:
            self.loaded.parts = load_parts(self.connection, self.case.id)
        return self.loaded.parts

    def forget_parts(self) -> None:
        """To be called by whoever wrote participations or recusals: they are read anew when next asked."""
        self.loaded.parts = None

    def as_actor(self, actor: Actor) -> None:
        """From here on it is this person who acts, no longer the passing of time."""
        self.actor = actor
        self.acting = actor.id
        self.world.actor = actor.id

    def task(self, task_id: str) -> TaskRow | None:
        """The open task of this id as last stored; None if it is not open."""
        return self.loaded.tasks.get(task_id)

    def change(self, **columns: Any) -> None:
        """Write these columns of the case row at the end, such as `danger=True` or `officer=…`."""
        self.changes |= columns

    def record(self, word: Word, element: str = "", item: str = "", **details: Any) -> None:
        """Write this into the case's chain and, if the word leaves the house, into the outbox.

        Details are codes, days, counts and ids; never a person's data. The event carries none of them.
        """
        name = event_of(word) if self.entered_at is None or word is Word.CASE_TAKEN_IN else None
        event_id = f"evt_{uuid.uuid4().hex}" if name else None
        self.records.append(Record(self.recorded_at, self.acting, word.value, element, item, details, event_id))
        if name and event_id:
            body = {"case": self.case.id, "number": self.case.number, "element": element, "item": item}
            self.events.append(OutgoingEvent(event_id, self.case.id, name, self.recorded_at, body))

    def tell(self, element: str, item: str, name: str, values: Mapping[str, Any]) -> None:
        """Send an event that the drawing asked for; its values are routing data, which hold no person's data."""
        self.record(Word.EVENT_TOLD, element, item, name=name)
        if self.entered_at is None:
            self.events[-1].body.update(name=name, values=dict(values))

    def submit(
        self,
        content: Mapping[str, Any],
        *,
        element: str,
        item: str = "",
        task_id: str | None = None,
        form: str | None = None,
        kind: str = FINAL,
        written_by: str = "",
        corrects: str | None = None,
    ) -> str:
        """Seal this content with the case's key and keep it; gives the id of the submission."""
        row = SubmissionRow(
            id=uuid.uuid4().hex,
            case_id=self.case.id,
            task_id=task_id,
            element=element,
            item=item,
            form=form,
            kind=kind,
            content=b"",
            written_at=self.recorded_at,
            written_by=written_by or self.actor.id,
            entered_by=self.acting,
            true_day=self.world.acted_on,
            corrects=corrects,
        )
        self.submissions.append(self.sealed(row, content))
        return row.id

    def sealed(self, row: SubmissionRow, content: Mapping[str, Any]) -> SubmissionRow:
        """The row with this content, sealed. Raises Incident once the case's key was destroyed."""
        values = {name: getattr(row, name) for name in SubmissionRow.__slots__}
        values["content"] = self._cipher().seal(orjson.dumps(dict(content)), row.context)
        return SubmissionRow(**values)

    def opened(self, row: SubmissionRow) -> dict[str, Any]:
        """The content of a submission of this case. The caller has asked for the right and records the reading."""
        content: dict[str, Any] = orjson.loads(self._cipher().open(row.content, row.context))
        return content

    def seal(self, content: bytes, context: str) -> bytes:
        """These bytes, sealed with the case's key for this place. Raises Incident once the key was destroyed."""
        sealed: bytes = self._cipher().seal(content, context)
        return sealed

    def unseal(self, sealed: bytes, context: str) -> bytes:
        """What was sealed for this place. The caller has asked for the right and records the reading."""
        opened: bytes = self._cipher().open(sealed, context)
        return opened

    def _cipher(self) -> Any:
        if self.loaded.cipher is None:
            raise Incident("actions.key_destroyed", case=self.case.number)
        return self.loaded.cipher
