"""A counted term in words, and as the JSON that programs read."""

from __future__ import annotations

from typing import Any

from engine.deadlines.day_text import citation, counted_lines, full_day, reason_lines, short_reason
from engine.deadlines.term import DayReason, Term
from engine.texts.catalogue import say


def explain_term(term: Term, lang: str) -> list[str]:
    """How the due day came about: every counted, skipped and added day, and how sure it is."""
    lines = [
        say("deadlines.term.start", lang, start=full_day(term.start, lang), days=term.days),
        say(
            f"deadlines.term.{term.status}",
            lang,
            due=full_day(term.due, lang),
            estimate=full_day(term.estimate, lang),
        ),
        say(
            term.reason_key,
            lang,
            year=term.working_days.published_through.year,
            next_year=term.working_days.published_through.year + 1,
        ),
    ]
    counted = term.counted
    lines.append(say("deadlines.counted.heading", lang, count=len(counted)))
    lines += counted_lines(counted, lang)
    if len(counted) < term.days:
        lines.append(say("deadlines.counted.rest", lang, rest=term.days - len(counted)))
    lines += _block("deadlines.skipped.heading", term.skipped, lang)
    lines += _block("deadlines.added.heading", term.added, lang)
    lines.append(say("deadlines.term.calendar", lang, calendar=term.calendar))
    return lines


def term_json(term: Term, lang: str = "zh") -> dict[str, Any]:
    """Plain JSON. `due` is null when undetermined, and only then there is an `estimate`."""
    answer: dict[str, Any] = {
        "start": term.start.isoformat(),
        "days": term.days,
        "due": term.due and term.due.isoformat(),
    }
    if term.estimate is not None:
        answer["estimate"] = term.estimate.isoformat()
    return answer | {
        "status": str(term.status),
        "calendar": term.calendar,
        "counted": [day.isoformat() for day in term.counted],
        "skipped": [_day_json(day, lang) for day in term.skipped],
        "added": [_day_json(day, lang) for day in term.added],
    }


def _day_json(day: DayReason, lang: str) -> dict[str, Any]:
    return {
        "date": day.day.isoformat(),
        "kind": str(day.kind),
        "reason": short_reason(day, lang),
        "notice": citation(day.notice, lang) if day.notice else None,
    }


def _block(heading: str, days: list[DayReason], lang: str) -> list[str]:
    return [say(heading, lang, count=len(days)), *reason_lines(days, lang)] if days else []
