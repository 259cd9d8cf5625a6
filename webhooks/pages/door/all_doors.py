"""Importing this module declares every page of this room."""

from __future__ import annotations

from webhooks.pages.door import acts
from webhooks.pages.door.room import door, meetings

__all__ = ["acts", "door", "meetings"]
