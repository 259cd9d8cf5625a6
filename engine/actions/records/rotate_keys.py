"""Rotate the master key: every key it wrapped is wrapped anew by the newest one, and no content is touched (D6).

Start with the new master key in front and the old one behind; after this act the old one opens nothing any more and
may be taken out of the setting.
"""

from __future__ import annotations

from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.people.actor import Actor
from engine.storage import cases, house_keys


def rotate_keys(office: Office) -> int:
    """Wrap all keys by the newest master key; gives how many were wrapped otherwise. Run by the operator.

    Raises Incident where a master key that is still needed is not in the setting; then nothing is changed.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        vault = office.vault
        old = cases.keys_wrapped_otherwise(work.connection, vault.newest)
        anew = {case_id: vault.rewrap(wrapped, master, case_id) for case_id, wrapped, master in old}
        cases.rewrap_keys(work.connection, anew, vault.newest)
        count = len(anew) + house_keys.rewrap(work.connection, vault)
        if count:
            work.record(Word.KEYS_ROTATED, keys=count, master=vault.newest)
        return {"keys": count}

    return int(work_in_house(office, Actor.system(), Act.ROTATE_KEYS, verb)["keys"])
