"""How somebody wants to be told by e-mail, kind by kind; the screen always tells.

It is the person's own matter and no act on a case: it leaves no record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.actions.house.office import Office
from engine.cases.notice_kinds import KINDS, PRESSING
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import notice_preferences
from engine.storage.notice_preferences import AT_ONCE, IN_DIGEST, MODES, PreferenceRow

#: an address that goes into a header as it is: no blanks, quotes, commas or brackets; RFC 5321 allows more than any has
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
#: the longest address (RFC 5321)
LONGEST = 254


@dataclass(frozen=True, slots=True)
class Chosen:
    """An address, whether the morning digest is wanted, and the mode of each kind that was chosen."""

    address: str = ""
    digest: bool = True
    kinds: Mapping[str, str] = field(default_factory=dict)

    def mode(self, kind: str) -> str:
        """How this kind goes out while there is an address."""
        return self.kinds.get(kind, AT_ONCE if kind in PRESSING else IN_DIGEST)


def of(office: Office, actor: Actor) -> Chosen:
    """What the actor chose, or how it is for whoever chose nothing."""
    with office.database.reading() as connection:
        row = notice_preferences.of_people(connection, [actor.id]).get(actor.id)
    return Chosen(row.address, row.digest, row.kinds) if row else Chosen()


def keep(office: Office, actor: Actor, chosen: Chosen) -> None:
    """Keep it. Raises Invalid for what is no address, or no mode of ours."""
    address = chosen.address.strip()
    if address and (len(address) > LONGEST or not _ADDRESS.fullmatch(address)):
        raise Invalid("notices.address", fields=[FieldError("address", "notices.address")])
    known = {kind: mode for kind, mode in chosen.kinds.items() if kind in KINDS}
    if any(mode not in MODES for mode in known.values()):
        raise Invalid("notices.mode", fields=[FieldError("kinds", "notices.mode")])
    row = PreferenceRow(actor.id, address, known, chosen.digest, office.clock.now())
    with office.database.writing() as connection:
        notice_preferences.keep(connection, row)
