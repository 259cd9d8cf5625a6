"""What a check found: where, how bad, why, and what to do about it, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from engine.texts.catalogue import Spoken, say
from engine.texts.visible import visible

MAX_LISTED: Final = 40  #: entries of a list that a sentence names
MAX_QUOTED: Final = 300  #: characters of a text that a sentence quotes


class Severity(StrEnum):
    """An error keeps a diagram from being published; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding(Spoken):
    """One thing found. `line` counts from 1 and is 0 where a file has no lines; `element` is "" for a whole file."""

    severity: Severity
    rule: str
    file: str
    line: int
    element: str
    key: str
    params: Mapping[str, Any] = field(default_factory=dict)
    #: what need not be told apart: findings that go when this one is mended, or that say the same of other elements
    folded: tuple[Finding, ...] = ()

    @classmethod
    def error(cls, rule: str, file: str, line: int, element: str, key: str = "", **params: Any) -> Finding:
        """A finding that keeps the bundle from being published."""
        return cls(Severity.ERROR, rule, file, line, element, f"diagrams.{key or rule}", params)

    @classmethod
    def warning(cls, rule: str, file: str, line: int, element: str, key: str = "", **params: Any) -> Finding:
        """A finding that is only told."""
        return cls(Severity.WARNING, rule, file, line, element, f"diagrams.{key or rule}", params)

    def message(self, lang: str) -> str:
        """What is wrong."""
        return self._say(self.key, lang)

    def remedy(self, lang: str) -> str:
        """What to do about it."""
        return self._say(f"{self.key}.remedy", lang)

    def to_json(self, lang: str) -> dict[str, Any]:
        """The finding as plain data, as `huishang check --json` prints it."""
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "file": self.file,
            "line": self.line,
            "element": visible(self.element),
            "message": self.message(lang),
            "remedy": self.remedy(lang),
            "folded": [one.to_json(lang) for one in self.folded],
        }

    def _say(self, key: str, lang: str) -> str:
        filled = {name: _spoken(value, lang) for name, value in self.params.items()}
        return say(key, lang, **{"element": visible(self.element or self.file), "file": visible(self.file), **filled})


def _spoken(value: Any, lang: str) -> Any:
    """A sentence inside a finding is told in the finding's language; a list is told with commas."""
    if isinstance(value, Spoken):
        return value.message(lang)
    if hasattr(value, "key") and hasattr(value, "params"):
        return say(value.key, lang, **value.params)
    if isinstance(value, list | tuple):
        shown = [visible(str(entry)) for entry in value[:MAX_LISTED]]
        return ("、" if lang == "zh" else ", ").join([*shown, "…"] if len(value) > MAX_LISTED else shown)
    return visible(value, MAX_QUOTED) if isinstance(value, str) else value
