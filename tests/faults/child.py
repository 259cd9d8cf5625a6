"""Another process of the installation: `python -m tests.faults.child ACT URL INSTANT [TASK]`.

Which stop point kills it, if any, is said by the environment. `sweep_when_told` says when it is ready, waits for
a line, sweeps, and says how many timers it fired.
"""

from __future__ import annotations

import sys
from datetime import datetime

from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.actions.worker.long_work import do_next
from engine.clock import MovableClock
from engine.timers.work_kinds import KINDS
from tests.faults.site import FIRST, FORM_DATA, office_on, token
from webhooks.app import create_app

KEY = "said-once-only"
READY = "ready"


def request_of(task: str) -> dict[str, object]:
    """The request both the process that dies and the client that tries again send."""
    headers = {"Authorization": f"Bearer {token(FIRST)}", "Idempotency-Key": KEY}
    return {"path": f"/api/v1/tasks/{task}/complete", "json": {"form": FORM_DATA}, "headers": headers}


def main(act: str, url: str, instant: str, task: str = "") -> None:
    office = office_on(url, MovableClock(datetime.fromisoformat(instant)))
    if act == "sweep":
        fire_due_timers(office)
    elif act == "sweep_when_told":
        print(READY, flush=True)
        sys.stdin.readline()
        print(fire_due_timers(office), flush=True)
    elif act == "long_work":
        do_next(office, "child", KINDS)
    else:
        create_app(office).test_client().post(**request_of(task))


if __name__ == "__main__":
    main(*sys.argv[1:])
