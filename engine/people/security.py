"""All settings of 等保 level 3 (GB/T 22239-2019, 安全计算环境) as one value, read from `processes/security.yaml`.

The standard names no numbers, so each has a usual value and the range that makes sense; what is weaker than usual is
not refused, because an installation may have its reasons, but it is shown in red.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import FieldError, Invalid
from engine.people.controls import CONTROLS, Control
from engine.people.passwords import PasswordPolicy
from engine.people.roles import ADMINISTRATORS, Role
from engine.people.sessions import SessionPolicy


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """How many failed logins one network address may bring within how many minutes."""

    failures: int = 30
    minutes: int = 15


@dataclass(frozen=True, slots=True)
class FactorPolicy:
    """Who must bring a second factor, and how many recovery codes there are."""

    roles: frozenset[str] = frozenset(ADMINISTRATORS | {Role.DIRECTOR})
    recovery_codes: int = 8


@dataclass(frozen=True, slots=True)
class GuestPolicy:
    """Links for one case: wrong codes they bear, days they live at most, hours a session of theirs lasts."""

    tries: int = 5
    longest_days: int = 30
    session_hours: int = 8


@dataclass(frozen=True, slots=True)
class Security:
    """The settings of one installation."""

    password: PasswordPolicy = field(default_factory=PasswordPolicy)
    address: AddressPolicy = field(default_factory=AddressPolicy)
    session: SessionPolicy = field(default_factory=SessionPolicy)
    second_factor: FactorPolicy = field(default_factory=FactorPolicy)
    guest: GuestPolicy = field(default_factory=GuestPolicy)

    def value(self, control: Control) -> Any:
        """What this installation sets for a control."""
        return getattr(getattr(self, control.part), control.name)

    def is_weak(self, control: Control) -> bool:
        """Whether the value is weaker than usual."""
        return control.is_weaker(self.value(control))


_PARTS = {
    "password": PasswordPolicy,
    "address": AddressPolicy,
    "session": SessionPolicy,
    "second_factor": FactorPolicy,
    "guest": GuestPolicy,
}


def read_security(document: Any) -> Security:
    """The settings in this document; what it does not name keeps its usual value.

    Raises Invalid naming each setting that is unknown, of another kind or out of its range.
    """
    errors: list[FieldError] = []
    known = {(one.part, one.name): one for one in CONTROLS}
    given: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
    for part, values in document.items() if isinstance(document, Mapping) else [("", None)]:
        if part not in _PARTS or not isinstance(values, Mapping):
            errors.append(FieldError(str(part), "identity.security.unknown"))
            continue
        for name, value in values.items():
            control = known.get((part, str(name)))
            problem = control.problem(value) if control else "identity.security.unknown"
            if control and problem is None:
                given[part][control.name] = control.taken(value)
            else:
                errors.append(FieldError(f"{part}.{name}", problem or "", _range(control)))
    if errors:
        raise Invalid("identity.security.refused", fields=errors)
    read = Security(**{part: kind(**given[part]) for part, kind in _PARTS.items()})
    if read.session.warning_minutes >= read.session.idle_minutes:
        late = FieldError("session.warning_minutes", "identity.security.warning_late")
        raise Invalid("identity.security.refused", fields=[late])
    return read


def _range(control: Control | None) -> dict[str, Any]:
    return {"least": control.least, "most": control.most} if control else {}
