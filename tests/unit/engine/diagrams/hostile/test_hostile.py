"""Every hostile case is refused in time and memory, with sentences that are short, whole and free of hidden marks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.diagrams.hostile.corpus import CASES

ROOT = Path(__file__).parents[5]
SECONDS, MEBIBYTES, LONGEST = 2.0, 256, 2_000
HIDDEN = re.compile("[\u0000-\u0008\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, Any]]:
    """What was said of each case, from one fresh interpreter that forks for each."""
    module = "tests.unit.engine.diagrams.hostile.measuring"
    done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, capture_output=True, text=True, check=True)
    return {told["case"]: told for told in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_at_once(measured: dict[str, dict[str, Any]], case: str) -> None:
    told = measured[case]
    assert told.get("crash") is None
    assert told["keys"]
    assert "diagrams.crashed" not in told["keys"]
    assert told["seconds"] < SECONDS
    assert told["mebibytes"] < MEBIBYTES


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_in_sentences(measured: dict[str, dict[str, Any]], case: str) -> None:
    for text in measured[case]["texts"]:
        assert 0 < len(text) < LONGEST
        assert not HIDDEN.search(text)
        assert "Traceback" not in text
        assert not re.search(r"\{[a-z]+\}", text)
