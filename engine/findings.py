"""What a check found: where, how bad, why, and what to do about it, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from engine.texts.catalogue import say


class Severity(StrEnum):
    """An error keeps a diagram from being published; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `line` counts from 1 and is 0 where a file has no lines; `element` is "" for a whole file."""

    severity: Severity
    rule: str
    file: str
    line: int
    element: str
    key: str
    params: Mapping[str, Any] = field(default_factory=dict)

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
            "element": self.element,
            "message": self.message(lang),
            "remedy": self.remedy(lang),
        }

    def _say(self, key: str, lang: str) -> str:
        filled = {name: _spoken(value, lang) for name, value in self.params.items()}
        return say(key, lang, element=self.element, file=self.file, **filled)


def _spoken(value: Any, lang: str) -> Any:
    """A sentence inside a finding is told in the finding's language; a list is told with commas."""
    if hasattr(value, "key") and hasattr(value, "params"):
        return say(value.key, lang, **value.params)
    if isinstance(value, list | tuple):
        return ("、" if lang == "zh" else ", ").join(str(entry) for entry in value)
    return value
