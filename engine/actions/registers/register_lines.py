"""The lines of the books, made of what the record says: each function gives the values of one book's columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from engine.cases.audit_words import Word
from engine.cases.states import CaseState
from engine.clock import beijing_day
from engine.deadlines.working_days import WorkingDays
from engine.storage.register_facts import CaseNotes
from engine.storage.register_rows import Entry

Values = dict[str, Any]
Line = Callable[[Entry, CaseNotes, WorkingDays, date], Values]
#: between pseudonyms
BETWEEN: Final = "、"
CLOCK: Final = "implementation"
_DECIDED: Final = (CaseState.ACCEPTED.value, CaseState.NOT_ACCEPTED.value, CaseState.AWAITING_CORRECTION.value)
_CONSENSUS: Final = (CaseState.CONSENSUS_REACHED.value, CaseState.NO_CONSENSUS.value)
#: states in which nobody decides on acceptance any more
_GONE: Final = (CaseState.WITHDRAWN.value, CaseState.TERMINATED.value, CaseState.MERGED.value)


def day(at: Any) -> date | None:
    """The Beijing day of an instant; a day as it is, also as text."""
    if isinstance(at, datetime):
        return beijing_day(at)
    return date.fromisoformat(at) if isinstance(at, str) else at


def certain_day(at: datetime | date) -> date:
    """The Beijing day of an instant; a day as it is."""
    return beijing_day(at) if isinstance(at, datetime) else at


def acceptance(entry: Entry, notes: CaseNotes, _calendar: WorkingDays, _today: date) -> Values:
    """受理登记: what was decided last on acceptance."""
    changes = [row for row in notes.all(Word.CASE_STATE_CHANGED, "") if row["details"].get("state") in _DECIDED]
    decided = changes[-1] if changes else None
    state = decided["details"]["state"] if decided else notes.row["status"]
    clock = notes.clock("acceptance")
    return {
        "applicant": notes.row["applicant_unit"],
        "children": BETWEEN.join(notes.children),
        "opened": day(entry.at),
        "review_due": day(clock["due"]) if clock else None,
        "decided": notes.day(decided) if decided else None,
        "decision": state if state in (*_DECIDED, *_GONE) else "pending",
        "paper": notes.paper("acceptance_notice") or notes.paper("decline_notice"),
        "officer": notes.row["officer"] or (decided["actor"] if decided else ""),
        "urgency": "danger" if notes.row["danger"] else notes.row["urgency"] or "plain",
        "state": notes.row["status"],
        "closed": day(notes.row["closed_at"]),
    }


def meetings(entry: Entry, notes: CaseNotes, _calendar: WorkingDays, _today: date) -> Values:
    """会商会议: one line for each case that a meeting heard."""
    present = [row for row in notes.present if row["meeting"] == entry.values["meeting"]]
    held = [row for row in notes.all(Word.CASE_STATE_CHANGED, "") if row["details"].get("state") in _CONSENSUS]
    rounds = entry.values["round"]
    outcome = held[rounds - 1]["details"]["state"] if 0 < rounds <= len(held) else "open"
    return {
        "met": day(entry.at),
        "applicant": notes.row["applicant_unit"],
        "round": rounds,
        "units_present": sum(row["kind"] == "unit" for row in present),
        "disciplines": sum(row["kind"] != "unit" for row in present),
        "heads": sum(row["headcount"] for row in present),
        "consensus": outcome,
        "items": sum(row["kind"] == "lead" for row in notes.parts),
        "paper": notes.paper("minutes", latest=True),
    }


def decisions(entry: Entry, notes: CaseNotes, calendar: WorkingDays, today: date) -> Values:
    """议定事项与落实: one line for each decision."""
    clock = notes.clock(CLOCK, entry.item)
    filed = notes.state_after((CaseState.FILED.value,), entry.item)
    reports = notes.all(Word.REPORT_MADE, entry.item)
    due = day(clock["due"]) if clock else None
    ended = notes.day(reports[-1]) if filed and reports else None
    state = notes.row["item_states"].get(entry.item, "")
    late = _days_late(due, ended or today, calendar) if clock and (ended or clock["is_open"]) else None
    return {
        "lead": entry.values["lead"] or "",
        "supporting": [
            row["unit"] for row in notes.parts if row["kind"] == "support" and row["key"] == entry.item and row["unit"]
        ],
        "begun": day(clock["body"]["start"]) if clock else day(entry.at),
        "first_due": day(clock["body"]["original_due"]) if clock else None,
        "due": due,
        "reported": notes.day(reports[-1]) if reports else None,
        "filed": notes.day(filed) if filed else None,
        "days_late": late or None,
        "carried_out": _carried_out(bool(filed), clock, late),
        "item_state": state,
    }


def _carried_out(filed: bool, clock: Mapping[str, Any] | None, late: int | None) -> str:
    if filed:
        return "late" if late else "in_time"
    if clock is None or not clock["is_open"]:
        return "not_running"
    return "overdue" if late else "running"


def _days_late(due: date | None, until: date, calendar: WorkingDays) -> int:
    """Working days from the due day to this one; 0 in time or while no day is certain."""
    return max(calendar.count(due, until), 0) if due is not None and until > due else 0


def extensions(entry: Entry, notes: CaseNotes, _calendar: WorkingDays, _today: date) -> Values:
    """延期: one line for each request."""
    place = entry.values["seq"]
    decided = notes.first(Word.EXTENSION_DECIDED, entry.item, place)
    later = notes.first(Word.EXTENSION_ASKED, entry.item, place)
    if decided and later and later["seq"] < decided["seq"]:
        decided = None  # it was asked anew before anybody decided
    granted = next(
        (row for row in notes.extended if decided and row["item"] == entry.item and row["at"] == decided["at"]), None
    )
    clock = notes.clock(CLOCK, entry.item)
    before = next((row for row in notes.extended if row["item"] == entry.item and row["at"] >= entry.at), None)
    old = before["data"].get("old_due") if before else (clock["due"] if clock else None)
    return {
        "lead": _lead(notes, entry.item),
        "asked": _told(entry, notes),
        "old_due": day(granted["data"].get("old_due")) if granted else day(old),
        "decided": notes.day(decided) if decided else None,
        "extension": "granted" if granted else "refused" if decided else "waiting",
        "new_due": day(granted["data"].get("new_due")) if granted else None,
        "decided_by": decided["actor"] if decided else "",
        "paper": notes.paper("extension_reply", entry.item, latest=True) if decided else "",
    }


def services(entry: Entry, notes: CaseNotes, _calendar: WorkingDays, _today: date) -> Values:
    """送达: one line for each service on a unit or an expert."""
    recipient = entry.values["recipient"]
    part = next((row for row in notes.parts if row["key"] == recipient), None)
    received = entry.values["receipt_on"]
    return {
        "served_with": entry.values["subject"],
        "recipient": (part["unit"] or "") if part else recipient,
        "discipline": (part["discipline"] or "") if part else "",
        "way": "paper" if entry.values["paper"] else "system",
        "served": day(entry.at),
        "received": received,
        "receipt": "received" if received else "waiting",
    }


def filings(entry: Entry, notes: CaseNotes, _calendar: WorkingDays, _today: date) -> Values:
    """备案: one line for each report handed in."""
    clock = notes.clock(CLOCK, entry.item)
    place = entry.values["seq"]
    reviewed = notes.first(Word.REPORT_REVIEWED, entry.item, place)
    outcome = notes.state_after((CaseState.FILED.value, CaseState.REPORT_RETURNED.value), entry.item, place)
    due, reported = (day(clock["due"]) if clock else None), _told(entry, notes)
    state = outcome["details"]["state"] if outcome and reviewed else "waiting"
    return {
        "lead": _lead(notes, entry.item),
        "due": due,
        "reported": reported,
        "in_time": "unknown" if due is None or reported is None else "in_time" if reported <= due else "late",
        "reviewed": notes.day(reviewed) if reviewed else None,
        "filing": {"filed": "filed", "report_returned": "returned"}.get(state, "waiting"),
        "paper": notes.paper("filing_form", entry.item, latest=True) if state == "filed" else "",
    }


def guidance(entry: Entry, notes: CaseNotes, _calendar: WorkingDays, _today: date) -> Values:
    """类案指引; to how many bodies it went stands in the entry."""
    return {
        "paper": entry.values["paper"],
        "circumstances": list(entry.values["circumstances"]),
        "protections": list(entry.values["protections"]),
        "published": notes.issued(entry.values["paper"]) or day(entry.at),
        "sent_to": entry.values.get("sent", 0),
        "received_by": entry.values.get("received", 0),
        "standing": "withdrawn" if entry.values["withdrawn_at"] else "in_force",
    }


def _told(entry: Entry, notes: CaseNotes) -> date:
    """The true day of the record that an entry is."""
    return next(notes.day(row) for row in notes.record if row["seq"] == entry.values["seq"])


def _lead(notes: CaseNotes, item: str) -> str:
    leading = (row["unit"] for row in notes.parts if row["kind"] == "lead" and row["key"] == item)
    return next((unit for unit in leading if unit), "")


LINES: Final[Mapping[str, Line]] = {
    "acceptance": acceptance,
    "meetings": meetings,
    "decisions": decisions,
    "extensions": extensions,
    "services": services,
    "filings": filings,
    "guidance": guidance,
}
