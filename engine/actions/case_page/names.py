"""What bodies, people, parts and decisions of one case are called, looked up in bulk for one page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from engine.actions.casework.paper_kinds import kinds_of
from engine.actions.casework.parts import EXPERT, LEAD, PARTICIPANTS
from engine.actions.casework.work import CaseWork
from engine.actions.tasks.shown_fields import Saying
from engine.people.actor import SYSTEM_ID
from engine.storage import people
from engine.storage.participations import ParticipationRow
from engine.storage.people import PersonRow
from engine.texts.catalogue import say

#: keys of decisions: their number, after that of their meeting from the second on
_DECISION: Final = re.compile(r"(?:m(\d+))?d(\d+)")


class Names:
    """The words of one page in one language. People are read once for all who are gathered."""

    def __init__(self, work: CaseWork, lang: str) -> None:
        self._work = work
        self.lang = lang
        self._people: dict[str, PersonRow] = {}
        self._units = work.office.reference(work.connection, work.case.reference).unit_names

    def gather(self, persons: Iterable[str | None]) -> None:
        """Read these people now, in one statement, so that asking for them costs nothing."""
        missing = {one for one in persons if one and one != SYSTEM_ID and one not in self._people}
        if missing:
            self._people |= people.some(self._work.connection, sorted(missing))

    def unit(self, key: str | None) -> str:
        """The short name a body bears today; the key where nobody bears it."""
        held = [name for name in self._units.get(key or "", ()) if name.from_on <= self._work.today]
        name = held[-1] if held else next(iter(self._units.get(key or "", ())), None)
        if name is None:
            return key or ""
        return name.short_names.get(self.lang) or name.names.get(self.lang) or name.names["zh"]

    def person(self, person: str | None) -> str:
        """The name of a person; the system is called so; an id that nobody bears is shown as it is."""
        if not person or person == SYSTEM_ID:
            return say("case_pages.system", self.lang) if person else ""
        self.gather([person])
        return self._people[person].name if person in self._people else person

    def unit_of(self, person: str | None) -> str:
        """The key of the body this person belongs to; empty for the system and for whoever belongs to none."""
        self.gather([person])
        row = self._people.get(person or "")
        return (row.unit or "") if row else ""

    def part(self, row: ParticipationRow) -> str:
        """Who holds a part: a unit by its name, an expert by name and discipline."""
        if row.kind == EXPERT and row.person:
            discipline = say(f"case_pages.discipline.{row.discipline}", self.lang) if row.discipline else ""
            return say("case_pages.expert", self.lang, name=self.person(row.person), discipline=discipline)
        return self.unit(row.unit) if row.unit else self.person(row.person)

    def item(self, key: str) -> str:
        """Which part or decision an item is; nothing outside any. A decision is told by its lead unit."""
        rows = [row for row in self._work.parts.rows if row.key == key]
        part = next((row for row in reversed(rows) if row.kind in PARTICIPANTS), None)
        if part is not None:
            return self.part(part)
        lead = next((row for row in reversed(rows) if row.kind == LEAD and row.unit), None)
        if lead is not None:
            return self._decision(key, self.unit(lead.unit))
        return self.unit(key)

    def _decision(self, key: str, unit: str) -> str:
        """A decision by its number, and by its meeting from the second on (`d2`, `m3d1`)."""
        found = _DECISION.fullmatch(key)
        if found is None:
            return f"{key} {unit}"
        meeting, number = found.groups()
        if meeting is None:
            return say("case_pages.decision_of", self.lang, number=int(number), unit=unit)
        return say("case_pages.decision_of_meeting", self.lang, meeting=int(meeting), number=int(number), unit=unit)

    def element(self, element: str) -> str:
        """What a diagram calls an element; nothing for what is no element of it."""
        info = self._work.loaded.procedure.definition.elements.get(element)
        return info.name if info else ""

    def decision(self, decision: str) -> str:
        """What a table is called in its drawing."""
        known = self._work.loaded.procedure.definition.decisions.decisions
        return next((one.name for one in known if one.id == decision and one.name), decision)

    def procedure(self, key: str) -> str:
        """What the procedure of this case is called."""
        return self._work.loaded.procedure.definition.name if key == self._work.case.procedure else key

    def deadline(self, name: str) -> str:
        """What a clock is called: after the step that declares it."""
        elements = self._work.loaded.procedure.definition.elements.values()
        declared = (info for info in elements if info.deadline is not None and info.deadline.name == name)
        step = next((info.name for info in sorted(declared, key=lambda info: info.order)), "")
        return say("case_pages.deadline_of", self.lang, step=step) if step else name

    def paper(self, kind: str) -> str:
        """What kind of paper it is, by the procedure's own papers."""
        known = kinds_of(self._work.case.procedure)
        return known[kind].title(self.lang) if kind in known else kind

    @property
    def saying(self) -> Saying:
        """For `shown_fields`: units and people of choices that a form is handed."""
        return Saying.in_language(self.lang, self._choice)

    def _choice(self, listed: str, value: str) -> str:
        return self.unit(value) if listed == "units" else self.person(value)
