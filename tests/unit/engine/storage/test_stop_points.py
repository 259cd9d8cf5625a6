"""A named point kills when a fault test asks for it, and at no other time."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

PROGRAM = (
    "from engine.storage.stop_points import stop_point\nfor name in ('a', 'b', 'b'): stop_point(name); print(name)"
)


@pytest.mark.parametrize(
    ("fault", "code", "printed"),
    [
        ("", 0, "a\nb\nb\n"),
        ("c:kill", 0, "a\nb\nb\n"),
        ("b:kill", -signal.SIGKILL, "a\n"),
        ("b:kill@2", -signal.SIGKILL, "a\nb\n"),
    ],
)
def test_stop_points(fault, code, printed):
    ran = subprocess.run(
        [sys.executable, "-u", "-c", PROGRAM],
        env={"HUISHANG_FAULT": fault},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (code, printed)
