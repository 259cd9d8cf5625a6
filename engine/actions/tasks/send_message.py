"""Send a message that a running case waits for: withdraw, ask for an extension, report progress, mark danger …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.hands import hand_of
from engine.actions.casework.subjects import case_facts, message_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.deeds.acts import special_of
from engine.actions.deeds.deeds import Deed
from engine.actions.deeds.papers import issue_declared
from engine.actions.files.held_files import attach
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.act_words import word_of
from engine.cases.acts import Act, act_of_message
from engine.diagrams.messages import WaitingMessage
from engine.errors import Conflict
from engine.people.actor import Actor


def send(
    office: Office,
    actor: Actor,
    case_id: str,
    message: str,
    item: str,
    form: Mapping[str, Any],
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Send this message to this case, to the catcher of this item ("" outside items, or to all of a broadcast).

    Raises Unknown or Forbidden for whom it is not, Conflict where the case does not wait for it or a guard forbids it,
    Invalid naming each field.
    """
    on = On(case_id=case_id, seen=seen)
    return work_on(office, actor, on, lambda work: send_in(work, message, item, form), once=once)


def send_in(work: CaseWork, message: str, item: str, form: Mapping[str, Any], *, done_by: str = "") -> Answer:
    """The same inside an act at hand. `done_by` is who truly did it, where it is entered afterwards."""
    act = act_of_message(message)
    waiting = _waiting(work, act, message, item)
    info = work.loaded.procedure.definition.elements[waiting.element]
    verdict = require(work, act, message_facts(work, message, item, frozenset(waiting.groups), info))
    shape = work.loaded.procedure.form(waiting.form)
    content = shape.accept(dict(form), FormChoices(work), hand_of(work, waiting.element)) if shape else {}
    submission = work.submit(content, element=waiting.element, item=item, form=waiting.form, written_by=done_by)
    attached = tuple(attach(work, shape, content, submission, None)) if shape else ()
    routing = shape.routing(content) if shape else {}
    deed = Deed(work, act, waiting.element, item, None, content, routing, {}, submission, attached)
    special = special_of(act)
    special.before(deed)
    reached = work.instance.send(message, item, deed.routing)
    work.moved = True
    details: dict[str, Any] = {"message": message, "submission": submission}
    details |= {"on_behalf_of": verdict.on_behalf_of or None}
    if attached:
        details["files"] = list(attached)
    work.record(word_of(act), reached[0], item, **details)
    special.after(deed)
    issue_declared(work, waiting.element, item, deed.routing, submission)
    return Answer()


def _waiting(work: CaseWork, act: Act, message: str, item: str) -> WaitingMessage:
    """The place that waits for it. Who does not know of the case is told so before anything about waiting."""
    waiting = [one for one in work.instance.waiting_messages() if one.name == message]
    for one in waiting:
        if one.item == item or (one.broadcast and not item):
            return one
    if act is not Act.SEND_MESSAGE:
        require(work, act, case_facts(work))
    else:
        require(work, Act.VIEW_CASE, case_facts(work))
    raise Conflict("actions.message_not_awaited", message=message, item=item or "-")
