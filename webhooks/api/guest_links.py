"""Links into one case for an expert: issued with a code told by another channel, listed, withdrawn."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from flask import Blueprint

from engine.actions.guests.guest_view import view_guests
from engine.actions.guests.issue_guest_link import issue_guest_link, revoke_guest_link
from webhooks.api.answers import done
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import guest_links as shapes
from webhooks.shapes.common import DONE, DONE_EXAMPLE

guest_links = Blueprint("guest_links", __name__)
ANSWERS = {"answer": DONE, "answer_example": DONE_EXAMPLE, "versioned": True, "tag": "cases"}


@operation(
    guest_links,
    "GET",
    "/cases/<case>/guest-links",
    answer=shapes.LINKS,
    answer_example={"items": [shapes.LINK_EXAMPLE]},
    tag="cases",
)
def list_links(call: Call, case: str) -> Reply:
    """The links into a case, newest first."""
    return Reply({"items": [asdict(link) for link in view_guests(call.office, call.actor, case).links]})


@operation(
    guest_links,
    "POST",
    "/cases/<case>/guest-links",
    status=201,
    body=shapes.LINK_BODY,
    body_example=shapes.LINK_BODY_EXAMPLE,
    **ANSWERS,
)
def issue_link(call: Call, case: str) -> Reply:
    """A link for an expert of the case: `details` hold its token and code, shown this once."""
    until = date.fromisoformat(call.body["until"])
    return done(issue_guest_link(call.office, call.actor, case, call.body["person"], until))


@operation(
    guest_links,
    "POST",
    "/cases/<case>/guest-links/ended",
    body=shapes.END_BODY,
    body_example=shapes.END_BODY_EXAMPLE,
    **ANSWERS,
)
def revoke_link(call: Call, case: str) -> Reply:
    """Withdraw a link; whoever came by it is out at once."""
    return done(revoke_guest_link(call.office, call.actor, case, call.body["link"]))
