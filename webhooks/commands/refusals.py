"""How the command line says no: the sentence on standard error, all that it names below, exit status 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from engine.errors import Refusal
from engine.texts.catalogue import say
from webhooks.commands.told_findings import lines_of
from webhooks.commands.told_proofs import story_of


@contextmanager
def refusals_told(lang: str = "zh") -> Iterator[None]:
    """Turn a refusal into its sentence and leave; anything else passes."""
    try:
        yield
    except Refusal as refusal:
        click.echo("\n".join(told(refusal, lang)), err=True)
        raise SystemExit(1) from None


def told(refusal: Refusal, lang: str) -> Iterator[str]:
    """The sentence of a refusal and all it names; a disproved procedure with its stories instead of its findings."""
    yield say(refusal.key, lang, **refusal.params)
    for error in refusal.fields:
        yield f"  {error.path}: {say(error.key, lang, **error.params)}"
    proof = getattr(refusal, "proof", None)
    if proof is not None:
        yield from story_of(proof, lang)
        return
    for finding in getattr(refusal, "findings", ()):
        yield from lines_of(finding, lang)
