"""Serve on paper (送达): enter that papers were handed or posted to a recipient, whose receipt follows.

Service within the system needs no act: a task that reached the recipient's inbox is served.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.clock import at_beijing
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import services


def serve(office: Office, actor: Actor, case_id: str, form: Mapping[str, Any], *, once: Once | None = None) -> Answer:
    """Enter the service of `subject` on `recipient` (a unit or part) by `how`, on `served_on`, to `item` if it has one.

    Raises Forbidden, Invalid naming the field; a day in the future is one.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _serve(work, form), once=once)


def _serve(work: CaseWork, form: Mapping[str, Any]) -> Answer:
    allow(work, Act.SERVE)
    said = accepted(work, Act.SERVE.value, form)
    content = {name: said[name] for name in ("subject", "recipient")}
    how, item = said["how"], said["item"]
    served_on = past_day(said["served_on"], work.today, "served_on")
    submission = note(work, Act.SERVE, content, item, how=how)
    row = {
        "id": uuid.uuid4().hex,
        "case_id": work.case.id,
        "item": item,
        "subject": submission,
        "recipient": content["recipient"],
        "how": how,
        "paper": True,
        "served_at": at_beijing(served_on),
        "served_by": work.acting,
        "receipt_on": None,
        "receipt_at": None,
        "receipt_by": None,
        "details": {},
    }
    services.add(work.connection, [row])
    return Answer(details={"service": row["id"]})


def past_day(value: object, today: date, name: str) -> date:
    """The day of this field. Raises Invalid when it is no day or lies in the future."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise Invalid("actions.no_day", fields=[FieldError(name, "actions.no_day")]) from None
    if day > today:
        raise Invalid("actions.day_in_future", fields=[FieldError(name, "actions.day_in_future")])
    return day
