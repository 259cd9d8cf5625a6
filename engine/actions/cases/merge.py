"""Merge one case into another (并案): the first ends as merged, its children and its record are linked to the second.

The case it goes into gains rows beside it and does not move, so locking the one that ends is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.cases.terminate import end_beside
from engine.actions.casework.act_forms import accepted
from engine.actions.casework.beside import allow, note
from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer, Once
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.search_keys import keys_of
from engine.cases.states import CaseState
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import cases, links, search_keys, subjects

KIND = "merged_into"


def merge(
    office: Office, actor: Actor, case_id: str, into: str, form: Mapping[str, Any], *, once: Once | None = None
) -> Answer:
    """End this case as merged into the case with the id or number `into`, for `reason`.

    Raises Forbidden, Conflict where one of the two has ended or danger is open, Invalid for an unknown or the same one.
    """
    return work_on(office, actor, On(case_id=case_id), lambda work: _merge(work, into, form), once=once)


def _merge(work: CaseWork, into: str, form: Mapping[str, Any]) -> Answer:
    allow(work, Act.MERGE)
    content = accepted(work, Act.MERGE.value, {**form, "into": into or form.get("into")})
    other = cases.get(work.connection, content["into"]) or cases.numbered(work.connection, content["into"])
    if other is None:
        raise Invalid("actions.unknown_case", fields=[FieldError("into", "actions.unknown_case")])
    if other.id == work.case.id:
        raise Invalid("actions.merge_with_itself", fields=[FieldError("into", "actions.merge_with_itself")])
    if other.closed_at is not None:
        raise Conflict("actions.case_ended", case=other.number)
    note(work, Act.MERGE, {"reason": content["reason"]}, into=other.number)
    links.add(work.connection, work.case.id, KIND, other.id, at=work.now, by=work.acting)
    _carry_subjects(work, other.id)
    end_beside(work, CaseState.MERGED)
    return Answer(details={"into": other.number})


def _carry_subjects(work: CaseWork, into: str) -> None:
    """The children of this case belong to the other one too; a pseudonym that is taken there names its case."""
    taken = {row["pseudonym"] for row in subjects.of_case(work.connection, into)}
    rows = [
        {**row, "case_id": into, "pseudonym": _free(row["pseudonym"], taken, work.case.number)}
        for row in subjects.of_case(work.connection, work.case.id)
    ]
    subjects.add(work.connection, rows)
    search_keys.add_missing(work.connection, into, {key for row in rows for key in keys_of(row["pseudonym"])})


def _free(pseudonym: str, taken: set[str], number: str) -> str:
    return f"{pseudonym} ({number})" if pseudonym in taken else pseudonym
