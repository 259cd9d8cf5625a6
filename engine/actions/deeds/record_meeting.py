"""Record the meeting (召开会商会议): day, attendance by unit and discipline. The diagram finds the consensus.

Decisions and dissent in words stay in the sealed form; the meeting's own rows hold headcounts, never names. Who leads
and who supports a decision that begins to be carried out becomes a part of the case under the decision's id.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from engine.actions.casework.parts import EXPERT, LEAD, SUPPORT, UNIT, bind, end_running
from engine.actions.deeds.deeds import Deed, Special
from engine.storage import meetings

HELD = "held"
#: what a meeting came to for one case
CONSENSUS, PARTLY, NO_CONSENSUS = "consensus", "partly", "no_consensus"


def _before(deed: Deed) -> None:
    """Enter the meeting, or mark the planned one as held, with this case on its list."""
    work, met_on = deed.work, date.fromisoformat(deed.routing["met_on"])
    number_of_round = meetings.rounds_of(work.connection, work.case.id) + 1
    meeting_id, is_planned = _meeting(deed, met_on)
    heard = {"round": number_of_round, "recorded_at": work.recorded_at}
    enter = meetings.change_case if is_planned else meetings.add_case
    enter(work.connection, meeting_id, work.case.id, **heard)
    rows = [*_heads(deed, "attendance", "unit", UNIT), *_heads(deed, "experts_present", "discipline", EXPERT)]
    owner = {"meeting": meeting_id, "case_id": work.case.id}
    meetings.record_attendance(work.connection, [owner | row for row in rows])


def _after(deed: Deed) -> None:
    """Bind lead and supporting units to the decisions that the diagram now carries out."""
    work = deed.work
    agreed = [one for one in work.instance.running_members() if isinstance(one, dict) and one.get("lead")]
    meetings.note_outcome(
        work.connection, work.case.id, _outcome(len(agreed), len(deed.content.get("decisions") or ()))
    )
    end_running(work, (LEAD, SUPPORT), "decided_anew")
    for decision in agreed:
        bind(work, {"id": decision["id"], "kind": LEAD, "unit": decision["lead"]})
        for unit in decision.get("supports") or []:
            bind(work, {"id": decision["id"], "kind": SUPPORT, "unit": unit})


def _outcome(agreed: int, decided: int) -> str:
    """What the meeting came to for this case."""
    if not agreed:
        return NO_CONSENSUS
    return CONSENSUS if agreed == decided else PARTLY


def _meeting(deed: Deed, met_on: date) -> tuple[str, bool]:
    """The meeting planned for this case on this day and true, else one of its own and false."""
    work = deed.work
    planned = meetings.planned_with(work.connection, work.case.id, met_on)
    if planned is not None:
        meetings.change(work.connection, planned, met_on=met_on, status=HELD)
        return planned, True
    row = {
        "id": uuid.uuid4().hex,
        "title": "",
        "met_on": met_on,
        "planned_on": None,
        "place": "",
        "status": HELD,
        "created_at": work.now,
        "created_by": work.acting,
    }
    meetings.add(work.connection, row)
    return str(row["id"]), False


def _heads(deed: Deed, rows: str, name: str, kind: str) -> list[dict[str, Any]]:
    counted: dict[str, int] = {}
    for row in deed.routing.get(rows) or []:
        counted[row[name]] = counted.get(row[name], 0) + int(row["headcount"])
    return [{"kind": kind, "who": who, "headcount": heads} for who, heads in counted.items()]


SPECIAL = Special(before=_before, after=_after)
