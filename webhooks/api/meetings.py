"""Meetings, and suggestions of member units that may become one."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint

from engine.actions.lists.house_lists import EnteredPage, list_meetings, list_suggestions, view_meeting
from engine.actions.meetings.answer_invitation import answer_invitation
from engine.actions.meetings.change_meeting import cancel_meeting, change_meeting
from engine.actions.meetings.invite_to_meeting import invite
from engine.actions.meetings.meeting_plans import MeetingPlan
from engine.actions.meetings.plan_meeting import plan_meeting
from engine.actions.meetings.refer_suggestion import refer_suggestion
from engine.actions.meetings.suggest import suggest
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_text, an_instant, cursor_of, key_of, limit_of
from webhooks.shapes import house as shapes
from webhooks.shapes.cases import PAGE_QUERY

meetings = Blueprint("meetings", __name__)
suggestions = Blueprint("suggestions", __name__)


@operation(
    meetings,
    "GET",
    "/meetings",
    query=PAGE_QUERY,
    answer=shapes.MEETINGS,
    answer_example={"items": [shapes.MEETING_EXAMPLE], "next": None},
)
def list_all_meetings(call: Call) -> Reply:
    """The meetings last entered."""
    return _page(list_meetings(call.office, call.actor, **_asked(call)))


@operation(meetings, "GET", "/meetings/<meeting>", answer=shapes.MEETING, answer_example=shapes.MEETING_EXAMPLE)
def show_meeting(call: Call, meeting: str) -> Reply:
    """One meeting with its cases and heads counted by unit and discipline."""
    return Reply(view_meeting(call.office, call.actor, meeting))


@operation(
    meetings,
    "POST",
    "/meetings",
    status=201,
    body=shapes.NEW_MEETING,
    body_example=shapes.NEW_MEETING_EXAMPLE,
    answer=shapes.CHANGED,
    answer_example={"meeting": "0d6c1b5f8a9e4c2d9b7a0d6c1b5f8a9e", "status": "planned"},
)
def plan_new_meeting(call: Call) -> Reply:
    """Plan a meeting for one or several cases, perhaps from a suggestion."""
    suggestion = call.body.get("suggestion", "")
    return Reply(plan_meeting(call.office, call.actor, _plan(call), suggestion=suggestion, once=call.once))


@operation(
    meetings,
    "POST",
    "/meetings/<meeting>/changes",
    body=shapes.NEW_MEETING,
    body_example=shapes.NEW_MEETING_EXAMPLE,
    answer=shapes.CHANGED,
    answer_example={"meeting": "0d6c1b5f8a9e4c2d9b7a0d6c1b5f8a9e", "status": "planned", "sequence": 1, "told": 9},
)
def change_one_meeting(call: Call, meeting: str) -> Reply:
    """Change a planned meeting; whoever was invited is told."""
    return Reply(change_meeting(call.office, call.actor, meeting, _plan(call), once=call.once))


@operation(
    meetings,
    "POST",
    "/meetings/<meeting>/cancellation",
    body=shapes.CANCELLATION,
    body_example=shapes.CANCELLATION_EXAMPLE,
    answer=shapes.CHANGED,
    answer_example={"meeting": "0d6c1b5f8a9e4c2d9b7a0d6c1b5f8a9e", "status": "cancelled", "told": 9},
)
def cancel_one_meeting(call: Call, meeting: str) -> Reply:
    """Call a planned meeting off."""
    return Reply(cancel_meeting(call.office, call.actor, meeting, call.body["reason"], once=call.once))


@operation(
    meetings,
    "POST",
    "/meetings/<meeting>/invitations",
    answer=shapes.CHANGED,
    answer_example={"meeting": "0d6c1b5f8a9e4c2d9b7a0d6c1b5f8a9e", "status": "planned", "told": 9},
)
def invite_to_one_meeting(call: Call, meeting: str) -> Reply:
    """Invite everybody with a part in the meeting's cases."""
    return Reply(invite(call.office, call.actor, meeting, once=call.once))


@operation(
    meetings,
    "POST",
    "/meetings/<meeting>/reply",
    body=shapes.REPLY,
    body_example=shapes.REPLY_EXAMPLE,
    answer=shapes.CHANGED,
    answer_example={"meeting": "0d6c1b5f8a9e4c2d9b7a0d6c1b5f8a9e", "reply": "attending"},
)
def reply_to_meeting(call: Call, meeting: str) -> Reply:
    """Answer an invitation."""
    return Reply(answer_invitation(call.office, call.actor, meeting, call.body, once=call.once))


def _plan(call: Call) -> MeetingPlan:
    given = {name: value for name, value in call.body.items() if name not in ("cases", "suggestion", "planned_on")}
    day = date.fromisoformat(call.body["planned_on"])
    return MeetingPlan(planned_on=day, case_ids=call.body.get("cases", ()), **given)


@operation(
    suggestions,
    "GET",
    "/suggestions",
    query=PAGE_QUERY,
    answer=shapes.SUGGESTIONS,
    answer_example={"items": [shapes.SUGGESTION_EXAMPLE], "next": None},
)
def list_all_suggestions(call: Call) -> Reply:
    """Suggestions, for a member unit its own."""
    return _page(list_suggestions(call.office, call.actor, **_asked(call)))


@operation(
    suggestions,
    "POST",
    "/suggestions",
    status=201,
    body=shapes.NEW_SUGGESTION,
    body_example=shapes.NEW_SUGGESTION_EXAMPLE,
    answer=shapes.CHANGED,
    answer_example={"suggestion": "77d1c0b8a9e4c2d9b7a77d1c0b8a9e40", "status": "open"},
)
def make_suggestion(call: Call) -> Reply:
    """Suggest a consultation."""
    return Reply(suggest(call.office, call.actor, call.body["topic"], call.body.get("text", ""), once=call.once))


@operation(
    suggestions,
    "POST",
    "/suggestions/<suggestion>/referral",
    body=shapes.REFERRAL,
    body_example=shapes.REFERRAL_EXAMPLE,
    answer=shapes.CHANGED,
    answer_example={"suggestion": "77d1c0b8a9e4c2d9b7a77d1c0b8a9e40", "status": "referred"},
)
def refer_one_suggestion(call: Call, suggestion: str) -> Reply:
    """Refer a suggestion to a city group."""
    return Reply(refer_suggestion(call.office, call.actor, suggestion, call.body["unit"], once=call.once))


def _asked(call: Call) -> dict[str, Any]:
    """Which page is asked for."""
    return {"after": key_of(call.query.get("cursor"), an_instant, a_text), "most": limit_of(call.query)}


def _page(found: EnteredPage) -> Reply:
    return Reply({"items": found.rows, "next": cursor_of(found.next)})
