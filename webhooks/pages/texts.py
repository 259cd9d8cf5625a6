"""How templates speak: sentences of the catalogues, days as people write them, names of bodies and people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from babel.dates import format_date, format_skeleton
from flask import Flask, current_app, g
from markupsafe import Markup

from engine.actions.house import names
from engine.clock import BEIJING, beijing_day
from engine.texts.catalogue import catalogue, say
from webhooks.pages import visits
from webhooks.pages.visits import Visit

#: keys of sentences that every page hands to its scripts
SHARED: Final = "pages.js."
#: whose way of writing days
LOCALES: Final = {"zh": "zh_Hans_CN", "en": "en_GB"}


def register(app: Flask) -> None:
    """Make all of it known to the templates."""
    app.jinja_env.globals |= {
        "t": t,
        "csrf_field": csrf_field,
        "script_texts": script_texts,
        "now": _now,
    }
    app.jinja_env.filters |= {
        "day": day,
        "instant": instant,
        "moment": moment,
        "short_day": short_day,
        "weekday": weekday,
        "written_day": written_day,
        "unit": unit,
        "person": person,
    }


def t(key: str, /, **params: Any) -> str:
    """The sentence of this key in the visitor's language. Raises LookupError in tests where it is missing."""
    if current_app.testing and key not in catalogue("zh", key.partition(".")[0]):
        raise LookupError(f"Expected a sentence for {key}, but no catalogue holds one.")
    return say(key, language(), **params)


def language() -> str:
    """The language of the page being made."""
    return str(g.get("lang", "zh"))


def day(value: date | datetime | None) -> str:
    """2026年11月25日, or 25 November 2026; an instant is taken by its Beijing day; nothing for no day."""
    if value is None:
        return ""
    on = beijing_day(value) if isinstance(value, datetime) else value
    return format_date(on, "long", locale=LOCALES[language()])


def short_day(value: date | datetime | None) -> str:
    """11月25日, or 25 Nov: for narrow columns where the year is plain."""
    if value is None:
        return ""
    return _short_day(beijing_day(value) if isinstance(value, datetime) else value, LOCALES[language()])


@lru_cache(maxsize=4096)
def _short_day(on: date, locale: str) -> str:
    """Lists write the same few days again and again, and spelling one takes longer than the rest of its row."""
    return format_skeleton("MMMd", on, locale=locale)


def written_day(value: str) -> str:
    """A day as records hold it (2026-11-25), as people write it."""
    return day(date.fromisoformat(value))


def weekday(value: datetime) -> str:
    """星期三, Wednesday: of the instant's Beijing day."""
    return format_date(beijing_day(value), "EEEE", locale=LOCALES[language()])


def month_title(first: date) -> str:
    """2026年11月, November 2026."""
    return format_skeleton("yMMMM", first, locale=LOCALES[language()])


def instant(value: datetime | None) -> str:
    """Day, hour and minute in Beijing."""
    if value is None:
        return ""
    return f"{day(value)} {value.astimezone(BEIJING):%H:%M}"


def moment(value: datetime | None) -> Markup:
    """The same as an element that carries the exact instant for machines."""
    if value is None:
        return Markup("")
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(timespec="seconds"), instant(value))


def unit(key: str | None) -> str:
    """The body's present short name; a key that nobody bears is shown as it is."""
    if not key:
        return ""
    if "unit_words" not in g:
        g.unit_words = names.unit_words(_visit().office, language())
    return str(g.unit_words.get(key, key))


def person(key: str | None) -> str:
    """The name of a person, 系统 for the system; asked once a page."""
    if not key:
        return ""
    known: dict[str, str] = g.setdefault("person_words", {})
    if key not in known:
        known[key] = names.person_word(_visit().office, key, language())
    return known[key]


def csrf_field() -> Markup:
    """The hidden field that every form which posts must hold."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(_visit().csrf)


def script_texts(*rooms: str) -> Mapping[str, str]:
    """What scripts of this page say: the shared sentences, and those below each prefix such as `tasks.js.`."""
    wanted = ((prefix, catalogue("zh", prefix.partition(".")[0])) for prefix in (SHARED, *rooms))
    return {key: say(key, language()) for prefix, known in wanted for key in known if key.startswith(prefix)}


def _now() -> datetime:
    return _visit().office.clock.now()


def _visit() -> Visit:
    found = visits.present()
    if found is None:
        raise LookupError("Expected a visit to a page, but this request is none.")
    return found
