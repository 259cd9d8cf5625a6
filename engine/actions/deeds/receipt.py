"""Sign for what was served (签收). The day of receipt is the day it was truly received, also where it is entered later.

Electronic service takes effect when it reaches the recipient's system: the instant the task was opened.
"""

from __future__ import annotations

import uuid

from engine.actions.deeds.deeds import Deed, Special
from engine.people.actor import SYSTEM_ID
from engine.storage import services


def _before(deed: Deed) -> None:
    """Enter service and receipt together, before the task and its row are gone."""
    work = deed.work
    task = work.task(deed.task_id or "")
    served_at = task.opened_at if task else work.now
    row = {
        "id": uuid.uuid4().hex,
        "case_id": work.case.id,
        "item": deed.item,
        "subject": deed.element,
        "recipient": deed.item,
        "how": "system",
        "paper": work.world.acted_on is not None,
        "served_at": served_at,
        "served_by": SYSTEM_ID,
        "receipt_on": deed.on,
        "receipt_at": work.now,
        "receipt_by": work.acting,
        "details": {"submission": deed.submission},
    }
    services.add(work.connection, [row])


SPECIAL = Special(before=_before)
