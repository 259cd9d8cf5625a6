"""The answer of the rights decision: yes, or no with the sentence that says why and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import Conflict, Forbidden, Kind, Refusal, Unknown

_REFUSALS: dict[Kind, type[Refusal]] = {
    Kind.FORBIDDEN: Forbidden,
    Kind.UNKNOWN: Unknown,
    Kind.CONFLICT: Conflict,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the act may be done; if not, of which kind the refusal is and its sentence.

    `on_behalf_of` names the person for whom a deputy acts, empty for an own right.
    """

    allowed: bool
    kind: Kind | None = None
    key: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    on_behalf_of: str = ""

    def require(self) -> Verdict:
        """Itself when allowed. Raises Forbidden, Unknown or Conflict otherwise."""
        if self.kind is None:
            return self
        raise _REFUSALS[self.kind](self.key, **self.params)


ALLOWED = Verdict(True)
#: the same answer as for a thing that does not exist, so that asking tells nothing
UNKNOWN = Verdict(False, Kind.UNKNOWN, "people.right.unknown")


def allowed_for(person: str) -> Verdict:
    """Allowed, on behalf of this person (empty: by an own right)."""
    return Verdict(True, on_behalf_of=person) if person else ALLOWED


def forbidden(reason: str, **params: Any) -> Verdict:
    """No: known, but not for this person. `reason` is the last part of the catalogue key."""
    return Verdict(False, Kind.FORBIDDEN, f"people.right.{reason}", params)


def conflict(reason: str, **params: Any) -> Verdict:
    """Not now: the thing is in another state."""
    return Verdict(False, Kind.CONFLICT, f"people.right.{reason}", params)
