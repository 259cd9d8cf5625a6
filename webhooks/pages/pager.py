"""Going on in a list: addresses of its pages and the place in them, shown by `parts/pager.html`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from engine.errors import Invalid
from webhooks.pages.visits import Visit
from webhooks.paging import Part, cursor_of, key_of

#: the parameter of an address that says after which row to go on
AFTER: Final = "after"


def after(visit: Visit, *kinds: Part) -> tuple[Any, ...] | None:
    """The sort key to go on after. A cursor that is none of ours begins at the first page."""
    try:
        return key_of(visit.query.get(AFTER), *kinds)
    except Invalid:
        return None


def address(path: str, query: Mapping[str, str], key: Sequence[Any] | None = None) -> str:
    """A page of a list with these filters, going on after this row."""
    cursor = cursor_of(key)
    asked = {**query, **({AFTER: cursor} if cursor else {})}
    return f"{path}?{urlencode(asked)}" if asked else path


def paging(visit: Visit, path: str, query: Mapping[str, str], key: Sequence[Any] | None) -> dict[str, str]:
    """The addresses of the next page, and of the first where this is not it."""
    return {
        "next": address(path, query, key) if key else "",
        "first": address(path, query) if visit.query.get(AFTER) else "",
        "here": visit.address,
    }
