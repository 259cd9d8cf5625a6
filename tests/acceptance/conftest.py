"""A real server as a newcomer starts it: `huishang run` in a process of its own, on loopback, with data of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

#: seconds a server may take on a busy machine before the test gives up
PATIENCE = 60


@dataclass
class Server:
    """One running process tree."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def status(self, path: str = "/health") -> int:
        """The status of a plain GET; 0 while nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code
        except OSError:
            return 0

    def wait(self) -> float:
        """Seconds until the first 200 on /health."""
        began = time.monotonic()
        while self.status() != 200:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() - began < PATIENCE, self.log.read_text("utf-8")
            time.sleep(0.02)
        return time.monotonic() - began

    def token(self, login: str) -> str:
        """Sign in as a person of the demonstration office."""
        return str(self.post("/tokens", {"login": login, "password": "Huishang-Demo-1"})["token"])

    def post(self, path: str, body: Any, token: str = "") -> Any:
        """The answer of a POST to the API. Raises HTTPError for a refusal."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        asked = urllib.request.Request(f"{self.address}/api/v1{path}", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return json.load(answer)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop; gives its exit status."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


def start(var: Path, port: int, *command: str) -> Server:
    """Start `huishang run`, or another subcommand, with its data in `var`."""
    log = var.parent / f"{var.name}.log"
    environment = {**os.environ, "HUISHANG_VAR": str(var), "HUISHANG_PORT": str(port)}
    environment.pop("HUISHANG_LONG", None)
    called = [sys.executable, "-c", "from webhooks.cli import main; main()", *(command or ("run",))]
    with log.open("ab") as stream:
        process = subprocess.Popen(called, env=environment, stdout=stream, stderr=stream, start_new_session=True)
    return Server(f"http://127.0.0.1:{port}", process, log)


@pytest.fixture
def port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[Server]:
    """A fresh installation, running."""
    running = start(tmp_path / "var", port)
    running.wait()
    yield running
    if running.process.poll() is None:
        running.stop()
