"""The rooms of signing in and of administration, for the registry of pages."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from webhooks.pages.identity.doors import doors
from webhooks.pages.identity.first_hour import first_hour
from webhooks.pages.identity.profile import profile
from webhooks.pages.identity.session import session

DOORS: Final[tuple[Blueprint, ...]] = (doors, session, profile, first_hour)
