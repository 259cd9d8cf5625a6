"""A small office with a moving clock, and cases that wait in it. Everything in it is invented (虚构)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.actions.casework import finishing, happenings
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.cache import CaseCache
from engine.actions.house.loaded import Loaded
from engine.actions.house.office import Office
from engine.clock import MovableClock, at_beijing
from engine.deadlines.ledger import Ledger
from engine.diagrams.bundle import Bundle
from engine.diagrams.instance import Instance
from engine.diagrams.world import World
from engine.people.actor import Actor
from engine.settings import Settings
from engine.storage import cases, definitions, schema
from engine.storage.chain import BEGINNING
from engine.storage.database import Database
from engine.storage.encryption import Vault

DRAWN = Path(__file__).parent / "drawn" / "long_wait.bpmn"


def table_2027(**changes):
    """虚构: 31 December 2026 is off, Sunday 27 December is worked; 2027 is published."""
    notice = {
        "version": 1,
        "title": "关于2027年部分节假日安排的通知（虚构）",
        "number": None,
        "issuer": "虚构机关",
        "published_on": "2026-12-01",
        "arrangements": [{"occasion": "元旦", "off": ["2026-12-31", "2027-01-01"], "work": ["2026-12-27"]}],
    }
    return {"year": 2027, "layer": "national", "notices": [notice | changes]}


@pytest.fixture
def notice_2027():
    return table_2027


@pytest.fixture(params=[0, 100], ids=["cold", "hot"])
def office(request, tmp_path):
    """An office on 23 November 2026, with and without a memory for running cases."""
    database = Database(f"sqlite:///{tmp_path / 'huishang.db'}")
    schema.migrate(database)
    clock = MovableClock(at_beijing(date(2026, 11, 23), 12))
    opened = Office(database, clock, Settings(var=tmp_path), Vault([bytes(32)]), CaseCache(request.param))
    yield opened
    opened.close()


@pytest.fixture
def open_case(office):
    """Opens a case whose implementation clock starts on this day, as of now."""
    bundle = Bundle({DRAWN.name: DRAWN.read_bytes()})

    def make(case_id, start):
        now = office.clock.now()
        with office.database.writing() as connection:
            definitions.store_bundle(connection, bundle.digest, bundle.files, now)
            cases.add(connection, _new_case(case_id, bundle.digest, now))
            row = cases.lock(connection, case_id)
            reference = office.reference(connection)
            world = World(now, Ledger((), reference.calendar_at(now)))
            procedure = office.procedures.get(connection, bundle.digest, "main")
            instance = Instance.start(procedure.definition, {"start_on": start}, world)
            loaded = Loaded(procedure, world.ledger, instance, None)
            work = CaseWork(office, connection, row, loaded, world, Actor.system(), moved=True)
            happenings.settle(work)
            finishing.finish(work, Answer(), None)

    return make


def _new_case(case_id, digest, now):
    return {
        "id": case_id,
        "number": f"虚构〔2026〕{case_id}号",
        "procedure": "long_wait",
        "procedure_version": 1,
        "digest": digest,
        "process": "main",
        "version": 1,
        "status": "implementing",
        "item_states": {},
        "settings": {},
        "facts": {},
        "applicant_unit": "civil_affairs",
        "applicant_class": "member_unit",
        "opened_by": "officer",
        "opened_at": now,
        "danger": False,
        "halted": False,
        "state_format": 1,
        "audit_seq": 0,
        "audit_head": BEGINNING,
    }
