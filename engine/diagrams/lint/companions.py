"""What lies beside the diagrams of a bundle, read once: tables, forms and settings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.decisions.library import Library
from engine.decisions.model_reader import read_models
from engine.diagrams.bundle import MAX_FILE, NAMED, Bundle
from engine.diagrams.findings import Finding
from engine.yaml_files import YamlRefused, read_yaml

SETTINGS: Final = "settings.yaml"


@dataclass(frozen=True, slots=True)
class FormFile:
    """One form as its file holds it."""

    file: str
    id: str
    schema: Mapping[str, Any]


class Companions:
    """Tables, forms and settings. Files that cannot be read are in `findings`; the rest is there all the same."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self.findings: list[Finding] = []
        self.decisions = self._read_decisions()
        self.forms = list(self._read_forms())
        #: the settings of the procedure by name; None when there are none, so that names cannot be checked
        self.settings = self._read_named(SETTINGS)
        for file in sorted(set(NAMED) - {SETTINGS}):
            self._read_named(file)

    def _read_decisions(self) -> Library:
        """All tables together, since one may require what another file declares."""
        try:
            decisions = read_models(self._bundle.named(".dmn"))
        except Exception as error:  # noqa: BLE001  # whatever breaks is told, never shown as a traceback
            self.findings.append(crashed("", "read_decisions", error))
            return Library({}, {}, ())
        self.findings += decisions.findings
        return decisions

    def _is_too_large(self, file: str, raw: bytes, limit: int) -> bool:
        if len(raw) > limit:
            self.findings.append(Finding.error("too_large", file, 0, "", size=len(raw), limit=limit))
        return len(raw) > limit

    def _read_forms(self) -> Iterator[FormFile]:
        for file, raw in self._bundle.named(".form").items():
            if self._is_too_large(file, raw, MAX_FILE):
                continue
            try:
                schema = json.loads(raw, parse_constant=_refuse_number)
            except (ValueError, RecursionError) as error:
                self.findings.append(_not_json(file, error))
                continue
            if isinstance(schema, dict):
                yield FormFile(file, str(schema.get("id") or ""), schema)
            else:
                self.findings.append(Finding.error("unreadable", file, 1, "", "unreadable.object"))

    def _read_named(self, file: str) -> Mapping[str, Any] | None:
        """One of the YAML files of a procedure; None when the bundle has none or it cannot be read."""
        raw = self._bundle.files.get(file)
        if raw is None:
            return None
        try:
            read = read_yaml(raw)
        except YamlRefused as refused:
            self.findings.append(
                Finding.error("unreadable", file, refused.line, "", f"unreadable.yaml_{refused.reason}")
            )
            return None
        if not isinstance(read, dict):
            self.findings.append(Finding.error("unreadable", file, 1, "", "unreadable.object"))
            return None
        return read


def crashed(file: str, broken: str, error: Exception) -> Finding:
    """What is told of a file on which the reading itself breaks."""
    return Finding.error("crashed", file, 0, "", broken=broken, detail=type(error).__name__)


def _refuse_number(name: str) -> float:
    raise ValueError(name)


def _not_json(file: str, error: Exception) -> Finding:
    if isinstance(error, json.JSONDecodeError):
        return Finding.error("unreadable", file, error.lineno, "", "unreadable.json", column=error.colno)
    return Finding.error("unreadable", file, 0, "", "unreadable.json_beyond")
