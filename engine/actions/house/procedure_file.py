"""What a bundle says about itself: key, titles, main process, numbering and dated settings, read as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from engine.cases.numbering import Numbering
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.errors import Invalid
from engine.yaml_files import YamlRefused, read_yaml

PROCEDURE_FILE = "procedure.yaml"
SETTINGS_FILE = "settings.yaml"
#: the series that numbers cases, and the day from which a plain one holds
CASE, PLAIN_FROM = "case", "1991-01-01"


@dataclass(frozen=True, slots=True)
class ProcedureFile:
    """Days are YYYY-MM-DD. `settings` are lists of dated rows by name, `numbering` dated rows."""

    key: str
    titles: dict[str, str]
    process: str
    numbering: list[dict[str, Any]]
    settings: dict[str, list[dict[str, Any]]]


def read_process(bundle: Bundle) -> str | None:
    """The main process a bundle names; None where it leaves that to its diagrams."""
    process = _yaml(bundle, PROCEDURE_FILE).get("process")
    return str(process) if process else None


def read_procedure(bundle: Bundle, definition: Definition) -> ProcedureFile:
    """What the bundle says; a bundle without a procedure file is named after its process."""
    said = _yaml(bundle, PROCEDURE_FILE)
    process = definition.process_id
    titles = said.get("title") or {"zh": definition.name or process, "en": definition.name or process}
    return ProcedureFile(
        key=str(said.get("key", process)),
        titles={str(lang): str(title) for lang, title in titles.items()},
        process=process,
        numbering=_numbering(said, process),
        settings={str(name): list(rows) for name, rows in _yaml(bundle, SETTINGS_FILE).items()},
    )


def _numbering(said: Mapping[str, Any], process: str) -> list[dict[str, Any]]:
    """The dated series; a bundle that names none counts its cases under its own name. Raises Invalid."""
    rows = list(
        said.get("numbering") or [{"kind": CASE, "from": PLAIN_FROM, "pattern": f"{process}-{{year}}-{{serial}}"}]
    )
    Numbering.parse(rows)
    return rows


def _yaml(bundle: Bundle, name: str) -> dict[str, Any]:
    raw = bundle.files.get(name)
    if raw is None:
        return {}
    try:
        read = read_yaml(raw)
    except YamlRefused:
        raise Invalid("actions.file_unreadable", file=name) from None
    if not isinstance(read, dict):
        raise Invalid("actions.file_unreadable", file=name)
    plain: dict[str, Any] = orjson.loads(orjson.dumps(read))
    return plain
