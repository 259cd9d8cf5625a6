"""The digest of a working morning: one letter a person and day, for those who want it and have something to be told."""

from __future__ import annotations

import uuid

from engine.actions.house.office import Office
from engine.actions.notices.letters import digest_counts
from engine.clock import beijing_day
from engine.errors import Conflict
from engine.people.actor import SYSTEM_ID
from engine.storage import idempotency, mails, notice_preferences, told
from engine.storage.mails import MailRow


def write_digests(office: Office) -> int:
    """Write the digests of today once its morning has come, however many workers look; gives how many.

    On days off nothing is written; what was told meanwhile waits for the next working morning.
    """
    now = office.clock.now()
    today = beijing_day(now)
    key = f"digest:{today.isoformat()}"
    with office.database.reading() as connection:
        morning = office.reference(connection).calendar_at(now).next_working_morning(now)
        if not office.settings.smtp_host or morning > now or idempotency.get(connection, SYSTEM_ID, key):
            return 0
        wanting = notice_preferences.wanting_digest(connection)
        kept = told.kept_for_digest(connection, wanting)
    readers = [person for person in wanting if person in kept or any(digest_counts(office, person).values())]
    rows = [MailRow(uuid.uuid4().hex, one, None, today, mails.WAITING, 0, now, now) for one in readers]
    try:
        with office.database.writing() as connection:
            idempotency.put(connection, SYSTEM_ID, key, key, {"written": len(rows)}, now)
            mails.hold_for_digest(connection, readers, now)
            mails.add(connection, rows)
    except Conflict:
        return 0  # another worker was first
    return len(rows)
