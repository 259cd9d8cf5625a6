"""What the pages' script asks about the session: how long it lasts without anybody doing something, and who else is in.

Asking does not keep anybody in; staying is an act of the person who sees the warning.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from engine.actions.signing_in.sessions import end_session, open_elsewhere
from engine.storage.sessions import SessionRow
from webhooks.pages import sessions, texts
from webhooks.pages.answers import Answer, Data
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

session = Blueprint("session", __name__)


@page(session, "GET", "/session/state", public=True)
def state(visit: Visit) -> Answer:
    """Seconds until the idle log-out and until the warning before it, and where else this person is in."""
    return _told(visit)


@page(session, "POST", "/session/stay", public=True)
def stay(visit: Visit) -> Answer:
    """Somebody is there: the idle time begins anew (the visitor was found with a touch)."""
    return _told(visit)


@page(session, "POST", "/session/others/<other>/end")
def end_other(visit: Visit, other: str) -> Answer:
    """End one's own session elsewhere."""
    end_session(visit.office, visit.actor, other, sessions.origin().address)
    return _told(visit)


def _told(visit: Visit) -> Answer:
    present = visit.who.present
    if not visit.is_signed_in or present is None:
        return Data({"in": False})
    now = visit.office.clock.now()
    left = (min(present.idle_at, present.ends_at) - now).total_seconds()
    idles = present.idle_at <= present.ends_at
    return Data(
        {
            "in": True,
            "left": max(int(left), 0),
            "warning": 60 * visit.office.security.session.warning_minutes,
            # the longest time cannot be made longer by staying
            "may_stay": idles,
            "others": [_row(row) for row in open_elsewhere(visit.office, present)],
        }
    )


def _row(row: SessionRow) -> dict[str, Any]:
    return {"id": row.id, "at": texts.instant(row.opened_at), "where": row.address or "—", "agent": row.agent or "—"}
