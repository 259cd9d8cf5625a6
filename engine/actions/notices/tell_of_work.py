"""Long work has ended: whoever asked for it is told, in the transaction in which it ends.

It is told at that instant and not on the next working morning: the person asked for it and waits.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from engine.actions.house.office import Office
from engine.actions.notices.telling import mode_of
from engine.storage import mails, notice_preferences, told
from engine.storage.database import Connection
from engine.storage.jobs import JobRow
from engine.storage.mails import MailRow
from engine.storage.notice_preferences import AT_ONCE, IN_DIGEST
from engine.storage.told import ToldRow

#: kinds of these notices
DONE, FAILED = "work_done", "work_failed"
#: what they are about, beside the id of the work
ELEMENT: Final = "work"


def tell_of_work(office: Office, connection: Connection, row: JobRow, at: datetime, *, is_done: bool) -> None:
    """Put it before whoever asked, and a letter on its way where that person wants one."""
    kind = DONE if is_done else FAILED
    by_mail = bool(office.settings.smtp_host)
    chosen = notice_preferences.of_people(connection, [row.person]).get(row.person) if by_mail else None
    mode = mode_of(chosen, kind)
    notice = ToldRow(None, row.person, None, None, kind, ELEMENT, row.id, at, for_digest=mode == IN_DIGEST)
    (number,) = told.add(connection, [notice])
    if mode == AT_ONCE:
        mails.add(connection, [MailRow(uuid.uuid4().hex, row.person, number, None, mails.WAITING, 0, at, at)])
