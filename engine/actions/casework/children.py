"""The children of a case as known outside the sealed forms: pseudonym, age band, blind index, search keys.

They come with the application, and anew with each form that tells them again: an application completed after it was
returned says who the children are from then on.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from engine.actions.casework.listing import keep_keys
from engine.actions.casework.work import CaseWork
from engine.cases.search_keys import keys_of_case
from engine.errors import FieldError, Invalid
from engine.forms.form import Form
from engine.storage import search_keys, subjects, submissions
from engine.storage.house_keys import BLIND_INDEX, house_key

#: the list of a form that tells the children
FIELD: Final = "subjects"


def enter_children(work: CaseWork, content: Mapping[str, Any]) -> None:
    """The children of a new case, and what it is found by."""
    _check_apart(content, frozenset())
    subjects.add(work.connection, _rows(work, content, {}))
    keep_keys(work, [child["pseudonym"] for child in content.get(FIELD) or ()])


def renew_children(work: CaseWork, shape: Form, content: Mapping[str, Any], submission: str) -> None:
    """The children as this newer form tells them, where it tells them at all; those of merged cases stay.

    A child that keeps its pseudonym and is not named again is found by the name it was told with before.
    """
    if FIELD not in shape.shape.members:
        return
    told = _told_before(work, submission)
    known = subjects.of_case(work.connection, work.case.id)
    before = {row["pseudonym"]: row["blind_index"] for row in known if row["pseudonym"] in told}
    kept = [row["pseudonym"] for row in known if row["pseudonym"] not in told]
    _check_apart(content, frozenset(kept))
    subjects.drop(work.connection, work.case.id, list(before))
    rows = _rows(work, content, before)
    subjects.add(work.connection, rows)
    keys = keys_of_case(work.case.number, [*kept, *(row["pseudonym"] for row in rows)])
    search_keys.renew(work.connection, work.case.id, keys)


def _check_apart(content: Mapping[str, Any], taken: frozenset[str]) -> None:
    """Raises Invalid where two children would be called the same: nobody could tell them apart."""
    seen = set(taken)
    for number, child in enumerate(content.get(FIELD) or ()):
        if child["pseudonym"] in seen:
            wrong = FieldError(f"{FIELD}.{number}.pseudonym", "actions.pseudonym_taken")
            raise Invalid("forms.refused", fields=[wrong])
        seen.add(child["pseudonym"])


def _told_before(work: CaseWork, submission: str) -> set[str]:
    """The pseudonyms of every earlier form that told the children."""
    forms = work.loaded.procedure.forms
    rows = [
        row
        for row in submissions.of_case(work.connection, work.case.id)
        if row.id != submission and row.kind == submissions.FINAL
        if (form := forms.get(row.form or "")) is not None and FIELD in form.shape.members
    ]
    return {str(child["pseudonym"]) for row in rows for child in work.opened(row).get(FIELD) or ()}


def _rows(work: CaseWork, content: Mapping[str, Any], before: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Pseudonym, age band and blind index of each child; a child without a name is found by nobody."""
    cipher = house_key(work.connection, work.office.vault, BLIND_INDEX)
    rows = []
    for child in content.get(FIELD) or ():
        name, pseudonym = str(child.get("child_name") or "").strip(), child["pseudonym"]
        index = cipher.blind_index(name) if name else before.get(pseudonym) or os.urandom(32)
        row = {"case_id": work.case.id, "pseudonym": pseudonym, "age_band": child.get("age_band") or ""}
        rows.append(row | {"blind_index": index})
    return rows
