"""The controls of 等保 level 3 that have a setting: its range, its usual value, and the code that enforces it.

One table for the reader of the settings, for the page that shows them, and for the test that each is enforced.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from engine.people.roles import is_role_word

AUTHENTICATION = "authentication"  #: 身份鉴别
ACCESS = "access"  #: 访问控制
UPWARDS, DOWNWARDS = 1, -1


@dataclass(frozen=True, slots=True)
class Control:
    """One setting `part.name`. Its words are `identity.control.<part>.<name>`, how `enforced` does it
    `identity.enforced.<part>.<name>`.

    `stricter` tells in which direction a number grows stricter; for roles, more of them are stricter.
    """

    part: str
    name: str
    control: str
    usual: Any
    least: int = 0
    most: int = 0
    stricter: int = DOWNWARDS
    enforced: str = ""

    @property
    def path(self) -> str:
        return f"{self.part}.{self.name}"

    @property
    def is_number(self) -> bool:
        return isinstance(self.usual, int)

    def problem(self, value: Any) -> str | None:
        """The key of what is wrong with a value of the file; None where it can be taken."""
        if self.is_number:
            if isinstance(value, bool) or not isinstance(value, int):
                return "identity.security.number"
            return None if self.least <= value <= self.most else "identity.security.range"
        is_list = isinstance(value, list) and all(isinstance(one, str) and is_role_word(one) for one in value)
        return None if is_list else "identity.security.roles"

    def taken(self, value: Any) -> Any:
        """The value as the settings hold it."""
        return value if self.is_number else frozenset(value)

    def is_weaker(self, value: Any) -> bool:
        """Whether a value is weaker than the usual one."""
        if not self.is_number:
            return not frozenset(self.usual) <= frozenset(value if isinstance(value, Collection) else ())
        if self.path == "session.at_once" and value == 0:
            return True  # any number of sessions
        return bool(value < self.usual if self.stricter == UPWARDS else value > self.usual)


_ROLES = frozenset({"sysadmin", "secadmin", "auditor", "director"})

_SIGN_IN = "engine.actions.signing_in.sign_in:sign_in"
_SET = "engine.actions.signing_in.set_password:set_password"
_FIND = "engine.actions.signing_in.sessions:find_session"
_GUEST_LINK = "engine.actions.guests.issue_guest_link:issue_guest_link"
_LOGIN = "engine.actions.signing_in.check_password:check_password"

CONTROLS: tuple[Control, ...] = (
    Control("password", "shortest", AUTHENTICATION, 8, 8, 64, UPWARDS, "engine.people.passwords:PasswordPolicy.check"),
    Control("password", "classes", AUTHENTICATION, 3, 1, 4, UPWARDS, "engine.people.passwords:PasswordPolicy.check"),
    Control("password", "oldest_days", AUTHENTICATION, 90, 1, 365, enforced=_SIGN_IN),
    Control(
        "password",
        "remembered",
        AUTHENTICATION,
        5,
        0,
        24,
        UPWARDS,
        _SET,
    ),
    Control("password", "initial_hours", AUTHENTICATION, 72, 1, 720, enforced=_SIGN_IN),
    Control("password", "failures", AUTHENTICATION, 5, 3, 10, enforced=_LOGIN),
    Control("password", "lock_minutes", AUTHENTICATION, 15, 5, 1440, UPWARDS, _LOGIN),
    Control("address", "failures", AUTHENTICATION, 30, 5, 1000, enforced=_LOGIN),
    Control("address", "minutes", AUTHENTICATION, 15, 1, 1440, UPWARDS, _LOGIN),
    Control("session", "idle_minutes", AUTHENTICATION, 20, 2, 60, enforced=_FIND),
    Control("session", "warning_minutes", AUTHENTICATION, 2, 1, 10, UPWARDS, "webhooks.pages.identity.session:state"),
    Control(
        "session",
        "longest_hours",
        AUTHENTICATION,
        12,
        1,
        24,
        enforced=_FIND,
    ),
    Control("session", "at_once", ACCESS, 1, 0, 10, enforced=_SIGN_IN),
    Control("second_factor", "roles", AUTHENTICATION, _ROLES, enforced=_SIGN_IN),
    Control(
        "second_factor",
        "recovery_codes",
        AUTHENTICATION,
        8,
        1,
        20,
        enforced="engine.actions.signing_in.second_factor:confirm_factor",
    ),
    Control("guest", "tries", ACCESS, 5, 1, 10, enforced="engine.actions.guests.enter_as_guest:enter_as_guest"),
    Control("guest", "longest_days", ACCESS, 30, 1, 180, enforced=_GUEST_LINK),
    Control("guest", "session_hours", ACCESS, 8, 1, 24, enforced=_FIND),
)
