"""The `huishang` command: one file a subcommand in `webhooks/commands/`, loaded only when called, so that
`workdays` starts at once.
"""

from __future__ import annotations

from importlib import import_module

import click

from engine.texts.catalogue import say

#: subcommand → module in webhooks.commands; the module holds a click command named `command`
COMMANDS = (
    "run",
    "serve",
    "work",
    "migrate",
    "deploy",
    "migrate-cases",
    "verify",
    "archive",
    "verify-archive",
    "check",
    "decide",
    "prove",
    "draw",
    "diff",
    "workdays",
    "calendar",
    "rehearse",
    "simulate",
    "token",
    "keys",
)


class LazyGroup(click.Group):
    """Knows its subcommands by name and imports one at its call; help lines come from the catalogue without importing
    any.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"webhooks.commands.{cmd_name.replace('-', '_')}").command
        assert isinstance(found, click.Command)  # noqa: S101  # a broken house, not a broken call
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        with formatter.section(say("cli.commands", "zh")):
            formatter.write_dl([(name, say(f"cli.{name}.help", "zh")) for name in COMMANDS])


@click.command(cls=LazyGroup, help=say("cli.help", "zh"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="huishang")
def main() -> None:
    """Entry point of the console script."""
