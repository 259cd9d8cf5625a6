"""Versions of cases and tasks as entity tags (RFC 9110): what the reader saw, and what a writer insists on."""

from __future__ import annotations

import re

from webhooks.problems import BadRequest

TAG = re.compile(r'(?:W/)?"(\d{1,18})"')


def tag_of(version: int) -> str:
    """The entity tag of this version."""
    return f'"{version}"'


def version_in(header: str | None) -> int | None:
    """The version an If-Match header insists on; None where it is absent or `*`. Raises BadRequest when it is no tag
    of ours.
    """
    if header is None or header.strip() == "*":
        return None
    found = TAG.fullmatch(header.strip())
    if not found:
        raise BadRequest("webhooks.if_match")
    return int(found.group(1))
