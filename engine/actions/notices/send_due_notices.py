"""Send notices whose working morning has come (D2): each is marked and recorded once, however many workers look."""

from __future__ import annotations

from engine.actions.casework import finishing
from engine.actions.casework.case_work import begin
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.notices.telling import tell
from engine.cases.audit_words import Word
from engine.errors import Unavailable
from engine.people.actor import Actor
from engine.storage import cases, notices
from engine.storage.notices import NoticeRow

#: notices sent in one look; the rest wait for the next
MOST = 500


def send_due_notices(office: Office) -> int:
    """Send what is due. Gives the number of notices sent by this call."""
    with office.database.reading() as connection:
        waiting = notices.waiting(connection, office.clock.now(), MOST)
    return sum(_send(office, notice_id, notice) for notice_id, notice in waiting)


def _send(office: Office, notice_id: int, notice: NoticeRow) -> int:
    """Mark and record one notice under its case's lock; a case held by somebody else is left to the next look."""
    try:
        with office.database.writing() as connection:
            row = cases.lock(connection, notice.case_id, skip_locked=True)
            if row is None or not notices.mark_sent(connection, notice_id, office.clock.now()):
                return 0
            work = begin(office, connection, Actor.system(), row)
            by_mail = bool(office.settings.smtp_host)
            tell(connection, notice_id, notice, work.today, office.clock.now(), by_mail=by_mail)
            work.record(Word.NOTICE_SENT, notice.element, notice.item, kind=notice.kind, to=notice.recipients)
            answer = finishing.finish(work, Answer(), None)
    except Unavailable:
        return 0
    office.cache.put(row.id, answer.version, work.loaded)
    return 1
