"""The room of papers with every page registered: importing a page's module declares it."""

from __future__ import annotations

from webhooks.pages.papers import archive, of_case, one, registers, templates
from webhooks.pages.papers.room import papers

PAGES = (archive, of_case, one, registers, templates)

__all__ = ["PAGES", "papers"]
