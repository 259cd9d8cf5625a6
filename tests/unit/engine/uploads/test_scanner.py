"""The virus scanner: clamd over its socket and a command; without an answer a file waits."""

from __future__ import annotations

import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.uploads.scanner import Verdict, scanner_of

from .samples import EICAR

#: reads the file and answers like clamscan
FAKE = "import sys; sys.exit(1 if b'EICAR' in sys.stdin.buffer.read() else 0)"


def command(source: str = FAKE) -> str:
    return f'command:{sys.executable} -c "{source}"'


@pytest.mark.parametrize(
    ("setting", "content", "verdict"),
    [
        (command(), b"%PDF", Verdict.CLEAN),
        (command(), EICAR, Verdict.INFECTED),
        (command("import sys; sys.exit(2)"), b"x", Verdict.WAITING),
        ("command:/no/such/scanner", b"x", Verdict.WAITING),
        ("clamd:/no/such/socket", b"x", Verdict.WAITING),
    ],
)
def test_what_a_scanner_says(setting, content, verdict):
    assert scanner_of(setting, required=False)(content) is verdict


def test_without_a_scanner_a_file_is_unchecked_or_waits():
    assert scanner_of("", required=False)(b"x") is Verdict.UNCHECKED
    assert scanner_of("", required=True)(b"x") is Verdict.WAITING


def test_an_unknown_scanner_is_refused():
    with pytest.raises(ValueError, match="clamd"):
        scanner_of("norton", required=False)


@pytest.fixture
def clamd() -> Iterator[Path]:
    """A daemon that speaks clamd's INSTREAM and finds the test virus."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        place = Path(folder) / "clamd.ctl"
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(place))
            listening.listen()
            thread = threading.Thread(target=_serve, args=(listening,), daemon=True)
            thread.start()
            yield place


def _serve(listening: socket.socket) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack("!I", stream.read(4))[0]:
                content += stream.read(size)
            connection.sendall(b"stream: Eicar-Test FOUND\0" if b"EICAR" in content else b"stream: OK\0")


def test_clamd_is_spoken_to_in_its_own_words(clamd):
    scan = scanner_of(f"clamd:{clamd}", required=True)

    assert scan(b"%PDF" + b"x" * 200_000) is Verdict.CLEAN
    assert scan(EICAR) is Verdict.INFECTED
