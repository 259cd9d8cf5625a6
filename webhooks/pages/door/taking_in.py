"""Take in a case that ran on paper, step by step: after each step the page shows what the procedure waits for next.

The story is a draft of its clerk until the last button; each step is tried with everything before it, and nothing of
that is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from engine.actions.house.names import unit_words
from engine.actions.lists.house_lists import InForce, list_people, list_procedures
from engine.actions.opening.application_drafts import PAST, drop_draft, keep_draft, read_draft
from engine.actions.taking_in.past_view import NextStep, PastView, try_taking_in
from engine.actions.taking_in.take_in import take_in
from engine.cases.acts import Act
from engine.errors import Refusal, Unknown
from engine.people.rights import may
from engine.texts.catalogue import say
from webhooks.pages.answers import Answer, Goto, Screen
from webhooks.pages.door.fields import Field, Showing, fields_of, labels_of, typed
from webhooks.pages.door.held import EARLY, held
from webhooks.pages.door.room import at_the_form, door, errors_of, new_once, once_of, shared
from webhooks.pages.door.words import clock_word, group_word, item_word, words_of
from webhooks.pages.page import page
from webhooks.pages.visits import Visit

PATH: Final = "/cases/take-in"
WHO: Final = ("true_day", "done_by")
PAPERS: Final = ("source", "number", "reason")
MOST_PEOPLE: Final = 1000
#: of one step among the fields of the page
FORM: Final = "form."


@page(door, "GET", PATH)
def begin_taking_in(visit: Visit) -> Answer:
    """The story so far and its next step, or the application it begins with."""
    may(visit.actor, Act.TAKE_IN).require()
    draft = visit.query.get("draft", "")
    story = dict(read_draft(visit.office, visit.actor, draft).content) if draft else {}
    return _screen(visit, draft, story, {})


@page(door, "POST", PATH)
def go_on_taking_in(visit: Visit) -> Answer:
    """Add a step, take the last one back, or take the case in."""
    may(visit.actor, Act.TAKE_IN).require()
    draft = visit.form.get("draft", "")
    story = dict(read_draft(visit.office, visit.actor, draft).content) if draft else {}
    if visit.form.get("do") == "back":
        return _step_back(visit, draft, story)
    if visit.form.get("do") == "finish":
        return _finish(visit, draft, story)
    if visit.form.get("do") == "number":
        return _renumber(visit, draft, story)
    step = _typed_step(visit, story)
    longer = _longer(visit, story, step)
    try:
        try_taking_in(visit.office, visit.actor, _procedure(visit).key, longer)
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _screen(visit, draft, story if story else longer, step, refusal)
    kept = keep_draft(visit.office, visit.actor, _procedure(visit).key, longer, draft=draft, kind=PAST)
    return Goto(f"{PATH}?draft={kept}")


def _step_back(visit: Visit, draft: str, story: dict[str, Any]) -> Answer:
    steps = list(story.get("steps", ()))
    if not steps:
        drop_draft(visit.office, visit.actor, draft)
        return Goto(PATH)
    shorter = {**story, "steps": steps[:-1]}
    keep_draft(visit.office, visit.actor, _procedure(visit).key, shorter, draft=draft, kind=PAST)
    return Goto(f"{PATH}?draft={draft}")


def _renumber(visit: Visit, draft: str, story: dict[str, Any]) -> Answer:
    """Enter the number of the papers later, or another one."""
    changed = {**story, "number": visit.form.get("number", "").strip()}
    try:
        try_taking_in(visit.office, visit.actor, _procedure(visit).key, changed)
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _screen(visit, draft, story, {}, refusal, number=changed["number"])
    keep_draft(visit.office, visit.actor, _procedure(visit).key, changed, draft=draft, kind=PAST)
    return Goto(f"{PATH}?draft={draft}")


def _finish(visit: Visit, draft: str, story: dict[str, Any]) -> Answer:
    try:
        answer = take_in(visit.office, visit.actor, _procedure(visit).key, story, once=once_of(visit, story))
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return _screen(visit, draft, story, {}, refusal)
    if not answer.repeated:
        drop_draft(visit.office, visit.actor, draft)
    return Goto(f"/cases/{answer.case_id}", said="door.said.taken_in")


def _procedure(visit: Visit) -> InForce:
    """The procedure the paper case ran by: the first that can be opened by a form."""
    wanted = visit.form.get("procedure") or visit.query.get("procedure", "")
    found = [one for one in list_procedures(visit.office, visit.actor) if one.start_form]
    chosen = next((one for one in found if one.key == wanted), None) or next(iter(found), None)
    if chosen is None:
        raise Unknown("actions.unknown_procedure", procedure=wanted)
    return chosen


def _typed_step(visit: Visit, story: Mapping[str, Any]) -> dict[str, Any]:
    schema = _schema(visit, story)
    who = {name: visit.form.get(name, "").strip() for name in WHO}
    return {**who, "form": typed(schema, visit.form, FORM)}


def _longer(visit: Visit, story: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    if not story:
        papers = {name: visit.form.get(name, "").strip() for name in PAPERS}
        return {**papers, "application": dict(step), "steps": []}
    kind, element, item = _chosen(visit)
    place = {kind: element, "item": item}
    return {**story, "steps": [*story.get("steps", ()), {**place, **step}]}


def _chosen(visit: Visit) -> tuple[str, str, str]:
    """Which step is meant, as `task|element|item`."""
    parts = (visit.form.get("step") or visit.query.get("step", "")).split("|")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and parts[0] in ("task", "message") else ("task", "", "")


def _schema(visit: Visit, story: Mapping[str, Any]) -> Mapping[str, Any]:
    if not story:
        return _procedure(visit).start_form or {}
    view = try_taking_in(visit.office, visit.actor, _procedure(visit).key, story)
    found = _next(view, _chosen(visit))
    return (found.schema if found else None) or {}


def _next(view: PastView, chosen: tuple[str, str, str]) -> NextStep | None:
    return next((one for one in view.next if (one.kind, one.element, one.item) == chosen), None)


def _tried(visit: Visit, story: Mapping[str, Any]) -> tuple[PastView | None, Refusal | None]:
    """Where the story leads, or why it leads nowhere any more: its number was given to another case meanwhile."""
    try:
        return try_taking_in(visit.office, visit.actor, _procedure(visit).key, story), None
    except Refusal as refusal:
        if not at_the_form(refusal):
            raise
        return None, refusal


def _screen(
    visit: Visit,
    draft: str,
    story: Mapping[str, Any],
    step: Mapping[str, Any],
    refusal: Refusal | None = None,
    number: str | None = None,
) -> Answer:
    view, broken = _tried(visit, story) if draft else (None, None)
    refusal = refusal or broken
    told, errors = errors_of(refusal, visit.lang) if refusal else (None, {})
    near = {_near(path): sentence for path, sentence in errors.items()}
    chosen = _next(view, _chosen(visit)) if view else None
    fields = _fields(visit, draft, chosen, step.get("form", {}), near)
    units = unit_words(visit.office, visit.lang)
    values = {
        **shared(visit),
        "draft": draft,
        "story": story,
        "number": story.get("number", "") if number is None else number,
        "view": view,
        "chosen": chosen,
        "step": step,
        "fields": fields,
        "labels": labels_of([fields]),
        "refused": told,
        "errors": near,
        "people": [(one.person.id, _person(one.person, units)) for one in _people(visit)],
        "procedure": _procedure(visit),
        "upload": EARLY,
        "once": new_once(),
        "clock_word": lambda name: clock_word(name, visit.lang),
        "group_words": lambda groups: _groups(visit, groups, units),
        "item_word": lambda item: item_word(visit.lang, item, {}, units),
        "step_names": view.names if view else {},
    }
    return Screen("door/take_in.html", values, status=told.status if told else 200)


def _fields(
    visit: Visit, draft: str, chosen: NextStep | None, given: Mapping[str, Any], errors: Mapping[str, str]
) -> list[Field]:
    if not draft:
        schema: Mapping[str, Any] = _procedure(visit).start_form or {}
        return fields_of(schema, Showing(values=given, errors=errors, files=held(visit, given)), FORM)
    if chosen is None or chosen.schema is None:
        return []
    words = words_of(visit, chosen.choices)
    return fields_of(chosen.schema, Showing(words, given, errors, held(visit, given)), FORM)


def _near(path: str) -> str:
    """The path within the one step that was typed: `steps.3.form.reason` is `form.reason`."""
    parts = path.split(".")
    if parts[0] == "application":
        return ".".join(parts[1:]) or path
    return ".".join(parts[2:]) or "step" if parts[0] == "steps" else path


def _people(visit: Visit) -> Sequence[Any]:
    return list_people(visit.office, visit.actor, most=MOST_PEOPLE)


def _person(row: Any, units: Mapping[str, str]) -> str:
    unit = units.get(row.unit or "", "")
    return f"{unit} {row.name}" if unit else str(row.name)


def _groups(visit: Visit, groups: Sequence[str], units: Mapping[str, str]) -> str:
    return say("meeting.comma", visit.lang).join(dict.fromkeys(group_word(visit, one, units, {}) for one in groups))
