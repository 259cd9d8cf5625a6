"""Running cases move to a new version: planned by one, carried out by another, kept exactly, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.actions.house.house_work import work_in_house
from engine.actions.house.office import Office
from engine.actions.migrations.migrate_cases import migrate_cases
from engine.actions.migrations.migration_view import in_words, list_migrated_cases
from engine.actions.migrations.plan_migration import plan_migration
from engine.actions.migrations.undo_migration import undo_migration
from engine.actions.opening.open_case import open_case
from engine.actions.records.verify import verify
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.save_draft import save_draft
from engine.actions.versions.deploy_bundle import deploy_bundle, try_bundle
from engine.actions.versions.discard_draft import discard_draft
from engine.actions.versions.publish_diagram import deploy, proved, publish_seen, publishable
from engine.actions.versions.replace_draft import replace_draft
from engine.actions.versions.version_list import list_versions, read_version
from engine.actions.versions.withdraw_version import withdraw_version
from engine.cases.acts import Act
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.diagrams.findings import DiagramRefused
from engine.errors import Conflict, Forbidden, Invalid, Refusal
from engine.people.actor import Actor, Post
from engine.storage import audit, cases, tasks

SHAPE = Path(__file__).parents[2] / "diagrams" / "shapes" / "three_user_tasks.bpmn"
KEY = "three_user_tasks"
ANSWER = {"answer": "办妥（虚构）"}
DRAWER = Actor("drawer", "绘制人（虚构）", "province_office", (Post("designer", "province_office"),))
CHECKER = Actor("checker", "复核人（虚构）", "province_office", (Post("designer", "province_office"),))
OFFICER = Actor("officer", "经办人（虚构）", "province_office", (Post("case_officer", "province_office"),))
BENCH = Actor("ann", "甲（虚构）", "bench", (Post("bench", "bench"),))


def shaped(*changes: tuple[str, str]) -> Bundle:
    """The shape of three tasks with these texts put in the place of others."""
    files = {one.name: one.read_bytes() for one in (SHAPE, SHAPE.with_name("answer.form"))}
    text = files[SHAPE.name].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return Bundle({**files, SHAPE.name: text.encode()})


def tasks_of(office: Office, case: str) -> dict[str, tasks.TaskRow]:
    with office.database.reading() as connection:
        return {row.element: row for row in tasks.open_of_case(connection, case).values()}


#: the next version: another name for B, and a task between B and C
LONGER = (
    ('name="B"', 'name="B2"'),
    ('<bpmn:sequenceFlow id="f3" sourceRef="task_b" targetRef="task_c" />',
     '<bpmn:userTask camunda:candidateGroups="bench" camunda:formRef="answer" id="task_d" name="D"/>'
     '<bpmn:sequenceFlow id="f3" sourceRef="task_b" targetRef="task_d" />'
     '<bpmn:sequenceFlow id="f5" sourceRef="task_d" targetRef="task_c" />'),
    ('id="task_c" name="C"><bpmn:incoming>f3', 'id="task_c" name="C"><bpmn:incoming>f5'),
)  # fmt: skip
#: B under another id: whoever stands there stands nowhere
WITHOUT_B = (("task_b", "task_x"),)


@pytest.fixture
def old(office: Office, clock: MovableClock) -> int:
    return int(deploy(office, shaped(), effective_on=date(2022, 1, 1))["version"])


def version_of(office: Office, case: str) -> int:
    with office.database.reading() as connection:
        row = cases.get(connection, case)
    assert row is not None
    return row.procedure_version


def new_version(office: Office, *changes: tuple[str, str]) -> int:
    return int(deploy(office, shaped(*changes))["version"])


def begun(office: Office) -> str:
    """A case whose A is done; B waits, claimed and with a draft."""
    opened = open_case(office, OFFICER, KEY, {})
    complete(office, BENCH, tasks_of(office, opened.case_id)["task_a"].id, ANSWER)
    save_draft(office, BENCH, tasks_of(office, opened.case_id)["task_b"].id, ANSWER)
    return opened.case_id


def test_a_case_moves_is_kept_exactly_and_ends_on_the_new_version(office: Office, old: int) -> None:
    # given a case at B with a draft, and a version with a task more
    case = begun(office)
    before = tasks_of(office, case)["task_b"]
    new = new_version(office, *LONGER)

    # when one person plans and another carries out
    move = plan_migration(office, DRAWER, KEY, old, new, "补一道环节（虚构）")["move"]
    with pytest.raises(Forbidden) as own:
        migrate_cases(office, DRAWER, KEY, move)
    assert own.value.key == "people.right.own_plan"
    assert migrate_cases(office, CHECKER, KEY, move) == {"moved": 1}

    # then id, draft and claim stay, the look follows, and everything agrees with itself
    after = tasks_of(office, case)["task_b"]
    assert (after.id, after.draft, after.claimed_by) == (before.id, before.draft, before.claimed_by)
    assert (before.name, after.name) == ("B", "B2")
    assert version_of(office, case) == new
    assert verify(office) == []
    with office.database.reading() as connection:
        words = [one.record.word for one in audit.read(connection, case)]
    assert words.count("case:case:migrated") == 1

    # and it runs to its end there
    for element in ("task_b", "task_d", "task_c"):
        complete(office, BENCH, tasks_of(office, case)[element].id, ANSWER)
    assert tasks_of(office, case) == {}
    assert verify(office) == []


def test_a_case_stays_where_its_task_is_gone_and_is_told_why(office: Office, old: int) -> None:
    case = begun(office)
    new = new_version(office, *WITHOUT_B)
    move = plan_migration(office, DRAWER, KEY, old, new, "改编号（虚构）")["move"]
    assert migrate_cases(office, CHECKER, KEY, move) == {"refused": 1}
    assert version_of(office, case) == old
    (_, row), *others = list_migrated_cases(office, CHECKER, KEY, move)
    assert others == []
    assert "个案正停在“B”（task_b），新版本里没有它。" in [in_words(one, "zh") for one in row.obstacles]
    assert all("versions." not in in_words(one, lang) for one in row.obstacles for lang in ("zh", "en"))


def test_a_case_that_moved_on_since_the_plan_is_judged_again(office: Office, old: int) -> None:
    case = begun(office)
    new = new_version(office, *LONGER)
    move = plan_migration(office, DRAWER, KEY, old, new, "补一道环节（虚构）")["move"]
    complete(office, BENCH, tasks_of(office, case)["task_b"].id, ANSWER)
    assert migrate_cases(office, CHECKER, KEY, move) == {"refused": 1}
    assert version_of(office, case) == old


def test_a_migration_is_taken_back_while_nothing_moved(office: Office, old: int) -> None:
    still, moving = begun(office), begun(office)
    new = new_version(office, *LONGER)
    move = plan_migration(office, DRAWER, KEY, old, new, "补一道环节（虚构）")["move"]
    assert migrate_cases(office, CHECKER, KEY, move, most=1) == {"moved": 1, "waiting": 1}
    assert migrate_cases(office, CHECKER, KEY, move) == {"moved": 2}
    complete(office, BENCH, tasks_of(office, moving)["task_b"].id, ANSWER)

    assert undo_migration(office, CHECKER, KEY, move, "新版有误（虚构）") == {"undone": 1, "left": 1}

    assert (version_of(office, still), version_of(office, moving)) == (old, new)
    assert tasks_of(office, still)["task_b"].name == "B"
    with pytest.raises(Conflict) as refused:
        undo_migration(office, CHECKER, KEY, move, "新版有误（虚构）", case_id=moving)
    assert refused.value.key == "versions.move.moved_on"
    assert verify(office) == []


def published(office: Office, hand: Actor, version: int, day: date | None = None) -> None:
    """The two halves of a publication, one after the other."""
    draft, bundle = publishable(office, hand, KEY, version, day)
    proof = proved(bundle, draft.process)
    work_in_house(office, hand, Act.VIEW_PROCEDURES, lambda work: publish_seen(work, draft, day, proof))


def test_drafts_hands_and_states(office: Office, old: int, clock: MovableClock) -> None:
    # given a draft that a second hand replaced
    drawn = deploy_bundle(office, DRAWER, shaped(*LONGER), note="第二版")
    assert (drawn.version, drawn.stored, drawn.against) == (2, True, old)
    assert deploy_bundle(office, DRAWER, shaped(*LONGER)).stored is False
    replace_draft(office, CHECKER, KEY, 2, shaped(('name="B"', 'name="B3"')))

    # then neither of both may publish it, a third may, for a day to come, and may take it back
    for hand in (DRAWER, CHECKER):
        with pytest.raises(Forbidden):
            published(office, hand, 2)
    third = Actor("third", "第三人（虚构）", "province_office", (Post("designer", "province_office"),))
    with pytest.raises(Invalid):
        published(office, third, 2, date(2022, 1, 1))
    published(office, third, 2, date(2030, 1, 1))
    assert [one.state.value for one in list_versions(office, OFFICER, KEY)] == ["published", "effective"]
    withdraw_version(office, third, KEY, 2)
    deploy_bundle(office, DRAWER, shaped(*WITHOUT_B))
    discard_draft(office, DRAWER, KEY, 3)
    assert [one.state.value for one in list_versions(office, OFFICER, KEY)] == ["discarded", "withdrawn", "effective"]
    with pytest.raises(Conflict):
        withdraw_version(office, third, KEY, old)
    assert read_version(office, OFFICER, KEY, 1)[1].files == shaped().files
    assert verify(office) == []


HOSTILE = [
    Bundle({}),
    Bundle({"p.bpmn": b"<"}),
    Bundle({"p.bpmn": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    Bundle({"p.bpmn": b"\x00" * 1000}),
    shaped(('sourceRef="task_b"', 'sourceRef="nothing"')),
    shaped(("<bpmn:userTask", "<bpmn:adHocSubProcess"), ("</bpmn:userTask", "</bpmn:adHocSubProcess")),
    Bundle({**shaped().files, "answer.form": b"["}),
    Bundle({**shaped().files, "procedure.yaml": b"- 1"}),
    Bundle({**shaped().files, "settings.yaml": b"a: &a [*a]"}),
]


def test_bad_deployments_change_nothing_for_running_cases(office: Office, old: int) -> None:
    """F26: refused whole, and cases begin and go on as before."""
    case = begun(office)
    with office.database.reading() as connection:
        state = cases.state(connection, case)
    for _ in range(2):
        for bundle in HOSTILE:
            with pytest.raises(Refusal):
                deploy_bundle(office, DRAWER, bundle)
            try:
                assert try_bundle(office, DRAWER, bundle).findings
            except DiagramRefused:
                pytest.fail("a try tells its findings")
            except Refusal:
                pass
    with office.database.reading() as connection:
        assert cases.state(connection, case) == state
    assert [one.row.version for one in list_versions(office, OFFICER, KEY)] == [old]
    assert version_of(office, begun(office)) == old
    assert verify(office) == []


def test_cases_end_on_the_version_they_began_with(office: Office, old: int) -> None:
    """F27: old cases follow the old version, new ones the new, and both are counted."""
    case = begun(office)
    new = new_version(office, *LONGER)
    other = begun(office)
    assert {one.row.version: one.running for one in list_versions(office, OFFICER, KEY)} == {old: 1, new: 1}
    for element in ("task_b", "task_c"):
        complete(office, BENCH, tasks_of(office, case)[element].id, ANSWER)
    complete(office, BENCH, tasks_of(office, other)["task_b"].id, ANSWER)
    assert set(tasks_of(office, other)) == {"task_d"}
    assert tasks_of(office, case) == {}
