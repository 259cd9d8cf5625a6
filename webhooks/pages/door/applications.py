"""A new application, step by step: the circumstances in plain words, what the tables say, earlier cases, a last look.

Typed text is kept as a draft while somebody writes; the case is opened on the page that reads everything back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from engine.actions.cases.case_view import view_case
from engine.actions.opening.advise import Advice, advise
from engine.actions.opening.application_drafts import APPLICATION, drop_draft, keep_draft, read_draft
from engine.actions.opening.application_guide import Guide, guide_of, open_doors
from engine.actions.opening.apply import Weighed, apply
from engine.actions.opening.find_duplicates import find_duplicates
from engine.actions.opening.try_application import try_application
from engine.errors import FieldError, Forbidden, Invalid, Refusal
from engine.texts.catalogue import say
from webhooks.pages.answers import Answer, Data, Fragment, Goto, Screen
from webhooks.pages.door.fields import Field, Showing, fields_of, labels_of, typed
from webhooks.pages.door.held import held
from webhooks.pages.door.room import at_the_form, door, errors_of, new_once, once_of, shared
from webhooks.pages.door.words import clock_word
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

#: fields of the page that are no fields of the form
PLACE: Final = "duplicates"
CLASS: Final = "applicant_class"


@page(door, "GET", "/applications/new")
def new_application(visit: Visit) -> Answer:
    """The application, empty or from a draft."""
    guides = open_doors(visit.office, visit.actor)
    if not guides:
        raise Forbidden("people.right.role")
    draft = visit.query.get("draft", "")
    kept = read_draft(visit.office, visit.actor, draft) if draft else None
    wanted = kept.procedure if kept else visit.query.get("procedure") or guides[0].procedure
    guide = guide_of(visit.office, visit.actor, wanted).in_language(visit.lang)
    values = dict(kept.content) if kept else _beginning(guide)
    weighed = str(values.pop(PLACE, ""))
    return _form(visit, guide, values, draft=draft, weighed=weighed)


@page(door, "POST", "/applications/draft")
def save_application(visit: Visit) -> Answer:
    """Keep what is typed; answers with the id of the draft."""
    guide = _guide(visit)
    weighed = visit.form.get(PLACE, "").strip()
    content = typed(guide.schema, visit.form) | ({PLACE: weighed} if weighed else {})
    draft = visit.form.get("draft", "")
    kept = keep_draft(visit.office, visit.actor, guide.procedure, content, draft=draft, kind=APPLICATION)
    return Data({"draft": kept})


@page(door, "POST", "/applications/drop")
def drop_application(visit: Visit) -> Answer:
    """Throw a draft away."""
    drop_draft(visit.office, visit.actor, visit.form.get("draft", ""))
    return Goto("/drafts", said="door.said.dropped")


@page(door, "POST", "/applications/advice")
def advise_application(visit: Visit) -> Answer:
    """What the tables say of this much; nothing is kept."""
    guide = _guide(visit)
    advice = advise(visit.office, visit.actor, guide.procedure, typed(guide.schema, visit.form))
    return Fragment("door/_advice.html", _advice(guide, advice))


@page(door, "POST", "/applications/duplicates")
def search_duplicates(visit: Visit) -> Answer:
    """Whether there are cases of these children already; the search goes on record, without a name."""
    guide = _guide(visit)
    found = find_duplicates(visit.office, visit.actor, _names(typed(guide.schema, visit.form)))
    return Fragment("door/_duplicates.html", {**shared(visit), "found": found, "searched": True, **_weighed(visit)})


@page(door, "POST", "/applications/review")
def review_application(visit: Visit) -> Answer:
    """Everything read back, with what happens next and by when; or the form again with its errors."""
    guide = _guide(visit)
    content = typed(guide.schema, visit.form)
    try:
        found = find_duplicates(visit.office, visit.actor, _names(content))
        _check_weighed(visit, found["count"])
        outlook = try_application(visit.office, visit.actor, guide.procedure, content, _weighing(visit, found["count"]))
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _form(visit, guide, content, draft=visit.form.get("draft", ""), refusal=refusal)
    advice = advise(visit.office, visit.actor, guide.procedure, content)
    values = {
        **_advice(guide, advice),
        **_shared(visit, guide),
        **_weighed(visit),
        "groups": _groups(visit, guide, content, {}),
        "outlook": outlook,
        "found": found,
        "draft": visit.form.get("draft", ""),
        "once": new_once(),
        "hidden": [(name, value) for name, value in visit.form.items(multi=True) if _is_typed(name)],
        "clock_word": lambda name: clock_word(name, visit.lang),
        "next_steps": guide.said.get("next", ()),
    }
    return Screen("door/review.html", values)


@page(door, "POST", "/applications")
def send_application(visit: Visit) -> Answer:
    """Open the case."""
    guide = _guide(visit)
    if visit.form.get("back"):
        return _form(visit, guide, typed(guide.schema, visit.form), draft=visit.form.get("draft", ""))
    content = typed(guide.schema, visit.form)
    weighed = Weighed(_number(visit.form.get("seen", "")), visit.form.get(PLACE, ""))
    given = (visit.office, visit.actor, guide.procedure, content, weighed)
    try:
        answer = apply(*given, draft=visit.form.get("draft", ""), once=once_of(visit, content))
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _form(visit, guide, content, draft=visit.form.get("draft", ""), refusal=refusal)
    return Goto(f"/applications/{answer.case_id}/sent")


@page(door, "GET", "/applications/<case_id>/sent")
def application_sent(visit: Visit, case_id: str) -> Answer:
    """What happens next, and by when."""
    view = view_case(visit.office, visit.actor, case_id)
    guides = [one for one in open_doors(visit.office, visit.actor) if one.procedure == view.case.procedure]
    steps = guides[0].in_language(visit.lang).said.get("next", ()) if guides else ()
    values = {**shared(visit), "case": view.case, "due": view.due, "next_steps": steps}
    return Screen("door/sent.html", values)


def _guide(visit: Visit) -> Guide:
    return guide_of(visit.office, visit.actor, visit.form.get("procedure", "")).in_language(visit.lang)


def _form(
    visit: Visit,
    guide: Guide,
    content: Mapping[str, Any],
    *,
    draft: str = "",
    refusal: Refusal | None = None,
    weighed: str = "",
) -> Answer:
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    groups = _groups(visit, guide, content, errors)
    found = refusal.params.get("found", 0) if isinstance(refusal, Invalid) else 0
    values = {
        **_shared(visit, guide),
        **_weighed(visit, weighed),
        **_advice(guide, advise(visit.office, visit.actor, guide.procedure, content)),
        "groups": groups,
        "labels": labels_of([part for _, _, parts in groups for part in parts.values()])
        | {PLACE: say("door.duplicates.reason", visit.lang)},
        "refused": told,
        "found": {"count": found, "cases": []},
        "searched": found > 0,
        "duplicate_error": errors.get(PLACE, ""),
        "draft": draft,
        "once": new_once(),
        "claimed": content.get("claimed") or [],
    }
    return Screen("door/application.html", values, status=told.status if told else 200)


def _shared(visit: Visit, guide: Guide) -> dict[str, Any]:
    title = guide.titles.get(visit.lang) or guide.titles.get("zh", guide.procedure)
    doors = [one.kind for one in guide.doors]
    return {**shared(visit), "guide": guide, "procedure_title": title, "doors": doors}


def _groups(
    visit: Visit, guide: Guide, content: Mapping[str, Any], errors: Mapping[str, str]
) -> list[tuple[int, Mapping[str, Any], dict[str, list[Field]]]]:
    """Each step of the guide with its fields; a procedure without a guide has one step with all of them."""
    steps = guide.said.get("steps") or [{"key": "form", "fields": list(guide.components)}]
    showing = Showing(values=content, errors=errors, files=held(visit, content))
    doors = {one.kind for one in guide.doors}
    found = []
    for number, step in enumerate(steps, 1):
        parts = {"": _fields(guide, step.get("fields", ()), showing, doors)}
        for card in step.get("cards", ()):
            parts[str(card["value"])] = _fields(guide, card.get("fields", ()), showing, doors)
        found.append((number, step, parts))
    return found


def _fields(guide: Guide, keys: Any, showing: Showing, doors: set[str]) -> list[Field]:
    """Nobody chooses a class of applicant that is none of theirs."""
    return [
        replace(one, choices=tuple(choice for choice in one.choices if choice[0] in doors))
        if one.key == CLASS and doors
        else one
        for one in fields_of(guide.part(keys), showing)
    ]


def _beginning(guide: Guide) -> dict[str, Any]:
    """What is known before anything is typed: the only door there is."""
    return {CLASS: guide.doors[0].kind} if len(guide.doors) == 1 else {}


def _advice(guide: Guide, advice: Advice) -> dict[str, Any]:
    cards = {str(card["value"]): card for card in guide.cards}
    labels = {key: str(one.get("label") or key) for key, one in guide.components.items()}
    return {"advice": advice, "cards": cards, "field_labels": labels}


def _names(content: Mapping[str, Any]) -> list[str]:
    rows = content.get("subjects") or ()
    return [str(row["child_name"]) for row in rows if isinstance(row, Mapping) and row.get("child_name")]


def _weighed(visit: Visit, weighed: str = "") -> dict[str, Any]:
    return {"weighed_reason": visit.form.get(PLACE, weighed), "duplicate_error": ""}


def _check_weighed(visit: Visit, count: int) -> None:
    """Earlier cases must have been seen and answered before the last look."""
    if count and (_number(visit.form.get("seen", "")) != count or not visit.form.get(PLACE, "").strip()):
        raise Invalid("door.duplicates.found", fields=[FieldError(PLACE, "door.duplicates.found")], found=count)


def _weighing(visit: Visit, count: int) -> Weighed:
    return Weighed(count, visit.form.get(PLACE, ""))


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _is_typed(name: str) -> bool:
    return name not in ("csrf", "once", "draft", "procedure", "back")
