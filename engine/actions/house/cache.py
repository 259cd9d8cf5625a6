"""A small memory of running cases, so that the next act need not read them again.

A case is taken *out* before it is touched and put back only after the commit; whatever goes wrong in between, the
memory holds nothing half done. A case that another process changed is known by its version and dropped.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from engine.actions.house.loaded import Loaded


class CaseCache:
    """At most `size` cases, the longest unused leaving first. Size 0 keeps none."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._cases: OrderedDict[str, tuple[int, Loaded]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, case_id: str, version: int) -> Loaded | None:
        """The case at this version, taken out; None if it is not here or is of another version."""
        with self._lock:
            kept = self._cases.pop(case_id, None)
        return kept[1] if kept and kept[0] == version else None

    def put(self, case_id: str, version: int, loaded: Loaded) -> None:
        """Keep the case as committed at this version, unless a later one is here already."""
        with self._lock:
            newer = self._cases.get(case_id)
            if self._size == 0 or (newer and newer[0] > version):
                return
            self._cases[case_id] = (version, loaded)
            self._cases.move_to_end(case_id)
            while len(self._cases) > self._size:
                self._cases.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._cases.clear()
