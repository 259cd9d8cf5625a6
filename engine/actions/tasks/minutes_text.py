"""The first draft of a meeting's minutes, written out of its record: who was there, what was decided, who dissents.

A person goes over it and answers for it; nothing is added that the record does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.actions.house.names import unit_words
from engine.actions.house.office import Office
from engine.texts.catalogue import say

#: short names of bodies by key
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """The case the record belongs to, and where and when it was heard."""

    number: str
    place: str
    units: Sequence[str]  #: units that take part, to tell who was absent


def minutes_form(office: Office, heard: Heard, record: Mapping[str, Any], lang: str = "zh") -> dict[str, Any]:
    """What the form of the minutes is filled with."""
    day = _day(str(record.get("met_on", "")), lang)
    names = unit_words(office, lang)
    paragraphs = [_opening(heard, record, day, lang), *_presence(names, heard, record, lang)]
    decisions = list(record.get("decisions") or [])
    for number, decision in enumerate(decisions, 1):
        paragraphs += _decision(names, number, decision, lang)
    if record.get("guidance_wanted") == "yes":
        paragraphs.append(say("meeting.minutes.guidance", lang))
    return {
        "title": say("meeting.minutes.title", lang, number=heard.number),
        "minutes_text": "\n".join(paragraphs),
        "classification": "internal",
    }


def _opening(heard: Heard, record: Mapping[str, Any], day: str, lang: str) -> str:
    place = say("meeting.minutes.at_place", lang, place=heard.place) if heard.place else ""
    said = {"day": day, "place": place, "chair": record.get("chair", ""), "number": heard.number}
    return say("meeting.minutes.opening", lang, **said)


def _presence(names: Names, heard: Heard, record: Mapping[str, Any], lang: str) -> list[str]:
    comma = say("meeting.comma", lang)
    present = [str(row["unit"]) for row in record.get("attendance") or []]
    heads = sum(int(row["headcount"]) for row in record.get("attendance") or [])
    lines = []
    if present:
        units = comma.join(names.get(one, one) for one in present)
        lines.append(say("meeting.minutes.units", lang, units=units, number=len(present), heads=heads))
    experts = [
        say("meeting.minutes.experts_of", lang, heads=row["headcount"], discipline=_discipline(row, lang))
        for row in record.get("experts_present") or []
    ]
    if experts:
        lines.append(say("meeting.minutes.experts", lang, experts=comma.join(experts)))
    absent = [names.get(one, one) for one in heard.units if one not in present]
    if absent:
        lines.append(say("meeting.minutes.absent", lang, units=comma.join(absent)))
    return lines


def _decision(names: Names, number: int, decision: Mapping[str, Any], lang: str) -> list[str]:
    comma = say("meeting.comma", lang)
    lines = [say("meeting.minutes.decision", lang, number=number, content=str(decision.get("content", "")).strip())]
    lead = names.get(str(decision.get("lead", "")), "")
    supports = comma.join(names.get(str(one), str(one)) for one in decision.get("supports") or [])
    key = "meeting.minutes.lead_and_supports" if supports else "meeting.minutes.lead"
    lines.append(say(key, lang, lead=lead, supports=supports))
    objections = comma.join(names.get(str(one), str(one)) for one in decision.get("objections") or [])
    dissent = str(decision.get("dissent") or "").strip()
    if objections:
        lines.append(say("meeting.minutes.objections", lang, units=objections))
    if dissent:
        lines.append(say("meeting.minutes.dissent", lang, text=dissent))
    if not objections and not dissent:
        lines.append(say("meeting.minutes.agreed", lang))
    return lines


def _discipline(row: Mapping[str, Any], lang: str) -> str:
    return say(f"meeting.discipline.{row['discipline']}", lang)


def _day(text: str, lang: str) -> str:
    on = date.fromisoformat(text)
    return say("meeting.minutes.day", lang, year=on.year, month=on.month, day=on.day)
