"""Refuses each hostile case in a child of a fresh interpreter, and tells how long it took and how much memory.

Run as a program it prints one JSON object a line: `case`, `seconds`, `mebibytes`, `keys`, `texts`, `crash`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from typing import Any

from engine.diagrams.archives import read_archive
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check
from engine.errors import Refusal
from engine.findings import Finding, Severity
from engine.texts.catalogue import LANGUAGES, say
from tests.unit.engine.diagrams.hostile.corpus import CASES, Files

SECONDS = 20
MEMORY = 2 * 1024**3


def refuse(made: Files | bytes) -> dict[str, Any]:
    """What is said about this case: keys of errors, and every sentence in both languages."""
    try:
        findings = check(read_archive(made) if isinstance(made, bytes) else Bundle(made))
    except Refusal as refusal:
        return {"keys": [refusal.key], "texts": [say(refusal.key, lang, **refusal.params) for lang in LANGUAGES]}
    errors = [one for one in findings if one.severity is Severity.ERROR]
    return {"keys": sorted({one.key for one in errors}), "texts": _texts(errors), "count": len(findings)}


def _texts(errors: list[Finding]) -> list[str]:
    return [text for one in errors[:50] for lang in LANGUAGES for text in (one.message(lang), one.remedy(lang))]


def main(names: list[str]) -> None:
    """Measure these cases, or all."""
    check(Bundle({"a.bpmn": b"<definitions/>"}))  # what is read once, is read before the measuring
    for name in names or CASES:
        made = CASES[name]()
        print(json.dumps({"case": name, **_apart(made)}, ensure_ascii=False), flush=True)


def _apart(made: Files | bytes) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(made, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        raw = pipe.read()
    _, status, used = os.wait4(child, 0)
    told = json.loads(raw) if raw else {"crash": f"signal {os.waitstatus_to_exitcode(status)}"}
    return {**told, "mebibytes": round(used.ru_maxrss / 1024)}


def _in_child(made: Files | bytes, writing: int) -> None:
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    begun = time.process_time()
    try:
        told: dict[str, Any] = refuse(made)
    except BaseException as error:  # noqa: BLE001  # that is what the test looks for
        told = {"crash": repr(error)[:500]}
    told["seconds"] = round(time.process_time() - begun, 3)
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(json.dumps(told, ensure_ascii=False).encode())
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
