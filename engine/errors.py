"""Every way in which the engine says no. A refusal has one form and a kind; its sentence comes from the catalogues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of refusal it is; the outermost room turns it into a status."""

    INVALID = "invalid"  #: what was handed in is wrong; each field is named
    FORBIDDEN = "forbidden"  #: known, but not for this person
    UNKNOWN = "unknown"  #: not there, or not yours to know
    CONFLICT = "conflict"  #: true a moment ago: done by someone else, another state, another version
    TOO_LARGE = "too_large"  #: over a stated limit
    UNAVAILABLE = "unavailable"  #: try again later; nothing happened
    INTERNAL = "internal"  #: our fault; nothing happened


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that must be mended: its path (`decisions.0.lead`), the catalogue key and its values."""

    path: str
    key: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Refusal(Exception):
    """The act was not done. `key` names the sentence in the catalogues, `params` fill it."""

    kind = Kind.INTERNAL

    def __init__(self, key: str, *, fields: Sequence[FieldError] = (), **params: Any) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params
        self.fields = tuple(fields)

    def __str__(self) -> str:
        return f"{self.key} {self.params}" if self.params else self.key


class Invalid(Refusal):
    """What was handed in cannot be taken as it is."""

    kind = Kind.INVALID


class Forbidden(Refusal):
    """This person may not do this now."""

    kind = Kind.FORBIDDEN


class Unknown(Refusal):
    """There is no such thing, or it is not this person's to know."""

    kind = Kind.UNKNOWN


class Conflict(Refusal):
    """The thing is no longer as the caller saw it."""

    kind = Kind.CONFLICT


class TooLarge(Refusal):
    """Over a limit that the sentence states."""

    kind = Kind.TOO_LARGE


class Unavailable(Refusal):
    """The database or another service does not answer; nothing happened."""

    kind = Kind.UNAVAILABLE


class Incident(Refusal):
    """The engine cannot go on with this case; nothing was lost, and a person must look."""

    kind = Kind.INTERNAL
