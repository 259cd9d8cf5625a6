"""Asks a virus scanner: clamd over its socket, or any command that reads the file and answers by its exit status.

Nothing is passed in silence: a scanner that does not answer makes the file wait, and a waiting file is not served.
"""

from __future__ import annotations

import shlex
import socket
import struct
import subprocess
from collections.abc import Callable
from enum import StrEnum
from typing import Final

#: longest time in seconds that one file may take
SECONDS: Final = 60
CHUNK: Final = 64 * 1024
_INFECTED: Final = 1
_CLAMD: Final = "clamd:"
_COMMAND: Final = "command:"


class Verdict(StrEnum):
    """What is known of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    WAITING = "waiting"  #: the scanner did not answer; asked again later
    UNCHECKED = "unchecked"  #: this installation has no scanner, and wants none


Scanner = Callable[[bytes], Verdict]


def scanner_of(setting: str, *, required: bool) -> Scanner:
    """The scanner of this setting: `clamd:/run/clamav/clamd.ctl`, `clamd:host:3310`, `command:/usr/bin/…`, or none.

    Without one every file is unchecked, or, where a check is required, waits for one. Raises ValueError for others.
    """
    if setting.startswith(_CLAMD):
        place = setting.removeprefix(_CLAMD)
        return lambda content: _clamd(place, content)
    if setting.startswith(_COMMAND):
        words = shlex.split(setting.removeprefix(_COMMAND))
        return lambda content: _command(words, content)
    if setting:
        raise ValueError(f"Expected a scanner as clamd:… or command:…, but it is {setting!r}.")
    return lambda _content: Verdict.WAITING if required else Verdict.UNCHECKED


def _command(words: list[str], content: bytes) -> Verdict:
    """Exit status 0 is clean, 1 infected (as clamscan has it); anything else is no answer."""
    try:
        done = subprocess.run(words, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return Verdict.WAITING
    return {0: Verdict.CLEAN, _INFECTED: Verdict.INFECTED}.get(done.returncode, Verdict.WAITING)


def _clamd(place: str, content: bytes) -> Verdict:
    """The INSTREAM command of clamd: chunks with their length before them, an empty one at the end."""
    try:
        with _connected(place) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                piece = content[start : start + CHUNK]
                connection.sendall(struct.pack("!I", len(piece)) + piece)
            connection.sendall(struct.pack("!I", 0))
            answer = _answer(connection)
    except OSError:
        return Verdict.WAITING
    if answer.endswith(b" FOUND"):
        return Verdict.INFECTED
    return Verdict.CLEAN if answer.endswith(b": OK") else Verdict.WAITING


def _connected(place: str) -> socket.socket:
    if place.startswith("/"):
        local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        local.settimeout(SECONDS)
        try:
            local.connect(place)
        except OSError:
            local.close()
            raise
        return local
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _answer(connection: socket.socket) -> bytes:
    said = b""
    while piece := connection.recv(1024):
        said += piece
        if said.endswith(b"\0") or len(said) > 10_000:
            break
    return said.rstrip(b"\0\r\n")
