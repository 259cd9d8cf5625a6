"""Importing this module declares every page of the room."""

from __future__ import annotations

from webhooks.pages.registers import books, progress
from webhooks.pages.registers.room import registers

PARTS = (books, progress)

__all__ = ["PARTS", "registers"]
