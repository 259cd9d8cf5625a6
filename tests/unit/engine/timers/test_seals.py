"""A seal is one readable file a day, whole or not there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import orjson

from engine.actions.records.seal_day import seal_of
from engine.clock import at_beijing
from engine.storage.audit import Head
from engine.timers.seals import keep_seal

DAY = date(2026, 11, 24)


def test_a_seal_can_be_read_back(tmp_path: Path) -> None:
    seal = seal_of({"people": Head(3, b"\x01" * 32)}, DAY, at_beijing(DAY, 0, 1))
    keep_seal(tmp_path, seal)
    keep_seal(tmp_path, seal)
    assert [path.name for path in (tmp_path / "seals").iterdir()] == ["2026-11-24.json"]
    said = orjson.loads((tmp_path / "seals" / "2026-11-24.json").read_bytes())
    assert said["head"] == seal.head
    assert said["chains"] == {"people": [3, "01" * 32]}
    assert said["at"] == "2026-11-23T16:01:00+00:00"
