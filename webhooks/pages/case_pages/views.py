"""All views of this room, imported so that each is registered at the blueprint."""

from __future__ import annotations

from webhooks.pages.case_pages import diagram, listing, log, real_data, risk, tabs
from webhooks.pages.case_pages.blueprint import case_pages

VIEWS = (diagram, listing, log, real_data, risk, tabs)

__all__ = ["VIEWS", "case_pages"]
