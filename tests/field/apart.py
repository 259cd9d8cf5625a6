"""Runs a function in a forked child with a time and memory limit, so that one bad file cannot end a measurement."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any

SECONDS = 30
MEMORY = 2 * 1024**3


def apart(function: Callable[[], dict[str, Any]], seconds: int = SECONDS, memory: int = MEMORY) -> dict[str, Any]:
    """What the function gives, or `{"crash": text}`; with `seconds` and peak `mebibytes` it took."""
    begun = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_child(function, writing, seconds, memory)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        raw = pipe.read()
    _, status, used = os.wait4(child, 0)
    told = json.loads(raw) if raw else {"crash": f"ended by signal {os.waitstatus_to_exitcode(status)}"}
    return {**told, "seconds": time.monotonic() - begun, "mebibytes": used.ru_maxrss / 1024}


def _in_child(function: Callable[[], dict[str, Any]], writing: int, seconds: int, memory: int) -> None:
    try:
        signal.alarm(seconds)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        told = function()
    except BaseException:  # noqa: BLE001  # whatever it is, it is what we measure
        told = {"crash": traceback.format_exc()[-1500:]}
    try:
        os.write(writing, json.dumps(told, ensure_ascii=False).encode())
    finally:
        os._exit(0)
