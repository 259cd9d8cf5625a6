"""Do any act of a case that has a form of its own, by its word: one door for pages, whatever verb stands behind it.

Messages of the diagram go to `send`, everything beside it to the verb's own action; rights and refusals are theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from engine.actions.cases.add_participant import add_participant
from engine.actions.cases.complain import complain
from engine.actions.cases.correct import correct_deadline
from engine.actions.cases.enter_afterwards import enter_afterwards
from engine.actions.cases.merge import merge
from engine.actions.cases.record_instruction import record_instruction
from engine.actions.cases.serve import serve
from engine.actions.cases.split import split
from engine.actions.cases.terminate import terminate
from engine.actions.cases.urge import urge
from engine.actions.externals.incidents import resolve_incident, retry_incidents
from engine.actions.externals.repair import move_token, set_value
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.actions.real_data.grant_real_data import grant_real_data
from engine.actions.tasks.send_message import send
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid, Unknown
from engine.people.actor import Actor

#: fields of an act's form that a task's own form stands beside
AFTERWARDS = ("true_day", "done_by", "reason")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One act on one case. `message` names what the diagram waits for, `task` the one that is entered afterwards."""

    case_id: str
    act: Act
    form: Mapping[str, Any]
    message: str = ""
    item: str = ""
    task: str = ""
    once: Once | None = None


Doing = Callable[[Office, Actor, Wanted], Answer]


def do_act(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    """Do it. Raises Unknown for an act that has no form of its own, and whatever the verb refuses."""
    if wanted.message:
        named = (wanted.case_id, wanted.message, wanted.item, wanted.form)
        return send(office, actor, *named, once=wanted.once)
    doing = _DOING.get(wanted.act)
    if doing is None:
        raise Unknown("actions.unknown_act")
    return doing(office, actor, wanted)


def _plain(verb: Callable[..., Answer]) -> Doing:
    return lambda office, actor, wanted: verb(office, actor, wanted.case_id, wanted.form, once=wanted.once)


def _urge(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    return urge(office, actor, wanted.case_id, wanted.form, once=wanted.once)


def _merge(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    return merge(office, actor, wanted.case_id, str(wanted.form.get("into") or ""), wanted.form, once=wanted.once)


def _grant(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    person = str(wanted.form.get("person") or "")
    try:
        until = date.fromisoformat(str(wanted.form.get("until")))
    except ValueError:
        raise Invalid("forms.refused", fields=[FieldError("until", "actions.no_day")]) from None
    return grant_real_data(office, actor, wanted.case_id, person, until, wanted.form, once=wanted.once)


def _afterwards(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    told = {name: str(wanted.form.get(name) or "") for name in AFTERWARDS}
    inner = wanted.form.get("form") or {}
    return enter_afterwards(office, actor, wanted.task, inner, once=wanted.once, **told)


def _retry(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    return retry_incidents(office, actor, wanted.case_id, once=wanted.once)


def _resolve(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    number = str(wanted.form.get("incident") or "")
    if not number.isdigit():
        raise Invalid("forms.refused", fields=[FieldError("incident", "forms.error.required")])
    return resolve_incident(office, actor, wanted.case_id, int(number), dict(wanted.form), once=wanted.once)


def _set_value(office: Office, actor: Actor, wanted: Wanted) -> Answer:
    return set_value(office, actor, wanted.case_id, _typed(wanted.form), once=wanted.once)


def _typed(form: Mapping[str, Any]) -> dict[str, Any]:
    """A value as a person types it: JSON where it reads as such, else text."""
    try:
        value = orjson.loads(str(form.get("value")))
    except orjson.JSONDecodeError:
        value = form.get("value")
    return {**form, "value": value}


_DOING: Mapping[Act, Doing] = {
    Act.SERVE: _plain(serve),
    Act.ADD_PARTICIPANT: _plain(add_participant),
    Act.URGE: _urge,
    Act.TERMINATE: _plain(terminate),
    Act.MERGE: _merge,
    Act.SPLIT: _plain(split),
    Act.ENTER_AFTERWARDS: _afterwards,
    Act.CORRECT: _plain(correct_deadline),
    Act.RECORD_INSTRUCTION: _plain(record_instruction),
    Act.COMPLAIN: _plain(complain),
    Act.GRANT_REAL_DATA: _grant,
    Act.RETRY_INCIDENT: _retry,
    Act.RESOLVE_INCIDENT: _resolve,
    Act.SET_VALUE: _set_value,
    Act.MOVE_TOKEN: lambda office, actor, wanted: move_token(
        office, actor, wanted.case_id, dict(wanted.form), once=wanted.once
    ),
}

#: the acts that are done here, messages of diagrams apart
BESIDE = frozenset(_DOING)
