"""Meetings: the list, one meeting for the office and for its guests, planning, inviting, answering, calling off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from engine.actions.cases.case_view import list_cases
from engine.actions.casework.act_forms import known_form
from engine.actions.house.names import person_word
from engine.actions.lists.house_lists import list_meetings
from engine.actions.meetings.answer_invitation import answer_invitation
from engine.actions.meetings.change_meeting import cancel_meeting, change_meeting
from engine.actions.meetings.invite_to_meeting import invite
from engine.actions.meetings.meeting_calendar import calendar_of
from engine.actions.meetings.meeting_plans import MeetingPlan
from engine.actions.meetings.meeting_view import MeetingView, show_meeting
from engine.actions.meetings.plan_meeting import plan_meeting
from engine.actions.meetings.pledges import pledge_of, pledges_of
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.errors import FieldError, Invalid, Refusal
from engine.people.rights import may
from engine.storage.case_lists import Filters
from webhooks.pages.answers import Answer, Bytes, Goto, Screen
from webhooks.pages.door.fields import Showing, fields_of, labels_of, typed
from webhooks.pages.door.room import at_the_form, errors_of, meetings, new_once, once_of, shared
from webhooks.pages.page import page
from webhooks.pages.pager import after, paging
from webhooks.pages.visits import Visit
from webhooks.paging import a_text, an_instant

#: states in which a case may be put on a meeting's list
MEETABLE: Final = ("accepted", "preparing", "collecting_opinions", "in_session", "no_consensus")
TEXTS: Final = ("title", "place", "room", "starts_at", "ends_at", "chair", "remarks")
MOST_CASES: Final = 200


@page(meetings, "GET", "/meetings")
def all_meetings(visit: Visit) -> Answer:
    """The meetings this visitor has to do with: those to come first, then those held."""
    found = list_meetings(visit.office, visit.actor, after=after(visit, an_instant, a_text))
    rows = found.rows
    today = beijing_day(visit.office.clock.now())
    coming = [row for row in rows if row["status"] == "planned" and (row["planned_on"] or today) >= today]
    coming.sort(key=lambda row: (row["planned_on"] or date.max, row["starts_at"] or ""))
    others = [row for row in rows if row not in coming]
    plans = may(visit.actor, Act.PLAN_MEETING).allowed
    values = {**shared(visit), **paging(visit, "/meetings", {}, found.next)}
    return Screen("meeting/list.html", {**values, "coming": coming, "others": others, "plans": plans})


@page(meetings, "GET", "/meetings/new")
def new_meeting(visit: Visit) -> Answer:
    """The plan of a new meeting."""
    may(visit.actor, Act.PLAN_MEETING).require()
    wanted = {"cases": [visit.query["case"]]} if visit.query.get("case") else {}
    return _plan_screen(visit, "", {**wanted, "suggestion": visit.query.get("suggestion", "")})


@page(meetings, "POST", "/meetings/new")
def add_meeting(visit: Visit) -> Answer:
    """Plan it."""
    may(visit.actor, Act.PLAN_MEETING).require()
    typed_plan = _typed_plan(visit)
    try:
        plan = _plan(typed_plan)
        suggestion = visit.form.get("suggestion", "")
        made = plan_meeting(visit.office, visit.actor, plan, suggestion=suggestion, once=once_of(visit, typed_plan))
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _plan_screen(visit, "", typed_plan, refusal)
    return Goto(f"/meetings/{made['meeting']}", said="meeting.said.planned")


@page(meetings, "GET", "/meetings/<meeting>")
def one_meeting(visit: Visit, meeting: str) -> Answer:
    """The meeting, for the office with everybody invited, for a guest with the own part."""
    return _meeting(visit, show_meeting(visit.office, visit.actor, meeting))


@page(meetings, "GET", "/meetings/<meeting>/change")
def edit_meeting(visit: Visit, meeting: str) -> Answer:
    """The plan, to be changed."""
    may(visit.actor, Act.PLAN_MEETING).require()
    view = show_meeting(visit.office, visit.actor, meeting)
    row = view.row
    known = {name: row[name] or "" for name in ("title", "place", "room", "starts_at", "ends_at", "clerk")}
    lines = {
        "cases": [line.case_id for line in view.lines],
        "minutes": {one.case_id: one.minutes for one in view.lines},
    }
    words = {name: view.words.get(name, "") for name in ("chair", "remarks")}
    return _plan_screen(visit, meeting, {**known, **lines, **words, "planned_on": str(row["planned_on"] or "")})


@page(meetings, "POST", "/meetings/<meeting>/change")
def save_meeting(visit: Visit, meeting: str) -> Answer:
    """Change it; whoever was invited is told."""
    may(visit.actor, Act.PLAN_MEETING).require()
    typed_plan = _typed_plan(visit)
    try:
        changed = change_meeting(visit.office, visit.actor, meeting, _plan(typed_plan), once=once_of(visit, typed_plan))
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _plan_screen(visit, meeting, typed_plan, refusal)
    return Goto(f"/meetings/{meeting}", said="meeting.said.changed", params={"told": changed["told"]})


@page(meetings, "POST", "/meetings/<meeting>/invite")
def send_invitations(visit: Visit, meeting: str) -> Answer:
    """Invite everybody with a part."""
    sent = invite(visit.office, visit.actor, meeting)
    return Goto(f"/meetings/{meeting}", said="meeting.said.invited", params={"told": sent["told"]})


@page(meetings, "POST", "/meetings/<meeting>/cancel")
def call_off(visit: Visit, meeting: str) -> Answer:
    """Call it off, with a reason."""
    reason = visit.form.get("reason", "")
    try:
        done = cancel_meeting(visit.office, visit.actor, meeting, reason)
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _meeting(visit, show_meeting(visit.office, visit.actor, meeting), refusal=refusal, reason=reason)
    return Goto(f"/meetings/{meeting}", said="meeting.said.cancelled", params={"told": done["told"]})


@page(meetings, "POST", "/meetings/<meeting>/reply")
def reply(visit: Visit, meeting: str) -> Answer:
    """Answer the invitation."""
    content = typed(known_form(Act.ANSWER_INVITATION.value).schema, visit.form)
    try:
        answer_invitation(
            visit.office, visit.actor, meeting, {**content, "invitation": visit.form.get("invitation", "")}
        )
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _meeting(visit, show_meeting(visit.office, visit.actor, meeting), content, refusal)
    return Goto(f"/meetings/{meeting}", said="meeting.said.answered")


@page(meetings, "GET", "/meetings/<meeting>/calendar.ics")
def calendar(visit: Visit, meeting: str) -> Answer:
    """The calendar file of this visitor."""
    file = calendar_of(visit.office, visit.actor, meeting, visit.lang)
    return Bytes(file.data, file.media, file.filename)


def _meeting(
    visit: Visit,
    view: MeetingView,
    content: Mapping[str, Any] | None = None,
    refusal: Refusal | None = None,
    reason: str | None = None,
) -> Answer:
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    pledges: dict[str, Any] = {}
    if view.is_office:
        pledges = {line.case_id: pledges_of(visit.office, visit.actor, line.case_id) for line in view.lines}
    own = view.own[0] if view.own else None
    given = content or ({"reply": own.reply, "headcount": own.headcount, **own.words} if own and own.reply else {})
    fields = fields_of(known_form(Act.ANSWER_INVITATION.value).schema, Showing(values=given, errors=errors))
    plans = may(visit.actor, Act.PLAN_MEETING).allowed
    values = {
        **shared(visit),
        "view": view,
        "own": own,
        "fields": fields,
        "labels": labels_of([fields]),
        "refused": told,
        "plans": plans,
        #: why it is called off, where that was refused
        "reason": reason,
        "reason_error": errors.get("reason", "") if reason is not None else "",
        "pledge": lambda seat, case_id: pledge_of(pledges, seat, case_id),
        "who": lambda kind, who: _who(visit, kind, who),
        "replies": {(one.kind, one.who): one for one in view.invited},
        "once": new_once(),
    }
    return Screen("meeting/meeting.html", values, status=told.status if told else 200)


def _who(visit: Visit, kind: str, who: str) -> str:
    names = shared(visit)["units"]
    return names.get(who, who) if kind in ("unit", "room") else person_word(visit.office, who, visit.lang)


def _plan_screen(visit: Visit, meeting: str, given: Mapping[str, Any], refusal: Refusal | None = None) -> Answer:
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    chosen = list(given.get("cases", ()))
    known = [
        row.case
        for state in MEETABLE
        for row in list_cases(visit.office, visit.actor, Filters(status=state), most=MOST_CASES).rows
    ]
    order = {case_id: position for position, case_id in enumerate(chosen)}
    known.sort(key=lambda one: (order.get(one.id, len(order)), one.opened_at))
    values = {
        **shared(visit),
        "meeting": meeting,
        "given": {"title": "", **given},
        "chosen": set(chosen),
        "minutes": given.get("minutes", {}),
        "cases": known,
        "refused": told,
        "errors": errors,
        "once": new_once(),
        "person_id": visit.actor.id,
    }
    return Screen("meeting/plan.html", values, status=told.status if told else 200)


def _typed_plan(visit: Visit) -> dict[str, Any]:
    texts = {name: visit.form.get(name, "").strip() for name in (*TEXTS, "planned_on", "suggestion", "clerk")}
    order = [case for case in visit.form.getlist("order") if case in visit.form.getlist("case")]
    rest = [case for case in visit.form.getlist("case") if case not in order]
    minutes = {
        case: int(given)
        for case in (*order, *rest)
        if (given := visit.form.get(f"minutes.{case}", "").strip()).isdigit() and len(given) < 5
    }
    return {**texts, "cases": [*order, *rest], "minutes": minutes}


def _plan(given: Mapping[str, Any]) -> MeetingPlan:
    try:
        day = date.fromisoformat(str(given["planned_on"]))
    except ValueError:
        raise Invalid("actions.meeting_refused", fields=[FieldError("planned_on", "actions.no_day")]) from None
    texts = {name: given[name] for name in (*TEXTS, "clerk")}
    return MeetingPlan(planned_on=day, case_ids=given["cases"], minutes=given["minutes"], **texts)
