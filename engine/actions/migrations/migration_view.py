"""Migrations for whoever may see procedures: plans, how far they have come, and the verdict on each case in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.house.office import Office
from engine.actions.migrations.migrating import known_move
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import moves
from engine.storage.moves import MovedCaseRow, MoveRow
from engine.texts.catalogue import say


@dataclass(frozen=True, slots=True)
class Migration:
    """A plan with the number of its cases in each state."""

    row: MoveRow
    counts: dict[str, int]


def list_migrations(office: Office, actor: Actor, procedure: str) -> list[Migration]:
    """The plans of a procedure, newest first. Raises Forbidden."""
    may(actor, Act.VIEW_MIGRATIONS).require()
    with office.database.reading() as connection:
        rows = moves.of_procedure(connection, procedure)
        return [Migration(row, moves.counts(connection, row.id)) for row in rows]


def view_migration(office: Office, actor: Actor, procedure: str, move: str) -> Migration:
    """One plan and how far it has come. Raises Forbidden, Unknown."""
    may(actor, Act.VIEW_MIGRATIONS).require()
    with office.database.reading() as connection:
        row = known_move(connection, procedure, move)
        return Migration(row, moves.counts(connection, move))


def list_migrated_cases(
    office: Office, actor: Actor, procedure: str, move: str, *, state: str = "", after: str = "", most: int = 50
) -> list[tuple[str, MovedCaseRow]]:
    """The cases of a plan as (number, how far it has come); numbers and elements only. Raises Forbidden, Unknown."""
    may(actor, Act.VIEW_MIGRATIONS).require()
    with office.database.reading() as connection:
        known_move(connection, procedure, move)
        return moves.page(connection, move, state=state, after=after, most=most)


def in_words(found: Mapping[str, Any], lang: str) -> str:
    """An obstacle or a note, in a sentence."""
    comma = "、" if lang == "zh" else ", "
    words = comma.join(_word(word, lang) for word in found["words"])
    shown = {"name": found["name"] or found["element"], "element": found["element"], "words": words}
    return say(f"versions.move.why.{found['code']}", lang, **shown)


def _word(word: str, lang: str) -> str:
    key = f"versions.move.word.{word}"
    said = say(key, lang)
    return word if said == key else said
