"""Hostile bundles handed in while cases go on: each refused in time and memory, and no case is harmed by it."""

from __future__ import annotations

import resource
import threading
import time
from dataclasses import dataclass, field
from datetime import date

from engine.actions.house.office import Office
from engine.actions.records.verify import verify
from engine.actions.tasks.complete_task import complete
from engine.actions.versions.deploy_bundle import deploy_bundle
from engine.actions.versions.publish_diagram import deploy
from engine.actions.versions.version_list import list_versions
from engine.diagrams.archives import read_archive
from engine.diagrams.bundle import Bundle
from engine.errors import Refusal
from engine.storage import cases
from tests.unit.engine.actions.migrations.test_migration import ANSWER, BENCH, DRAWER, KEY, OFFICER, begun, shaped
from tests.unit.engine.actions.migrations.test_migration import tasks_of as open_tasks
from tests.unit.engine.diagrams.hostile.corpus import CASES

SECONDS, MEBIBYTES = 2.0, 256
#: every third; alone, each is measured in a process of its own
TRIED = tuple(CASES)[::3]
#: cases that were begun and ended meanwhile
ENDED = 5


@dataclass
class Attack:
    """Somebody who hands in one hostile bundle after the other, in a thread of its own."""

    office: Office
    spent: dict[str, float] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        for name in TRIED:
            made = CASES[name]()
            began = time.thread_time()
            try:
                deploy_bundle(self.office, DRAWER, read_archive(made) if isinstance(made, bytes) else Bundle(made))
                self.wrong[name] = "was taken"
            except Refusal:
                pass
            except Exception as error:  # noqa: BLE001  # whatever is no refusal is what this test looks for
                self.wrong[name] = repr(error)[:300]
            self.spent[name] = time.thread_time() - began


def test_cases_go_on_while_hostile_bundles_are_refused(office: Office) -> None:
    # given a procedure in force, and somebody who hands in every hostile bundle
    deploy(office, shaped(), effective_on=date(2022, 1, 1))
    begun(office)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    attack = Attack(office)
    attacker = threading.Thread(target=attack.run)
    attacker.start()

    # when cases are opened and led to their end meanwhile
    ended, slowest = [], 0.0
    while attacker.is_alive():
        began = time.thread_time()
        case = begun(office)
        for element in ("task_b", "task_c"):
            complete(office, BENCH, open_tasks(office, case)[element].id, ANSWER)
        ended.append(case)
        slowest = max(slowest, time.thread_time() - began)
    attacker.join()

    # then every bundle was refused within its bounds
    assert attack.wrong == {}
    assert tuple(attack.spent) == TRIED
    assert {name: spent for name, spent in attack.spent.items() if spent >= SECONDS} == {}
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < MEBIBYTES

    # and every case ended as it should, the books agreeing with themselves
    assert len(ended) >= ENDED
    assert slowest < SECONDS
    with office.database.reading() as connection:
        rows = [cases.get(connection, case) for case in ended]
    assert all(row is not None and row.closed_at is not None for row in rows)
    assert [one.row.version for one in list_versions(office, OFFICER, KEY)] == [1]
    assert verify(office) == []
