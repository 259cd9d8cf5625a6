"""Acts of a case beside its tasks, each a page: what it does, its form, what would happen, and only then the doing.

What cannot be taken back is shown with its effects before it is confirmed; they are found by doing and undoing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from engine.actions.cases.act_effects import Effects, effects_of
from engine.actions.cases.act_view import ActView, view_act, view_acts
from engine.actions.cases.do_act import AFTERWARDS, Wanted, do_act
from engine.actions.house.names import unit_words
from engine.actions.tasks.offers import Offer
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid, Kind, Refusal
from engine.storage.tasks import TaskRow
from engine.texts.catalogue import say
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.door.fields import Showing, fields_of, labels_of, typed
from webhooks.pages.door.held import for_case, held
from webhooks.pages.door.room import (
    act_named,
    act_word,
    at_the_form,
    door,
    errors_of,
    explained,
    new_once,
    once_of,
    shared,
)
from webhooks.pages.door.words import clock_word, group_word, item_word, words_of
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

#: done at once: they end nothing and move no clock
AT_ONCE: Final = frozenset(
    {
        Act.MARK_DANGER,
        Act.URGE,
        Act.COMPLAIN,
        Act.RECORD_INSTRUCTION,
        Act.SERVE,
        Act.REPORT_PROGRESS,
        Act.REPORT_PART,
        Act.RETRY_INCIDENT,
    }
)
#: done on the tab of files and papers, beside the paper that they are about
OF_PAPERS: Final = frozenset({Act.DRAW_PAPER, Act.VOID_PAPER, Act.KEEP_SCAN})
#: where the own form of a task stands among the names of the fields
INNER: Final = "form."
#: fields of these pages that nobody types
HIDDEN: Final = frozenset({"csrf", "once", "confirmed", "at_message", "at_item", "at_task"})
#: order of the acts on their page
GROUPS: Final = (
    ("pressing", (Act.MARK_DANGER,)),
    ("round", (Act.ADD_PARTICIPANT, Act.EXCUSE_PARTICIPANT, Act.DECLARE_CONFLICT, Act.CLOSE_ROUND)),
    ("follow_up", (Act.REPORT_PROGRESS, Act.REPORT_PART, Act.ASK_EXTENSION, Act.POLICY_ISSUED, Act.TERMINATE_DECISION)),
    ("office", (Act.URGE, Act.SERVE, Act.RECORD_INSTRUCTION, Act.COMPLAIN, Act.CLOSE_COUNTERSIGNING)),
    ("record", (Act.CORRECT, Act.GRANT_REAL_DATA)),
    ("end", (Act.WITHDRAW, Act.MERGE, Act.SPLIT, Act.TERMINATE)),
    ("repair", (Act.RETRY_INCIDENT, Act.RESOLVE_INCIDENT, Act.SET_VALUE, Act.MOVE_TOKEN)),
)


@page(door, "GET", "/cases/<case_id>/acts")
def acts(visit: Visit, case_id: str) -> Answer:
    """Every act of the case: open, or closed with the reason."""
    case, offers, items = view_acts(visit.office, visit.actor, case_id)
    units = unit_words(visit.office, visit.lang)
    groups = [
        (name, [row for act in members for row in _together([one for one in offers if one.act is act])])
        for name, members in GROUPS
    ]
    values = {
        **shared(visit),
        "case": case,
        "groups": [(name, [row for row in rows if row[0].open]) for name, rows in groups],
        "closed": [row for _, rows in groups for row in rows if not row[0].open],
        "word": lambda act: act_word(act, visit.lang),
        "explained": lambda act: explained(act, visit.lang),
        "item_word": lambda item: item_word(visit.lang, item, items, units),
    }
    return Screen("door/acts.html", values)


def _together(offers: list[Offer]) -> list[tuple[Offer, list[str]]]:
    """One row for an act that is open for several items, and one for each reason why it is not for the others."""
    rows: dict[tuple[Any, ...], tuple[Offer, list[str]]] = {}
    for one in offers:
        key = (one.open, "" if one.open else say(one.key, "zh", **one.params))
        _, items = rows.setdefault(key, (one, []))
        if one.item and not one.broadcast:
            items.append(one.item)
    return sorted(rows.values(), key=lambda row: not row[0].open)


@page(door, "GET", "/cases/<case_id>/acts/<word>")
def show_act(visit: Visit, case_id: str, word: str) -> Answer:
    """The form of one act, or why it cannot be done now; papers are drawn and kept among the papers of the case."""
    act = act_named(word)
    if act in OF_PAPERS:
        return Goto(f"/cases/{case_id}/files")
    view = _view(visit, case_id, act)
    return _screen(visit, view, {})


@page(door, "POST", "/cases/<case_id>/acts/<word>")
def post_act(visit: Visit, case_id: str, word: str) -> Answer:
    """Check what was typed and show what would happen; when that is confirmed, do it."""
    act = act_named(word)
    view = _view(visit, case_id, act)
    form = _typed(visit, view)
    place = view.offer
    item = "" if place.broadcast else place.item
    wanted = Wanted(case_id, act, form, message=place.message or "", item=item, task=place.task or "")
    try:
        if act not in AT_ONCE and not visit.form.get("confirmed"):
            return _confirming(visit, view, form, effects_of(visit.office, visit.actor, wanted))
        wanted = Wanted(**{name: getattr(wanted, name) for name in wanted.__slots__} | {"once": once_of(visit, form)})
        answer = do_act(visit.office, visit.actor, wanted)
    except Refusal as refusal:
        shown = _of_the_doer(view, refusal)
        if not at_the_form(shown):
            raise
        return _screen(visit, view, form, shown)
    return Goto(_after(case_id, act, answer.details), said="door.said.done")


def _of_the_doer(view: ActView, refusal: Refusal) -> Refusal:
    """Who may enter afterwards is told at the field of the doer that this person could not have done it."""
    if view.offer.act is not Act.ENTER_AFTERWARDS or not view.offer.open or refusal.kind is not Kind.FORBIDDEN:
        return refusal
    return Invalid("forms.refused", fields=[FieldError("done_by", refusal.key, refusal.params)])


def _view(visit: Visit, case_id: str, act: Act) -> ActView:
    asked = {name: visit.query.get(name) or visit.form.get(f"at_{name}", "") for name in ("message", "item", "task")}
    return view_act(visit.office, visit.actor, case_id, act, **asked)


def _typed(visit: Visit, view: ActView) -> dict[str, Any]:
    """The act's own fields, and for a task entered afterwards the task's below `form`."""
    if not view.forms:
        return {}
    form = typed(view.forms[0].schema, visit.form)
    if view.offer.act is Act.ENTER_AFTERWARDS:
        inner = typed(view.forms[1].schema, visit.form, INNER) if len(view.forms) > 1 else {}
        form = {name: form.get(name, "") for name in AFTERWARDS} | {"form": inner}
    return form


def _screen(visit: Visit, view: ActView, form: Mapping[str, Any], refusal: Refusal | None = None) -> Answer:
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    fields = _fields(visit, view, form, errors)
    values = {**_values(visit, view), "fields": fields, "refused": told, "labels": labels_of(fields)}
    values["typed_text"] = [] if view.offer.open else _kept(visit)
    status = told.status if told else 200
    return Screen("door/act.html", {**values, "at_once": view.offer.act in AT_ONCE}, status=status)


def _kept(visit: Visit) -> list[str]:
    """What was typed into a form that is gone by now, to be copied by whoever typed it."""
    return [value for name, value in visit.form.items(multi=True) if name not in HIDDEN and len(value) > 1]


def _confirming(visit: Visit, view: ActView, form: Mapping[str, Any], effects: Effects) -> Answer:
    items = view.items
    units = unit_words(visit.office, visit.lang)
    values = {
        **_values(visit, view),
        "effects": effects,
        "fields": _fields(visit, view, form, {}),
        "ended": _counted(effects.tasks_ended),
        "opened": _counted(effects.tasks_opened),
        "group_word": lambda groups: _told(visit, groups, units, items),
        "clock_word": lambda name: clock_word(name, visit.lang),
    }
    return Screen("door/act_confirm.html", values)


def _values(visit: Visit, view: ActView) -> dict[str, Any]:
    units = unit_words(visit.office, visit.lang)
    act = view.offer.act
    return {
        **shared(visit),
        "view": view,
        "act": act,
        "act_title": act_word(act, visit.lang),
        "explanation": explained(act, visit.lang),
        "item_word": lambda item: item_word(visit.lang, item, view.items, units),
        "once": new_once(),
        "upload": for_case(view.case.id),
    }


def _fields(visit: Visit, view: ActView, form: Mapping[str, Any], errors: Mapping[str, str]) -> list[Any]:
    """Each form's fields; the task's own follow those that say when, by whom and why."""
    found = []
    for number, shown in enumerate(view.forms):
        inner = number > 0
        given = form.get("form", {}) if inner else form
        words = words_of(visit, shown.choices, view.items, view.elements)
        showing = Showing(words, given, errors, held(visit, given))
        found.append(fields_of(shown.schema, showing, INNER if inner else ""))
    return found


def _after(case_id: str, act: Act, details: Mapping[str, Any]) -> str:
    new = details.get("case_id") if act is Act.SPLIT else None
    return f"/cases/{new or case_id}"


def _told(visit: Visit, groups: Iterable[str], units: Mapping[str, str], items: Mapping[str, str]) -> str:
    """Who is told, each once."""
    words = dict.fromkeys(group_word(visit, group, units, items) for group in groups)
    return say("meeting.comma", visit.lang).join(words)


def _counted(rows: Iterable[TaskRow]) -> list[tuple[TaskRow, list[str]]]:
    """Tasks of one name together, with the items they are for."""
    found: dict[tuple[str, Any], tuple[TaskRow, list[str]]] = {}
    for row in rows:
        _, items = found.setdefault((row.name, row.due), (row, []))
        if row.item:
            items.append(row.item)
    return list(found.values())
