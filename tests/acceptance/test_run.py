"""`huishang run`: up fast, stopped cleanly, keeping its data; red when nobody looks at the clock any more."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.acceptance.conftest import PATIENCE, Server, start
from webhooks.supervisor import TOO_SOON

#: what the issue allows, times what a test machine shared with others may cost
COLD_START = 2.0 * 4
SECOND_START = 3.0 * 4


def health(server: Server) -> dict[str, object]:
    """The signs of life, red or not."""
    try:
        with urllib.request.urlopen(server.address + "/health", timeout=PATIENCE) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as red:
        with red:
            return dict(json.load(red))


def children_of(process: int) -> list[int]:
    """The processes directly below this one."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(child) for child in listed.split()]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "Ctrl-C"])
def test_it_starts_stops_and_keeps_its_data(tmp_path: Path, port: int, how: signal.Signals) -> None:
    first = start(tmp_path / "var", port)
    assert first.wait() < COLD_START
    token = first.token("officer")
    tree = children_of(first.process.pid)
    assert first.stop(how) == 0
    assert not [child for child in tree if Path(f"/proc/{child}").exists()]
    second = start(tmp_path / "var", port)
    try:
        assert second.wait() < SECOND_START
        asked = urllib.request.Request(f"{second.address}/api/v1/tasks", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            assert answer.status == 200
    finally:
        assert second.stop() == 0
    assert list((tmp_path / "var" / "seals").glob("*.json"))


def test_it_says_in_chinese_what_to_do_next(server: Server) -> None:
    said = server.log.read_text("utf-8")
    assert server.address in said
    assert "接下来可以" in said


def test_a_part_that_dies_is_started_again(server: Server) -> None:
    before = children_of(server.process.pid)
    began = time.monotonic()
    while time.monotonic() - began < TOO_SOON + 0.5:
        time.sleep(0.1)
    os.kill(before[-1], signal.SIGKILL)
    while children_of(server.process.pid) in (before, before[:-1]):
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.05)
    assert server.status() == 200


def test_no_process_outlives_a_killed_parent(tmp_path: Path, port: int) -> None:
    running = start(tmp_path / "var", port)
    running.wait()
    tree = children_of(running.process.pid)
    running.process.kill()
    running.process.wait(PATIENCE)
    began = time.monotonic()
    while any(Path(f"/proc/{child}").exists() for child in tree):
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.05)


def test_the_web_half_alone_tells_of_its_missing_ticker(tmp_path: Path, port: int) -> None:
    prepared = start(tmp_path / "var", port, "migrate")
    assert prepared.process.wait(PATIENCE) == 0
    alone = start(tmp_path / "var", port, "serve")
    try:
        alone.wait()
        assert health(alone)["ticker"] == {"alive": True, "age_seconds": None, "limit_seconds": 60}
    finally:
        assert alone.stop() == 0


def test_a_taken_port_ends_the_whole_tree(server: Server, tmp_path: Path) -> None:
    port = int(server.address.rsplit(":", 1)[1])
    second = start(tmp_path / "other", port)
    assert second.process.wait(PATIENCE) == 1
    assert f"127.0.0.1:{port}" in second.log.read_text("utf-8")
    assert server.status() == 200


def test_several_web_processes_add_up_their_figures(tmp_path: Path, port: int) -> None:
    prepared = start(tmp_path / "var", port, "migrate")
    assert prepared.process.wait(PATIENCE) == 0
    served = start(tmp_path / "var", port, "serve", "--workers", "2")
    try:
        served.wait()
        for _ in range(20):
            assert served.status("/nowhere") == 404
        with urllib.request.urlopen(served.address + "/metrics", timeout=PATIENCE) as answer:
            figures = answer.read().decode()
        counted = [
            line for line in figures.splitlines() if line.startswith("huishang_requests_total") and "404" in line
        ]
        assert sum(float(line.rsplit(" ", 1)[1]) for line in counted) == 20
    finally:
        assert served.stop() == 0
