"""Links into one case as the API shows and takes them."""

from __future__ import annotations

from webhooks.shapes.build import BOOL, DAY, INSTANT, many, maybe, text, thing

LINK_BODY = thing("GuestLinkBody", ("person", "until"), person=text(100, minLength=1), until=DAY)
LINK_BODY_EXAMPLE = {"person": "expert.law1", "until": "2026-12-11"}
END_BODY = thing("GuestLinkEnd", ("link",), link=text(100, minLength=1))
END_BODY_EXAMPLE = {"link": "6f1d0c0b8a9e4c2d9b7a6f1d0c0b8a9e"}
LINK = thing(
    "GuestLink",
    ("id", "person", "issued_at", "until", "counts"),
    id=text(),
    person=text(),
    name=text(),
    issued_at=INSTANT,
    until=DAY,
    opened_at=maybe(INSTANT),
    ended_at=maybe(INSTANT),
    counts=BOOL,
)
LINK_EXAMPLE = {
    "id": "6f1d0c0b8a9e4c2d9b7a6f1d0c0b8a9e",
    "person": "expert.law1",
    "name": "章法言（虚构）",
    "issued_at": "2026-11-25T02:00:00+00:00",
    "until": "2026-12-11",
    "opened_at": None,
    "ended_at": None,
    "counts": True,
}
LINKS = thing("GuestLinks", ("items",), items=many(LINK))
