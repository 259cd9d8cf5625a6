"""The record, for the audit administrator: narrowed, verified, exported. All security settings at a glance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint

from engine.actions.people.administration import areas_of
from engine.actions.records.audit_search import Asked, export_record, search_record
from engine.actions.records.verify_records import verify_records
from engine.actions.signing_in.security_view import view_security
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.errors import Invalid
from engine.people.roles import role_label
from engine.texts.catalogue import catalogue, say
from webhooks.pages import texts
from webhooks.pages.answers import Answer, Bytes, Screen
from webhooks.pages.identity.doors import field_errors
from webhooks.pages.identity.profile import day_of
from webhooks.pages.page import page
from webhooks.pages.pager import after, paging
from webhooks.pages.visits import Visit
from webhooks.paging import a_number, a_text, an_instant

admin_audit = Blueprint("admin_audit", __name__)
PATH = "/admin/audit"
PAGE = 50
#: beginnings of audit words, by what they are about
KINDS = (
    "people:person",
    "people:",
    "case:",
    "case:real_data",
    "case:guest_link",
    "procedures:",
    "calendar:",
    "system:",
)
#: digests and ids from this length on are shown by their beginning; the export holds them whole
LONG, DIGEST = 32, 12
#: a first look goes back so many days
LOOK_BACK = timedelta(days=7)


@page(admin_audit, "GET", PATH)
def audit(visit: Visit) -> Answer:
    """Records, newest first."""
    return _audit(visit)


@page(admin_audit, "POST", "/admin/audit/verify")
def verify(visit: Visit) -> Answer:
    """Follow every chain, and name what does not agree."""
    faults = verify_records(visit.office, visit.actor)
    told = [(fault.place, say(fault.key, visit.lang, **fault.params)) for fault in faults]
    return _audit(visit, faults=told)


@page(admin_audit, "POST", "/admin/audit/export")
def export(visit: Visit) -> Answer:
    """The records looked for, as a table; that they were carried away is itself on record."""
    asked = _asked(visit, visit.form)
    data = export_record(visit.office, visit.actor, asked, visit.lang)
    name = say("identity.audit.file", visit.lang, day=beijing_day(visit.office.clock.now()).isoformat())
    return Bytes(data, "text/csv; charset=utf-8", name)


@page(admin_audit, "GET", "/admin/security")
def security(visit: Visit) -> Answer:
    """Every setting of 等保 level 3 with its value, its usual value and how it is enforced."""

    def shown(value: Any) -> str:
        if isinstance(value, int):
            return str(value)
        words = (role_label(word, visit.lang) for word in sorted(value))
        return say("identity.security.comma", visit.lang).join(words) or say("identity.security.nobody", visit.lang)

    values = {"lines": view_security(visit.office, visit.actor), "areas": areas_of(visit.actor), "shown": shown}
    return Screen("identity/admin_security.html", values)


def _audit(visit: Visit, faults: list[tuple[str, str]] | None = None) -> Answer:
    errors: dict[str, str] = {}
    try:
        asked = _asked(visit, visit.query)
    except Invalid as refusal:
        asked, errors = Asked(), field_errors(refusal, visit.lang)
    place = after(visit, an_instant, a_text, a_number)
    found = search_record(visit.office, visit.actor, asked, before=place, most=PAGE)
    last = found.rows[-1] if found.more else None
    values: dict[str, Any] = {
        "found": found,
        "asked": asked,
        "errors": errors,
        "faults": faults,
        "label": lambda word: _label(word, visit.lang),
        "spoken": lambda details: _spoken(details, visit.lang),
        "kinds": [(kind, _kind(kind, visit.lang)) for kind in ("", *KINDS)],
        **paging(visit, PATH, _query_of(asked), (last.record.at.isoformat(), last.chain, last.seq) if last else None),
        "areas": areas_of(visit.actor),
    }
    return Screen("identity/admin_audit.html", values, status=422 if errors else 200)


def _asked(visit: Visit, given: Any) -> Asked:
    """What is looked for. Raises Invalid for a day that is none."""
    today = beijing_day(visit.office.clock.now())
    since, until = given.get("since", ""), given.get("until", "")
    chain = given.get("chain", "").strip()
    usual = None if chain else today - LOOK_BACK  # one chain is looked at from its beginning
    return Asked(
        chain=chain,
        actor=given.get("person", "").strip(),
        word=given.get("event", ""),
        since=day_of(since, "since") if since else usual,
        until=day_of(until, "until") if until else today,
    )


def _query_of(asked: Asked) -> dict[str, str]:
    """The same as it stands in an address."""
    days = {name: day.isoformat() for name, day in (("since", asked.since), ("until", asked.until)) if day}
    named = {"chain": asked.chain, "person": asked.actor, "event": asked.word}
    return days | {name: value for name, value in named.items() if value}


def _label(word: str, lang: str) -> str:
    return Word(word).label(lang) if word in Word.__members__.values() else word


def _kind(kind: str, lang: str) -> str:
    return say(f"identity.audit.kind.{kind.replace(':', '_').strip('_') or 'any'}", lang)


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail of a record as people read it; what has no word of its own is shown as the code it is."""

    name: str
    value: str
    is_named: bool
    is_code: bool


def _spoken(details: Mapping[str, Any], lang: str) -> list[Detail]:
    """Details as people read them: known names in words, people and bodies by name, long digests by their beginning."""
    known = catalogue("zh", "identity")
    found = []
    for name, value in details.items():
        if value in ("", None, [], {}):
            continue
        key, word = f"identity.detail.{name}", _value(name, value, lang)
        letters = [sign for sign in word if sign.isalpha()]
        is_code = _is_structured(value) or (bool(letters) and all(letter.isascii() for letter in letters))
        found.append(Detail(say(key, lang) if key in known else name, word, key in known, is_code))
    return found


def _is_structured(value: Any) -> bool:
    """Whether it is data of another room, such as what a decision table was asked: shown as it was kept."""
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(one, Mapping) for one in value))


def _value(name: str, value: Any, lang: str) -> str:
    if _is_structured(value):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return say("identity.detail.yes" if value else "identity.detail.no", lang)
    if isinstance(value, list):
        return say("identity.security.comma", lang).join(_value(name, one, lang) for one in value)
    word = str(value)
    if name in ("person", "deputy", "to"):
        return texts.person(word)
    if name in ("unit", "successor", "parent"):
        return texts.unit(word)
    if name == "role":
        return role_label(word, lang)
    if name == "reason" and f"identity.reason.{word}" in catalogue("zh", "identity"):
        return say(f"identity.reason.{word}", lang)
    return f"{word[:DIGEST]}…" if len(word) >= LONG and word.isalnum() else word
