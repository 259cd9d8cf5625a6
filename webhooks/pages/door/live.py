"""The running meeting on one screen, the pack each guest takes along, and what became of each case."""

from __future__ import annotations

from typing import Any, Final

import orjson

from engine.actions.meetings.meeting_live import LiveCase, commit_live, live_meeting, live_task
from engine.actions.meetings.meeting_pack import pack_of
from engine.actions.tasks.save_draft import save_draft
from engine.errors import Invalid, Refusal
from webhooks.pages.answers import Answer, Data, Screen
from webhooks.pages.door.room import errors_of, meetings, shared
from webhooks.pages.page import page
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit

DISCIPLINES: Final = ("psychology", "law", "social_work", "medical")
#: of what a screen sends about one case, in characters
MOST: Final = 200_000


@page(meetings, "GET", "/meetings/<meeting>/live")
def live(visit: Visit, meeting: str) -> Answer:
    """The screen."""
    screen = live_meeting(visit.office, visit.actor, meeting)
    names = shared(visit)
    data = {
        "meeting": meeting,
        "units": [{"key": key, "word": names["units"].get(key, key)} for key in screen.units],
        "cases": [_case(one, names) for one in screen.cases],
    }
    values = {**names, "view": screen.view, "cases": screen.cases, "data": data, "disciplines": DISCIPLINES}
    return Screen("meeting/live.html", values)


@page(meetings, "POST", "/meetings/<meeting>/live/<case_id>")
def save(visit: Visit, meeting: str, case_id: str) -> Answer:
    """Keep what was typed for one case."""
    try:
        # whose record it is comes before what was sent: nobody learns by a syntax error that a meeting is there
        task = live_task(visit.office, visit.actor, meeting, case_id)
        save_draft(visit.office, visit.actor, task, _record(visit))
    except Refusal as refusal:
        found = told(refusal, visit.lang)
        return Data({"sentence": found.sentence, "fields": dict(found.fields)}, status=found.status)
    return Data({"saved": True})


@page(meetings, "POST", "/meetings/<meeting>/live")
def commit(visit: Visit, meeting: str) -> Answer:
    """Record the chosen cases, each in an act of its own; told case by case."""
    done = commit_live(visit.office, visit.actor, meeting, visit.form.getlist("case"))
    rows = []
    for one in done:
        refused, fields = errors_of(one.refusal, visit.lang) if one.refusal else (None, {})
        sentence = refused.sentence if refused else ""
        rows.append(
            {"case": one.case_id, "number": one.number, "task": one.task, "sentence": sentence, "fields": fields}
        )
    return Data({"cases": rows, "ok": all(not row["sentence"] for row in rows)})


@page(meetings, "GET", "/meetings/<meeting>/pack")
def pack(visit: Visit, meeting: str) -> Answer:
    """The pack of this visitor, covered, to be read or printed."""
    return Screen(
        "meeting/pack.html", {**shared(visit), "pack": pack_of(visit.office, visit.actor, meeting, visit.lang)}
    )


def _case(one: LiveCase, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": one.line.case_id,
        "number": one.line.number,
        "open": bool(one.task),
        "draft": dict(one.draft),
        "blocking": one.blocking,
        "expected": [
            {
                "kind": seat.kind,
                "key": seat.who,
                "word": names["units"].get(seat.who, seat.who) if seat.kind == "unit" else "",
                "discipline": seat.discipline,
                "heads": seat.heads,
                "absent": seat.absent,
            }
            for seat in one.expected
        ],
    }


def _record(visit: Visit) -> dict[str, Any]:
    """The record as the screen sends it; the form of the task checks it."""
    text = visit.form.get("record", "")
    try:
        read = orjson.loads(text) if len(text) <= MOST else None
    except orjson.JSONDecodeError:
        read = None
    if not isinstance(read, dict):
        raise Invalid("forms.refused")
    return read
