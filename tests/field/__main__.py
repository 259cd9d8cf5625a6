"""`python -m tests.field bpmn|dmn|feel … --corpus FOLDER`: how much of a folder of real material runs, and how."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

HERE = Path(__file__).parent


class _Measures(click.Group):
    """One module a measure; the module holds a click command of its own name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # click's signature
        found = (path.stem for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("_"))
        return [name for name in found if hasattr(import_module(f"tests.field.{name}"), "command")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"tests.field.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found


if __name__ == "__main__":
    _Measures(help=__doc__)()
