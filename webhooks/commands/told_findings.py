"""How the command line tells a finding: the place, the rule, what is wrong, what to do, and what is folded into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.findings import Finding, Severity
from engine.texts.catalogue import say
from engine.texts.visible import visible

SHOWN: Final = 12  #: elements that a line of folded findings names
_MARKS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!"}


def lines_of(finding: Finding, lang: str) -> Iterator[str]:
    """This finding in words, the first line being the fault itself."""
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    yield " ".join(filter(None, (_MARKS[finding.severity], place, f"[{finding.rule}]", finding.message(lang))))
    yield f"    → {finding.remedy(lang)}"
    yield from (f"    ↳ {line}" for line in _folded(finding, lang))


def _folded(finding: Finding, lang: str) -> Iterator[str]:
    """How many say the same elsewhere, and how many go away with this one, with the first of their elements."""
    for key, like in (("alike", True), ("consequences", False)):
        named = [one.element or one.file for one in finding.folded if (one.key == finding.key) is like]
        if named:
            shown = ", ".join(map(visible, dict.fromkeys(named[:SHOWN]))) + (" …" if len(named) > SHOWN else "")
            yield say(f"diagrams.folded.{key}", lang, count=len(named), elements=shown)
