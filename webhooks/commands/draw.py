"""`huishang draw FILE`: gives a diagram that came without a drawing one, so that a modeler shows it."""

from __future__ import annotations

from pathlib import Path

import click

from engine.texts.catalogue import say


@click.command("draw", help=say("cli.draw.help", "zh"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help=say("cli.draw.out", "zh"))
def command(file: Path, out: Path | None) -> None:
    """Write the drawn diagram to OUT, or print it. Exits with 1 where there is nothing to draw."""
    from engine.diagrams.layout.drawing import draw_file  # imported late: `--help` needs none of the engine

    made = draw_file(file.name, file.read_bytes())
    if made is None:
        click.echo(say("cli.draw.nothing", "zh", file=str(file)), err=True)
        raise SystemExit(1)
    if out is None:
        click.echo(made.decode())
    else:
        out.write_bytes(made)
        click.echo(say("cli.draw.done", "zh", file=str(out)))
