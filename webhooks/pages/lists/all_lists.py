"""Importing this module declares every page of these rooms on their one blueprint."""

from __future__ import annotations

from webhooks.pages.lists import desk, inbox, notices, reading, started, supervision
from webhooks.pages.lists.room import lists

ROOMS = (desk, inbox, notices, reading, started, supervision)

__all__ = ["ROOMS", "lists"]
