"""`huishang calendar`: take in a notice of the State Council or a local closure."""

from __future__ import annotations

from pathlib import Path

import click

from engine.errors import Kind, Refusal
from engine.settings import read_settings
from engine.texts.catalogue import LANGUAGES, say


@click.group("calendar")
def command() -> None:
    """The working-day calendar of this installation."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change and change nothing.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language of the text.")
def import_notice(file: Path, dry_run: bool, lang: str) -> None:
    """Import the notices of FILE, show what they change, and recount all open deadlines in one transaction."""
    from engine.actions.calendar.calendar_text import import_lines
    from engine.actions.calendar.import_calendar import import_calendar
    from engine.actions.house.office import open_office
    from engine.deadlines.notice_file import read_notice_file
    from engine.people.actor import Actor

    try:
        table = read_notice_file(file.read_bytes())
        office = open_office(read_settings())
        try:
            imported = import_calendar(office, Actor.system(), table, dry_run=dry_run)
        finally:
            office.close()
    except Refusal as refusal:
        raise _told(refusal, lang) from refusal
    click.echo("\n".join(import_lines(imported, lang)))


def _told(refusal: Refusal, lang: str) -> click.ClickException:
    """The refusal with each place to mend; 2 for a file that is wrong, 1 for anything else."""
    places = [f"  {error.path}: {say(error.key, lang, **error.params)}" for error in refusal.fields]
    text = "\n".join([say(refusal.key, lang, **refusal.params), *places])
    if refusal.kind in (Kind.INVALID, Kind.TOO_LARGE):
        return click.UsageError(text)
    return click.ClickException(text)
