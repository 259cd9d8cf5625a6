"""The thread that does long work, one piece at a time, beside the ticker: what takes minutes must not hold up time."""

from __future__ import annotations

import os
import socket
import threading
import uuid
from collections.abc import Callable
from typing import Final

from engine.actions.house.office import Office
from engine.actions.notices.tell_of_work import tell_of_work
from engine.actions.worker.long_work import do_next
from engine.timers.work_kinds import KINDS

#: seconds between two looks for work
PULSE: Final = 1.0


class Bench:
    """Looks for work until it is stopped; work in progress is ended first, or begun anew by another later."""

    def __init__(self, office: Office, report: Callable[[str, Exception], None], pulse: float = PULSE) -> None:
        self._office, self._report, self._pulse = office, report, pulse
        self._worker = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, name="long-work", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self, patience: float = 5.0) -> None:
        """Look no more. Work that takes longer than this many seconds is left to another worker."""
        self._stopped.set()
        self._thread.join(patience)

    def _look(self) -> None:
        while not self._stopped.wait(self._pulse):
            self._do_all()

    def _do_all(self) -> None:
        try:
            while not self._stopped.is_set() and do_next(self._office, self._worker, KINDS, tell_of_work):
                pass
        except Exception as error:  # noqa: BLE001  # reported; the next look must come
            self._report("long_work", error)
