"""What a password must be like (等保 level 3: complexity, change, failed-login limit). It is hashed where it is kept.

The standard names no numbers; these are the usual settings, and an installation may be stricter.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.errors import FieldError, Invalid
from engine.people.common_passwords import is_common

#: longer input is refused unread, because hashing it would cost the server
LONGEST = 128


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """Lengths in characters, ages in days and hours, the lock in minutes."""

    shortest: int = 8
    classes: int = 3
    oldest_days: int = 90
    #: how many earlier passwords may not come back, the present one among them
    remembered: int = 5
    #: how long a password that somebody else set may wait for its owner
    initial_hours: int = 72
    failures: int = 5
    lock_minutes: int = 15

    def check(self, password: str, login: str = "") -> None:
        """Raises Invalid naming the field `password` and all that is wrong with it."""
        errors = [FieldError("password", key, params) for key, params in self._problems(password, login)]
        if errors:
            raise Invalid("people.password.refused", fields=errors)

    def is_old(self, set_at: datetime, now: datetime) -> bool:
        """Whether it is time to change a password set at this instant."""
        return now - set_at > timedelta(days=self.oldest_days)

    def has_lapsed(self, set_at: datetime, now: datetime) -> bool:
        """Whether a password that its owner never made their own has waited too long."""
        return now - set_at > timedelta(hours=self.initial_hours)

    def locked_until(self, failures: int, last_failure: datetime) -> datetime | None:
        """Until when a login with that many failures in a row stays shut; None while it is open."""
        return last_failure + timedelta(minutes=self.lock_minutes) if failures >= self.failures else None

    def _problems(self, password: str, login: str) -> list[tuple[str, dict[str, int]]]:
        lower = password.lower()
        found: list[tuple[str, dict[str, int]]] = []
        if len(password) < self.shortest:
            found.append(("people.password.short", {"shortest": self.shortest}))
        if len(password) > LONGEST:
            found.append(("people.password.long", {"longest": LONGEST}))
            return found
        if len({_class(character) for character in password}) < self.classes:
            found.append(("people.password.simple", {"classes": self.classes}))
        if login and login.lower() in lower:
            found.append(("people.password.login", {}))
        if is_common(password):
            found.append(("people.password.common", {}))
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in password):
            found.append(("people.password.characters", {}))
        return found


def _class(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "lower" if character == character.lower() else "upper"
    return "sign"
