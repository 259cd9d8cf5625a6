"""The rooms of signing in and of administration, for the registry of pages."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from webhooks.pages.identity.admin_audit import admin_audit
from webhooks.pages.identity.admin_people import admin_people
from webhooks.pages.identity.admin_units import admin_units
from webhooks.pages.identity.by_service import by_service
from webhooks.pages.identity.doors import doors
from webhooks.pages.identity.first_hour import first_hour
from webhooks.pages.identity.guests import guests
from webhooks.pages.identity.leavers import leavers
from webhooks.pages.identity.profile import profile
from webhooks.pages.identity.session import session

DOORS: Final[tuple[Blueprint, ...]] = (
    doors,
    by_service,
    session,
    profile,
    first_hour,
    admin_people,
    admin_units,
    admin_audit,
    leavers,
    guests,
)
