"""A crowd of invented tasks (虚构) in rows of their own, and people who look at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from engine.actions.house.office import Office
from engine.cases.search_keys import keys_of_case
from engine.clock import MovableClock
from engine.people.actor import Actor, Post
from engine.storage import cases, definitions, people, search_keys, subjects, tasks, units
from engine.storage.chain import BEGINNING
from engine.storage.people import PersonRow
from engine.storage.tasks import TaskRow
from engine.storage.units import UnitNameRow, UnitRow

UNITS = {"province_office": "省未保办", "education": "省教育厅", "justice": "省司法厅"}


@dataclass
class Crowd:
    """Adds cases and tasks by hand; what a diagram would have brought there is not needed to list them."""

    office: Office
    now: datetime
    number: int = 0
    known: list[str] = field(default_factory=list)

    def case(self, *, applicant: str = "education", urgency: str = "", danger: bool = False, child: str = "甲") -> str:
        self.number += 1
        case_id, number = f"case{self.number:04}", f"虚构会商〔2022〕{self.number}号"
        row = {
            "id": case_id,
            "number": number,
            "procedure": "p",
            "procedure_version": 1,
            "digest": "digest",
            "process": "p",
            "version": 0,
            "status": "submitted",
            "item_states": {},
            "settings": {},
            "facts": {},
            "applicant_unit": applicant,
            "applicant_class": "",
            "opened_by": "zoe",
            "opened_at": self.now,
            "danger": danger,
            "halted": False,
            "urgency": urgency,
            "state": b"",
            "state_format": 1,
            "audit_seq": 0,
            "audit_head": BEGINNING,
        }
        with self.office.database.writing() as connection:
            cases.add(connection, row)
            index = self.number.to_bytes(32, "big")
            child_row = {"case_id": case_id, "pseudonym": f"未成年人{child}", "age_band": "", "blind_index": index}
            subjects.add(connection, [child_row])
            search_keys.add(connection, case_id, keys_of_case(number, [f"未成年人{child}"]))
        self.known.append(case_id)
        return case_id

    def task(
        self,
        case_id: str,
        *,
        groups: tuple[str, ...] = ("bench",),
        due: date | None = None,
        holder: str | None = None,
        element: str = "work",
        name: str = "提出意见建议",
        unit: str = "",
    ) -> str:
        self.number += 1
        # ids in no order: a list is not to lean on the order of adding
        task_id = f"{self.number * 7919 % 9973:04x}-{self.number}"
        row = TaskRow(
            task_id,
            case_id,
            element,
            "",
            name,
            "",
            "complete",
            None,
            list(groups),
            "open",
            holder,
            self.now if holder else None,
            None,
            None,
            due,
            self.now,
            unit=unit,
        )
        with self.office.database.writing() as connection:
            tasks.add(connection, [row])
            search_keys.add_steps(connection, [(element, name)])
        return task_id


@pytest.fixture
def crowd(office: Office, clock: MovableClock) -> Crowd:
    at = clock.now()
    with office.database.writing() as connection:
        definitions.store_bundle(connection, "digest", {"a.bpmn": b"<a/>"}, at)
        bodies = [UnitRow(key, "government", "province", None, True, None, None) for key in UNITS]
        names = [
            UnitNameRow(key, date(2021, 1, 1), {"zh": f"某{name}"}, {"zh": name}, "", "") for key, name in UNITS.items()
        ]
        units.add(connection, bodies, names)
        rows = [
            PersonRow(one, one, f"{one}（虚构）", "education", None, "zh", True, False, at)
            for one in ("ann", "bob", "zoe")
        ]
        people.add(connection, rows)
    return Crowd(office, at)


@pytest.fixture
def person() -> Callable[..., Actor]:
    """Somebody with these roles, each `role@unit`."""

    def make(name: str, *roles: str) -> Actor:
        posts = tuple(Post(role.partition("@")[0], role.partition("@")[2] or "bench") for role in roles)
        return Actor(name, f"{name}（虚构）", "education", posts)

    return make
