"""Add a participant to a running round (增加参与人): one more member, served at once, with a clock of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.parts import EXPERT, UNIT, bind, next_key, running
from engine.actions.casework.work import CaseWork
from engine.actions.deeds.papers import issue_to_added
from engine.actions.deeds.select_participants import drawn
from engine.actions.deeds.settle_participant import ACTIVITY
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor


def add_participant(
    office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """Add `unit`, or the expert `person` of `discipline`, for `reason`.

    Raises Forbidden, Conflict where no round runs, Invalid for an unknown one or one who takes part already.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _add(work, form), once=once)


def _add(work: CaseWork, form: Mapping[str, Any]) -> Answer:
    allow(work, Act.ADD_PARTICIPANT)
    content = accepted(work, Act.ADD_PARTICIPANT.value, form)
    member = {"id": next_key(work), **_who(work, content)}
    item = work.instance.add_member(ACTIVITY, drawn(member))
    work.moved = True
    bind(work, member)
    submission = note(work, Act.ADD_PARTICIPANT, {"reason": content["reason"]}, item, element=ACTIVITY)
    issue_to_added(work, item, submission)
    return Answer(details={"item": item})


def _who(work: CaseWork, form: Mapping[str, Any]) -> dict[str, Any]:
    unit, person = form.get("unit"), form.get("person")
    field = "unit" if unit else "person"
    if bool(unit) == bool(person) or person in work.parts.recused:
        raise Invalid("actions.unknown_participant", fields=[FieldError(field, "actions.unknown_participant")])
    if any((row.unit if unit else row.person) == (unit or person) for row in running(work)):
        raise Invalid("actions.takes_part_already", fields=[FieldError(field, "actions.takes_part_already")])
    if unit:
        return {"kind": UNIT, "unit": unit}
    if not form["discipline"]:
        raise Invalid("actions.unknown_discipline", fields=[FieldError("discipline", "actions.unknown_discipline")])
    return {"kind": EXPERT, "person": person, "discipline": form["discipline"]}
