"""How the command line tells counterexamples: what is wrong, and every move of the shortest way there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.proofs.verdict import Proof

ANSWER: Final = 100  #: characters of an answer that are shown


def story_of(proof: Proof, lang: str) -> Iterator[str]:
    """Every counterexample with its moves."""
    for one in proof.findings:
        yield f"✗ {one.message(lang, proof.titles)}"
        for move in one.story:
            place = f"{move.element}:{move.item}" if move.item else move.element
            yield f"    {move.doing.value:9} {place} {move.answer[:ANSWER]}"
