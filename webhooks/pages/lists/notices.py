"""Being told: the list behind the bell, what came meanwhile, and how one wants to be told by e-mail."""

from __future__ import annotations

from typing import Final

import orjson

from engine.actions.notices import notice_preferences, notices_of
from engine.actions.notices.failed_mails import failed_mails, try_again
from engine.cases.notice_kinds import KINDS, kind_word
from engine.errors import Invalid
from engine.storage.notice_preferences import MODES
from webhooks.pages.answers import Answer, Bytes, Goto, Screen
from webhooks.pages.lists.room import lists, shared
from webhooks.pages.page import page
from webhooks.pages.pager import after, paging
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit
from webhooks.paging import LARGEST, a_number

PATH: Final = "/notices"


@page(lists, "GET", PATH)
def show_notices(visit: Visit) -> Answer:
    """The visitor's notices, the latest first."""
    key = after(visit, a_number)
    found = notices_of.notices_of(visit.office, visit.actor, before=key[0] if key else None)
    values = {
        **shared(visit),
        **paging(visit, PATH, {}, (found.next,) if found.next is not None else None),
        "rows": found.rows,
        "any_new": any(one.is_new for one in found.rows),
    }
    return Screen("lists/notices.html", values)


@page(lists, "GET", f"{PATH}/news")
def news(visit: Visit) -> Answer:
    """What came after the last one that the page knows, as JSON for its script: kind and number, nothing else."""
    known = visit.query.get("after", "0")
    number = min(int(known), LARGEST) if known.isdecimal() else 0
    rows = notices_of.news_for(visit.office, visit.actor, number)
    told_of = [{"id": one.id, "kind": one.word(visit.lang), "number": one.number} for one in rows]
    return Bytes(orjson.dumps(told_of), "application/json", inline=True)


@page(lists, "GET", f"{PATH}/<int:notice>")
def open_notice(visit: Visit, notice: int) -> Answer:
    """Read one: on to what it is about."""
    return Goto(notices_of.open_notice(visit.office, visit.actor, min(notice, LARGEST)))


@page(lists, "POST", f"{PATH}/read")
def read_all(visit: Visit) -> Answer:
    """All were seen."""
    notices_of.read_all(visit.office, visit.actor)
    return Goto(PATH, said="notices.all_read")


@page(lists, "GET", f"{PATH}/preferences")
def preferences(visit: Visit) -> Answer:
    """How the visitor wants to be told."""
    return _preferences(visit, notice_preferences.of(visit.office, visit.actor), {})


@page(lists, "POST", f"{PATH}/preferences")
def keep_preferences(visit: Visit) -> Answer:
    """Keep it."""
    chosen = notice_preferences.Chosen(
        visit.form.get("address", ""),
        visit.form.get("digest") == "yes",
        {kind: visit.form[f"kind-{kind}"] for kind in KINDS if f"kind-{kind}" in visit.form},
    )
    try:
        notice_preferences.keep(visit.office, visit.actor, chosen)
    except Invalid as refusal:
        return _preferences(visit, chosen, dict(told(refusal, visit.lang).fields), 422)
    return Goto(f"{PATH}/preferences", said="notices.preferences.saved")


@page(lists, "GET", "/admin/mails")
def mails(visit: Visit) -> Answer:
    """Letters that did not go out, for whoever runs the system."""
    return Screen("lists/mails.html", {"rows": failed_mails(visit.office, visit.actor)})


@page(lists, "POST", "/admin/mails/<mail>/again")
def send_again(visit: Visit, mail: str) -> Answer:
    """Let one be tried once more."""
    try_again(visit.office, visit.actor, mail)
    return Goto("/admin/mails", said="notices.mails.will_try")


def _preferences(visit: Visit, chosen: notice_preferences.Chosen, errors: dict[str, str], status: int = 200) -> Answer:
    values = {
        "chosen": chosen,
        "modes": MODES,
        "kinds": [(kind, kind_word(kind, visit.lang), chosen.mode(kind)) for kind in KINDS],
        "errors": errors,
    }
    return Screen("lists/preferences.html", values, status)
