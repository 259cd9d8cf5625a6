"""`huishang run`: everything on one machine with one command; the first run prepares what the later ones find."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import click

from engine.errors import Conflict
from engine.settings import Settings, read_settings
from engine.texts.catalogue import say
from webhooks.commands.refusals import refusals_told

PROCESSES = Path(__file__).parents[2] / "processes"
PROCEDURE = PROCESSES / "case_consultation"
OFFICE = PROCESSES / "demonstration" / "office.yaml"
CASES = PROCESSES / "demonstration" / "cases.yaml"
SECURITY = PROCESSES / "demonstration" / "security.yaml"


@click.command("run", help=say("cli.run.help", "zh"))
@click.option("--port", type=click.IntRange(1, 65535), help=say("cli.run.port", "zh"))
def command(port: int | None) -> None:
    """Prepare, say what to do next, then serve and keep the timers until told to stop."""
    from webhooks.commands.serve import serve
    from webhooks.commands.work import work
    from webhooks.supervisor import Supervisor

    settings = read_settings()
    if port is not None:
        settings = replace(settings, port=port)
    with refusals_told():
        require_free(settings)
        settings = prepare(settings)
    click.echo(welcome(settings))

    def work_on_cases() -> None:
        if settings.security == SECURITY:
            bring_cases(settings)
        work(settings)

    raise SystemExit(Supervisor({"web": lambda: serve(settings), "work": work_on_cases}).run())


def require_free(settings: Settings) -> None:
    """Raises Conflict where another program listens on our address already."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((settings.host, settings.port))
        except OSError as refused:
            why = refused.strerror or ""
            raise Conflict("cli.run.no_address", host=settings.host, port=settings.port, why=why) from None


def prepare(settings: Settings) -> Settings:
    """Create or migrate the database, put the procedure in force, load the demonstration office once.

    Gives the settings to serve with: the demonstration has security settings of its own, unless others were named.
    """
    import yaml

    from engine.actions.house.office import open_office
    from engine.actions.people.set_up import was_set_up
    from engine.actions.taking_in.load_office import load_office
    from engine.actions.versions.publish_diagram import deploy
    from engine.actions.worker.health import figures
    from engine.diagrams.bundle import Bundle

    office = open_office(settings, migrate=True)
    if not figures(office)["people"]:
        load_office(office, yaml.safe_load(OFFICE.read_text(encoding="utf-8")))
    deploy(office, Bundle.read(PROCEDURE))
    is_demonstration = not was_set_up(office)
    office.close()
    if not is_demonstration:
        return settings
    return replace(settings, demonstration=OFFICE, security=settings.security or SECURITY)


def bring_cases(settings: Settings) -> None:
    """The invented cases of the demonstration, once; they come while the pages are there already."""
    from engine.actions.house.office import open_office
    from engine.actions.taking_in.load_cases import load_cases
    from engine.rehearsals.yaml_text import read_yaml

    office = open_office(settings)
    load_cases(office, read_yaml(CASES.read_bytes()))
    office.close()


def welcome(settings: Settings) -> str:
    """Where the house stands and what a newcomer may do next."""
    return say("cli.run.welcome", "zh", address=f"http://{settings.host}:{settings.port}", var=settings.var)
