"""Importing this module declares every page of this room."""

from __future__ import annotations

from webhooks.pages.door import acts, applications, live, records, suggestions, taking_in
from webhooks.pages.door import meetings as meeting_pages
from webhooks.pages.door.room import door, meetings

__all__ = ["acts", "applications", "door", "live", "meeting_pages", "meetings", "records", "suggestions", "taking_in"]
