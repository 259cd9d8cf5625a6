"""Search for a child before an application is filed: the name is sent, compared by its blind index and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.storage import subjects
from engine.storage.house_keys import BLIND_INDEX, house_key

#: roles of the office learn which case it is; everybody else learns only that there is one, and asks the office
TOLD = frozenset({"case_officer", "reviewer", "director"})


def find_duplicates(office: Office, actor: Actor, names: Sequence[str]) -> dict[str, Any]:
    """How many cases name one of these children, and for the office which. The search goes on record, without a name.

    Raises Forbidden for whoever may not file an application.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        cipher = house_key(work.connection, office.vault, BLIND_INDEX)
        indexes = [cipher.blind_index(name.strip()) for name in names if name.strip()]
        found = subjects.cases_with(work.connection, indexes) if indexes else []
        work.record(Word.DUPLICATES_SEARCHED, names=len(indexes), found=len(found))
        told = found if not actor.roles.isdisjoint(TOLD) else []
        return {"count": len({row["id"] for row in found}), "cases": told}

    return work_in_house(office, actor, Act.OPEN_CASE, verb)
