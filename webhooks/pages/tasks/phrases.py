"""`/phrases`: the phrases a person keeps for opinions and reasons, and those a unit shares."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.tasks.phrases import LONGEST, TOPICS, drop_phrase, keep_phrase, own_phrases, shared_units
from engine.errors import Invalid
from engine.texts.catalogue import say
from webhooks.pages.answers import Answer, Data, Goto, Screen
from webhooks.pages.page import page
from webhooks.pages.tasks.told import answered
from webhooks.pages.texts import t, unit
from webhooks.pages.visits import Visit

phrases = Blueprint("phrase_pages", __name__)


@page(phrases, "GET", "/phrases")
def show_phrases(visit: Visit) -> Answer:
    """All of them, to be added to and removed."""
    return _screen(visit)


@page(phrases, "GET", "/phrases.json")
def list_phrases(visit: Visit) -> Answer:
    """Those for one kind of field, for the script that puts them in."""
    rows = own_phrases(visit.office, visit.actor, visit.query.get("topic", ""))
    return Data({"phrases": [{"words": row.words, "shared": bool(row.unit)} for row in rows]})


@page(phrases, "POST", "/phrases")
def add_phrase(visit: Visit) -> Answer:
    """Keep one more; a script of ours that stays on its page says `stay`."""
    given = (visit.form.get("words", ""), visit.form.get("topic", ""), visit.form.get("unit", ""))
    if visit.form.get("stay"):
        return answered(visit, lambda: {"kept": keep_phrase(visit.office, visit.actor, *given)})
    try:
        keep_phrase(visit.office, visit.actor, *given)
    except Invalid as refusal:
        return _screen(visit, say(refusal.key, visit.lang, **refusal.params), given)
    return Goto("/phrases", said="tasks.said.phrase_kept")


@page(phrases, "POST", "/phrases/<phrase>/drop")
def remove_phrase(visit: Visit, phrase: str) -> Answer:
    """Forget one."""
    drop_phrase(visit.office, visit.actor, phrase)
    return Goto("/phrases", said="tasks.said.phrase_dropped")


def _screen(visit: Visit, error: str = "", given: tuple[str, str, str] = ("", "", "")) -> Answer:
    shared = shared_units(visit.actor)
    values = {
        "rows": own_phrases(visit.office, visit.actor),
        "units": [("", t("tasks.phrases.mine")), *((key, unit(key)) for key in shared)] if shared else [],
        "topics": [(topic, t(f"tasks.phrases.topics.{topic or 'any'}")) for topic in TOPICS],
        "longest": LONGEST,
        "error": error,
        "given": given,
    }
    return Screen("tasks/phrases.html", values, status=422 if error else 200)
