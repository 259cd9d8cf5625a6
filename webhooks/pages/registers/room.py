"""The blueprint of these pages, and what they read from an address."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask import Blueprint

from engine.actions.registers.read_register import wanted
from engine.clock import beijing_day
from engine.errors import FieldError, Invalid
from engine.registers.books import Book
from engine.storage.register_rows import Asked
from webhooks.pages.visits import Visit

registers: Final = Blueprint("registers", __name__)


def asked_of(visit: Visit, book: str) -> tuple[Book, Asked]:
    """The book and what of it is wanted. Raises Unknown for no book of ours, Invalid for days that are none."""
    said = visit.query or visit.form
    return wanted(
        book,
        beijing_day(visit.office.clock.now()),
        from_on=_day(said.get("from", ""), "from"),
        until_on=_day(said.get("until", ""), "until"),
        unit=said.get("unit", ""),
        number=said.get("number", ""),
        state=said.get("state", "")[:60],
        named=said.get("period", ""),
    )


def query_of(asked: Asked) -> dict[str, str]:
    """The same as it stands in an address."""
    days = {"from": asked.from_on.isoformat(), "until": asked.until_on.isoformat()}
    return days | {name: value for name in ("unit", "number", "state") if (value := getattr(asked, name))}


def _day(text: str, name: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid("registers.period", fields=[FieldError(name, "registers.period")]) from None
