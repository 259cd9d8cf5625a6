"""One process tree for one machine: the web half and the timers as two children, restarted when they die, stopped
together.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from types import FrameType

#: option of prctl(2)
PR_SET_PDEATHSIG = 1
#: seconds between two looks at the children
PAUSE = 0.2
#: a child that dies this soon after its start (gunicorn tries a port for five seconds) will die again: the tree stops
TOO_SOON = 7.0
#: seconds the children are given to end their work
GRACE = 35.0


class Supervisor:
    """Starts each part in a process of its own, forked so that what is imported is shared."""

    def __init__(self, parts: Mapping[str, Callable[[], None]]) -> None:
        self._parts = parts
        self._processes: dict[str, BaseProcess] = {}
        self._started: dict[str, float] = {}
        self._stopping = False

    def run(self) -> int:
        """Keep every part alive until told to stop.

        The exit status: 0 after TERM or Ctrl-C, 1 where a part cannot live.
        """
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for name in self._parts:
            self._start(name)
        failed: list[str] = []
        while not self._stopping and not failed:
            time.sleep(PAUSE)
            failed = [name for name in self._parts if not self._tend(name)]
        self._end()
        return int(bool(failed))

    def _start(self, name: str) -> None:
        process = multiprocessing.get_context("fork").Process(target=_child, args=(self._parts[name],), name=name)
        process.start()
        self._processes[name] = process
        self._started[name] = time.monotonic()

    def _tend(self, name: str) -> bool:
        """Restart a part that died. False where it died so soon that restarting is hopeless."""
        if self._processes[name].is_alive() or self._stopping:
            return True
        if time.monotonic() - self._started[name] < TOO_SOON:
            return False
        self._start(name)
        return True

    def _stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002  # the signature of a signal handler
        self._stopping = True

    def _end(self) -> None:
        """Tell every part to stop, wait for what it is doing, and end what does not."""
        for process in self._processes.values():
            if process.is_alive() and process.pid:
                os.kill(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in self._processes.values():
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()


def _child(part: Callable[[], None]) -> None:
    """Run one part with the signals a process of its own would have; Ctrl-C is the parent's to answer."""
    _end_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    part()


def _end_with_parent() -> None:
    """Ask Linux to send us TERM when the parent dies without a word; elsewhere a killed parent leaves its children."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
