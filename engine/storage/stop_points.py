"""Named points where a fault test may kill the process. Outside such a test they do nothing.

`HUISHANG_FAULT=case_work.before_commit:kill` kills at the first pass; `…:kill@3` at the third.
"""

from __future__ import annotations

import os
import signal
from itertools import count

FAULT = "HUISHANG_FAULT"
_WANTED, _, _ORDER = os.environ.get(FAULT, "").partition(":")
_ACT, _, _PASS = _ORDER.partition("@")
_passes = count(1)


def stop_point(name: str) -> None:
    """Die here without a word, if this is the point and the pass that the fault test asked for."""
    if name != _WANTED or _ACT != "kill":
        return
    if next(_passes) == int(_PASS or 1):
        os.kill(os.getpid(), signal.SIGKILL)
