"""What a proof says: proved, a counterexample with its story, or that nothing can be told and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from engine.diagrams.findings import DiagramRefused, Finding
from engine.proofs.moves import Move
from engine.texts.catalogue import Spoken, say

#: what each duty is called, by its number and language
Titles = Mapping[int, Mapping[str, str]]
NO_TITLES: Titles = MappingProxyType({})


class Verdict(StrEnum):
    """What can be said."""

    PROVED = "proved"
    COUNTEREXAMPLE = "counterexample"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Counterexample:
    """One fault with the shortest way to it. `duty` is its number, None for a fault of structure."""

    rule: str
    element: str
    story: tuple[Move, ...] = ()
    duty: int | None = None
    detail: str = ""

    def to_json(self, lang: str, titles: Titles = NO_TITLES) -> dict[str, Any]:
        """As `huishang prove --json` prints it."""
        told = [{"doing": str(move.doing), "element": move.element, "item": move.item, "answer": move.routing}
                for move in self.story]  # fmt: skip
        return {"rule": self.rule, "duty": self.duty, "element": self.element, "detail": self.detail,
                "message": self.message(lang, titles), "story": told}  # fmt: skip

    def message(self, lang: str, titles: Titles = NO_TITLES) -> str:
        """What is wrong, in words; `titles` are those of the duties."""
        if self.duty is None:
            return say(f"proofs.{self.rule}", lang, element=self.element, detail=self.detail)
        title = titles.get(self.duty, {}).get(lang) or self.rule
        where = self.element or say("proofs.somewhere", lang)
        return say("proofs.duty", lang, duty=self.duty, title=title, clause=self.rule, element=where)


@dataclass(frozen=True, slots=True)
class _Fault(Spoken):
    """A counterexample in a finding's sentence."""

    found: Counterexample
    titles: Titles

    def message(self, lang: str) -> str:
        return self.found.message(lang, self.titles)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found. `why` says why nothing can be said, empty otherwise; `notes` where values were only sampled."""

    verdict: Verdict
    findings: tuple[Counterexample, ...]
    moments: int
    moves: int
    seconds: float
    why: str = ""
    notes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    titles: Titles = field(default_factory=dict)

    def told_notes(self, lang: str) -> list[str]:
        """What the verdict does not cover, in words."""
        return [say(key, lang, elements=", ".join(elements)) for key, elements in self.notes]

    def to_json(self, lang: str) -> dict[str, Any]:
        """As `huishang prove --json` prints it."""
        return {
            "verdict": self.verdict.value,
            "why": say(self.why, lang) if self.why else "",
            "findings": [one.to_json(lang, self.titles) for one in self.findings],
            "notes": self.told_notes(lang),
            "moments": self.moments,
            "moves": self.moves,
            "seconds": round(self.seconds, 2),
        }

    def require(self) -> None:
        """Raises DiagramRefused where a counterexample was found."""
        if self.verdict is Verdict.COUNTEREXAMPLE:
            raise DiagramRefused(
                [
                    Finding.error("proof", "", 0, one.element, "proof", fault=_Fault(one, self.titles))
                    for one in self.findings
                ]
            )
