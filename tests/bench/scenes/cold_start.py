"""From the start of the server's process to its first healthy answer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from tests.bench.house import KEY
from tests.bench.place import Place
from tests.bench.rows import Row, row

PATIENCE = 30.0
BETWEEN = 0.005


def measure(place: Place) -> list[Row]:
    url = ""
    with place.house("start") as (house, _):
        url = house.settings.database_url
    return [row("cold_start", [_start(url, place.folder) for _ in range(max(3, place.sizes.repeats // 6))])]


def _start(url: str, var: Path) -> float:
    port = _free_port()
    given = {"DATABASE": url, "VAR": str(var), "MASTER_KEY": KEY, "PORT": str(port)}
    environment = {**os.environ, **{f"HUISHANG_{name}": value for name, value in given.items()}}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [Path(sys.executable).with_name("huishang"), "serve"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        return _first_answer(f"http://127.0.0.1:{port}/health", begun)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _first_answer(address: str, begun: float) -> float:
    while time.perf_counter() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if answer.status == 200:
                    return time.perf_counter() - begun
        except (URLError, ConnectionError):
            time.sleep(BETWEEN)
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
