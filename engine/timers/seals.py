"""Keeps each day's seal in a file of its own, beside the database and never in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson

from engine.actions.records.seal_day import Seal

FOLDER = "seals"


def keep_seal(var: Path, seal: Seal) -> None:
    """Write the seal durably as `seals/<day>.json` under `var`."""
    folder = var / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{seal.day.isoformat()}.json"
    draft = target.with_suffix(".new")
    said = {
        "day": seal.day.isoformat(),
        "at": seal.at.isoformat(),
        "head": seal.head,
        "records": seal.records,
        "chains": seal.chains,
    }
    with draft.open("wb") as stream:
        stream.write(orjson.dumps(said, option=orjson.OPT_INDENT_2))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)


def kept_seals(var: Path) -> list[dict[str, Any]]:
    """Every seal kept under `var`, oldest first, as plain values."""
    return [orjson.loads(path.read_bytes()) for path in sorted((var / FOLDER).glob("*.json"))]
