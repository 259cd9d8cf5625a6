"""One case in one page, and the list of cases: each tab an address of its own, each view one read."""

from __future__ import annotations

from webhooks.pages.case_pages import diagram, listing, log, real_data, risk, tabs  # noqa: F401 — they register views
from webhooks.pages.case_pages.blueprint import case_pages

__all__ = ["case_pages"]
