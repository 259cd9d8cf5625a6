"""Where somebody wanted to go before signing in: a page of ours, never another site's."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

#: pages that one is not led back to: signing in would begin again
NEVER: Final = ("/login", "/logout", "/session", "/setup", "/guest", "/static", "/api")
LONGEST: Final = 500


def own_address(address: str) -> str:
    """The address, if it stands in this house; else the desk.

    A browser reads `//x` and `/\\x` as other hosts, and leaves out tabs and line ends; none of them comes from us.
    """
    if not address.startswith("/") or len(address) > LONGEST or not address.isprintable():
        return "/"
    if address[1:2] == "/" or "\\" in address:
        return "/"
    parts = urlsplit(address)
    return "/" if parts.scheme or parts.netloc else address


def own_page(address: str) -> str:
    """The same, if one may be led there after signing in."""
    own = own_address(address)
    return "/" if urlsplit(own).path.startswith(NEVER) else own


def with_next(path: str, address: str) -> str:
    """A step of signing in that remembers where one wanted to go."""
    wanted = own_page(address)
    return path if wanted == "/" else f"{path}?next={quote(wanted, safe='')}"
