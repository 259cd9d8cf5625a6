"""The security settings as the administrators read them; they are changed in their file, with a restart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.people.controls import CONTROLS, Control
from engine.people.rights import may


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting: what holds here, and whether that is weaker than usual."""

    control: Control
    value: Any
    is_weak: bool


def view_security(office: Office, actor: Actor) -> tuple[SettingLine, ...]:
    """Every setting in the order of the controls. Raises Forbidden."""
    may(actor, Act.VIEW_SECURITY).require()
    security = office.security
    return tuple(SettingLine(one, security.value(one), security.is_weak(one)) for one in CONTROLS)
