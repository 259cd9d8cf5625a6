"""A clause that names what the bundle does not have, lacks a key or has one too many is no clause."""

from __future__ import annotations

import pytest

from engine.diagrams.bundle import Bundle
from engine.errors import Invalid
from engine.proofs.duties import ON_BUNDLE, ON_MOMENT, ON_STEP, Duties
from engine.proofs.naming import CLAUSES
from engine.proofs.proving import prove
from tests.processes.bundle_files import bundle

MISNAMED = [
    ("clock: implementation, days: 30", "clock: implementatoin, days: 30", "implementatoin"),
    ("after: consensus_reached", "after: consensus_reachd", "consensus_reachd"),
    ("{of: terminate_decision}", "{of: terminate_decisions}", "terminate_decisions"),
    ("message: mark_danger", "message: danger_mark", "danger_mark"),
    ("acts: [check_guidance]", "acts: [check_guidances]", "check_guidances"),
    ("extends: implementation", "extends: implemented", "implemented"),
    ("act: add_participant", "act: add_participants", "add_participants"),
    ("tasks: [sign_receipt, give_opinion]", "tasks: [sign_receipt, give_opinions]", "give_opinions"),
]


def changed(old: str, new: str) -> Bundle:
    text = bundle().files["duties.yaml"].decode()
    assert old in text
    return Bundle({**bundle().files, "duties.yaml": text.replace(old, new).encode()})


@pytest.mark.parametrize(("old", "new", "name"), MISNAMED, ids=[name for _, _, name in MISNAMED])
def test_a_name_that_nothing_carries_is_refused(old: str, new: str, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        prove(changed(old, new), process="case_consultation")

    assert refused.value.key == "proofs.duties_unknown_names"
    assert name in refused.value.params["names"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("act: ask_extension, must:", "act: ask_extension, muss:"),
        ("{message: mark_danger, or_task: record_danger}", "{message: mark_danger}"),
        ("never_by_time: {}", "never_by_tim: {}"),
    ],
)
def test_a_clause_with_other_keys_is_refused(old: str, new: str) -> None:
    with pytest.raises(Invalid, match="duties_unreadable"):
        Duties.read(changed(old, new))


def test_every_kind_of_clause_says_its_keys() -> None:
    assert set(CLAUSES) == {*ON_STEP, *ON_MOMENT, *ON_BUNDLE}
