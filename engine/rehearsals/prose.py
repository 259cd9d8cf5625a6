"""A performance as a person reads it: date, who, what, deadline and working days left."""

from __future__ import annotations

from collections.abc import Iterator

from engine.clock import BEIJING
from engine.deadlines.status import ClockState
from engine.rehearsals.player import Performance
from engine.rehearsals.story import NOTICE, TIMER, Event
from engine.texts.catalogue import say


def in_words(performance: Performance, lang: str) -> Iterator[str]:
    """The whole performance, line by line; what was not as the scenario says comes last."""
    yield performance.scenario.title
    for event in performance.events:
        yield _event(event, performance, lang)
    main = performance.sights.get(performance.main)
    yield say("rehearsals.ends", lang, outcome=say(f"cases.state.{performance.outcome}", lang))
    for one in main.deadlines if main else ():
        yield "  " + say(
            "rehearsals.deadline_line",
            lang,
            deadline=one["for"],
            start=one["start"],
            original=one["original_due"] or "-",
            due=one["due"] or "-",
            status=say(f"deadlines.state.{one['status']}", lang),
        )
    if not performance.failures:
        yield say("rehearsals.as_told", lang)
        return
    yield say("rehearsals.failed", lang, count=len(performance.failures))
    yield from performance.failures


def _event(event: Event, performance: Performance, lang: str) -> str:
    at = event.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    who = performance.names.get(event.actor) or say("rehearsals.system", lang)
    what = performance.names.get(event.element, event.element)
    item = f" [{event.item}]" if event.item else ""
    case = "" if event.case == performance.main else f"({event.case}) "
    return f"{at}  {case}{who}  {_act(event, lang)}  {what}{item}{_clock(event, lang)}"


def _act(event: Event, lang: str) -> str:
    if event.act in (TIMER, NOTICE):
        return say(f"rehearsals.{event.act}", lang)
    return say(f"cases.act.{event.act}", lang)


def _clock(event: Event, lang: str) -> str:
    clock = event.clock
    if clock is None:
        return ""
    if clock["due"] is None:
        return "  " + say("rehearsals.undetermined", lang, deadline=clock["for"], estimate=clock["estimate"] or "-")
    left = clock["days_left"] or 0
    key = "rehearsals.days_late" if clock["status"] == ClockState.OVERDUE else "rehearsals.days_left"
    return "  " + say(key, lang, deadline=clock["for"], due=clock["due"], days=abs(left))
