"""Having a part in one case: the only way in which units and experts come to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.people.actor import Actor
from engine.people.roles import Role

UNIT = "unit"
EXPERT = "expert"
GRANT = "grant"  #: leave to read the real data, given to a person until a day


@dataclass(frozen=True, slots=True)
class Participation:
    """One part in a case. `key` is the element of the round (p01); a unit's part is held by its liaisons.

    `until` is the last day of a grant. `recused` stays known as a part, but holds no task any more.
    """

    key: str
    kind: str
    unit: str = ""
    person: str = ""
    excused: bool = False
    recused: bool = False
    until: date | None = None

    @property
    def group(self) -> str:
        """The candidate group of this part."""
        return f"participant@{self.key}"

    @property
    def is_active(self) -> bool:
        return not (self.excused or self.recused)

    def held_by(self, actor: Actor) -> bool:
        """Whether the actor (or somebody the actor stands in for) holds this part."""
        if self.person:
            return self.person in actor.persons and (self.kind != EXPERT or self.person == actor.id)
        return bool(self.unit) and f"{Role.LIAISON}@{self.unit}" in actor.groups
