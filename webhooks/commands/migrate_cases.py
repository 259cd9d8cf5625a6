"""`huishang migrate-cases`: plan the moving of running cases to another version, carry it out, take it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from engine.errors import Unknown
from engine.settings import read_settings
from engine.texts.catalogue import LANGUAGES, say
from webhooks.commands.refusals import refusals_told

if TYPE_CHECKING:
    from engine.actions.house.office import Office
    from engine.people.actor import Actor

BY = click.option("--by", "login", required=True, help=say("cli.migrate_cases.by", "zh"))
REASON = click.option("--reason", required=True, help=say("cli.migrate_cases.reason", "zh"))
JSON = click.option("--json", "as_json", is_flag=True, help=say("cli.json", "zh"))
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
#: cases read in one look at a plan
PAGE = 200


@click.group("migrate-cases", help=say("cli.migrate-cases.help", "zh"))
def command() -> None:
    """Each step is done in the name of a person with the right to it; nobody carries out their own plan."""


@command.command("plan", help=say("cli.migrate_cases.plan", "zh"))
@click.argument("procedure")
@click.argument("old", metavar="FROM", type=click.IntRange(1))
@click.argument("new", metavar="TO", type=click.IntRange(1))
@BY
@REASON
@JSON
@LANG
def plan(procedure: str, old: int, new: int, login: str, reason: str, as_json: bool, lang: str) -> None:
    """Judge every running case of the version; nothing of a case changes."""
    from engine.actions.migrations.plan_migration import (
        plan_migration,  # imported late: `--help` needs none of the engine
    )

    with _office(lang) as office:
        actor = _known(office, login)
        move = plan_migration(office, actor, procedure, old, new, reason)["move"]
        _print(office, actor, procedure, move, as_json=as_json, lang=lang)


@command.command("show", help=say("cli.migrate_cases.show", "zh"))
@click.argument("procedure")
@click.argument("move", metavar="MIGRATION")
@BY
@JSON
@LANG
def show(procedure: str, move: str, login: str, as_json: bool, lang: str) -> None:
    """The verdict on each case and how far it has come."""
    with _office(lang) as office:
        _print(office, _known(office, login), procedure, move, as_json=as_json, lang=lang)


@command.command("apply", help=say("cli.migrate_cases.apply", "zh"))
@click.argument("procedure")
@click.argument("move", metavar="MIGRATION")
@BY
@LANG
def apply(procedure: str, move: str, login: str, lang: str) -> None:
    """Move the cases, a transaction each. Stopped half-way, the same command goes on; exit status 1 while any waits."""
    from engine.actions.migrations.migrate_cases import migrate_cases

    with _office(lang) as office:
        actor, waiting = _known(office, login), -1
        counts: dict[str, int] = {}
        while waiting != 0:
            counts = migrate_cases(office, actor, procedure, move)
            click.echo(_counted(counts, lang))
            before, waiting = waiting, counts.get("waiting", 0)
            if waiting == before:
                break  # somebody holds the rest just now
    raise SystemExit(1 if counts.get("waiting") else 0)


@command.command("undo", help=say("cli.migrate_cases.undo", "zh"))
@click.argument("procedure")
@click.argument("move", metavar="MIGRATION")
@click.option("--case", default="", help=say("cli.migrate_cases.case", "zh"))
@BY
@REASON
@LANG
def undo(procedure: str, move: str, case: str, login: str, reason: str, lang: str) -> None:
    """Put cases back where nothing has moved since. Exit status 1 where any had to be left."""
    from engine.actions.migrations.undo_migration import undo_migration

    with _office(lang) as office:
        done = undo_migration(office, _known(office, login), procedure, move, reason, case_id=case, most=100_000)
    click.echo(say("cli.migrate_cases.undone", lang, **done))
    raise SystemExit(1 if done["left"] else 0)


@contextmanager
def _office(lang: str) -> Iterator[Office]:
    from engine.actions.house.office import open_office

    with refusals_told(lang):
        office = open_office(read_settings())
        try:
            yield office
        finally:
            office.close()


def _known(office: Office, login: str) -> Actor:
    from engine.actions.signing_in.authenticate import known_actor

    actor = known_actor(office, login)
    if actor is None:
        raise Unknown("cli.migrate_cases.nobody", login=login)
    return actor


def _print(office: Office, actor: Actor, procedure: str, move: str, *, as_json: bool, lang: str) -> None:
    from engine.actions.migrations.migration_view import view_migration

    counts = view_migration(office, actor, procedure, move).counts
    rows = list(_cases(office, actor, procedure, move, lang))
    if as_json:
        click.echo(json.dumps({"id": move, "counts": counts, "cases": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['number']}  {say('versions.move.state.' + row['state'], lang)}")
        for text in (*row["obstacles"], *row["notes"]):
            click.echo(f"    {text}")
    click.echo(_counted(counts, lang))
    click.echo(say("cli.migrate_cases.id", lang, move=move))


def _cases(office: Office, actor: Actor, procedure: str, move: str, lang: str) -> Iterator[dict[str, Any]]:
    from engine.actions.migrations.migration_view import in_words, list_migrated_cases

    after = ""
    while page := list_migrated_cases(office, actor, procedure, move, after=after, most=PAGE):
        after = page[-1][1].case_id
        for number, row in page:
            words = {name: [in_words(one, lang) for one in getattr(row, name)] for name in ("obstacles", "notes")}
            yield {"case": row.case_id, "number": number, "state": row.state, **words}


def _counted(counts: dict[str, int], lang: str) -> str:
    states = ("waiting", "moved", "refused", "gone", "undone")
    shown = [f"{say('versions.move.state.' + state, lang)} {counts[state]}" for state in states if counts.get(state)]
    return "; ".join(shown)
