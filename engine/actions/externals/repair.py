"""Repair a running case by hand: set a routing value, or move a token. A reason is asked, everything is on record.

Both happen without letting the diagram move by itself, so that a halted case can be mended step by step and then
tried again.
"""

from __future__ import annotations

from typing import Any

from engine.actions.casework.beside import allow, note, text_of
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.happenings import note as note_effects
from engine.actions.casework.happenings import note_deadlines
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.people.actor import Actor


def set_value(
    office: Office,
    actor: Actor,
    case_id: str,
    form: dict[str, Any],
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Set the routing value `name` of `item` to `value` for `reason`; `create` allows a name not known before.

    Raises Forbidden, Invalid for a name, kind or value the diagram cannot hold.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.SET_VALUE)
        reason, item, name = text_of(form, "reason"), str(form.get("item", "")), text_of(form, "name")
        before = work.instance.set_value(name, form.get("value"), item, create=bool(form.get("create")))
        told = {"name": name, "before": before, "after": form.get("value"), "reason": reason}
        note(work, Act.SET_VALUE, told, item, name=name)
        work.moved = True
        return Answer()

    return work_on(office, actor, On(case_id=case_id, seen=seen, still=True), verb, once=once)


def move_token(
    office: Office,
    actor: Actor,
    case_id: str,
    form: dict[str, Any],
    *,
    once: Once | None = None,
    seen: int | None = None,
) -> Answer:
    """Move the token of `item` that stands at `from` to the element `to`, for `reason`.

    Raises Forbidden, Conflict where no token stands there, where a legal clock would be lost or nothing can stand at
    the target.
    """

    def verb(work: CaseWork) -> Answer:
        allow(work, Act.MOVE_TOKEN)
        reason, item = text_of(form, "reason"), str(form.get("item", ""))
        start, target = text_of(form, "from"), text_of(form, "to")
        work.instance.move_token(start, item, target)
        work.moved = True
        note(work, Act.MOVE_TOKEN, {"from": start, "to": target, "reason": reason}, item, element=target, left=start)
        note_effects(work, work.instance.take_effects())
        note_deadlines(work)
        return Answer()

    return work_on(office, actor, On(case_id=case_id, seen=seen, still=True), verb, once=once)
