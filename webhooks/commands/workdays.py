"""`huishang workdays`: the due day of a term, with every day that makes it so."""

from __future__ import annotations

import json
from datetime import date

import click

from engine.actions.calendar.known_calendar import known_calendar
from engine.deadlines.table_fields import read_day
from engine.deadlines.term_text import explain_term, term_json
from engine.deadlines.working_days import WorkingDays
from engine.errors import Refusal
from engine.settings import read_settings
from engine.texts.catalogue import LANGUAGES, say


@click.command("workdays", context_settings={"ignore_unknown_options": True})
@click.argument("start")
@click.argument("days")
@click.option("--as-of", "as_of", metavar="DATE", help="Know only the notices published by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language of the text.")
def command(start: str, days: str, as_of: str | None, as_json: bool, lang: str) -> None:
    """Count DAYS working days after START (YYYY-MM-DD), whose own day is not counted.

    A due day may be final, provisional or undetermined; all three exit with 0, input that cannot be read with 2.
    """
    first, length = _day(start, lang), _whole_number(days, lang)
    calendar = _calendar(lang)
    if as_of is not None:
        calendar = calendar.known_at(_day(as_of, lang))
    try:
        term = calendar.add(first, length)
    except Refusal as refusal:
        raise click.UsageError(say(refusal.key, lang, **refusal.params)) from refusal
    if as_json:
        click.echo(json.dumps(term_json(term, lang), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(explain_term(term, lang)))


def _calendar(lang: str) -> WorkingDays:
    try:
        return known_calendar(read_settings())
    except Refusal as refusal:
        raise click.ClickException(say(refusal.key, lang, **refusal.params)) from refusal


def _day(text: str, lang: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        raise click.UsageError(say("deadlines.day_unreadable", lang, value=text)) from None


def _whole_number(text: str, lang: str) -> int:
    """The number; one with thousands of digits is as unreadable as a word."""
    try:
        return int(text)
    except ValueError:
        raise click.UsageError(say("deadlines.days_unreadable", lang, value=text)) from None
