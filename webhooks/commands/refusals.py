"""How the command line says no: the sentence on standard error, each field below it, exit status 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from engine.errors import Refusal
from engine.texts.catalogue import say


@contextmanager
def refusals_told(lang: str = "zh") -> Iterator[None]:
    """Turn a refusal into its sentence and leave; anything else passes."""
    try:
        yield
    except Refusal as refusal:
        click.echo(say(refusal.key, lang, **refusal.params), err=True)
        for error in refusal.fields:
            click.echo(f"  {error.path}: {say(error.key, lang, **error.params)}", err=True)
        for finding in getattr(refusal, "findings", ()):
            click.echo(f"  {finding.file}:{finding.line} {finding.element}: {finding.message(lang)}", err=True)
        raise SystemExit(1) from None
