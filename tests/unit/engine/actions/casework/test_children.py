"""Who the children of a case are follows the application as it was last completed, outside the sealed forms too."""

from __future__ import annotations

import pytest

from engine.actions.cases.merge import merge
from engine.actions.opening.find_duplicates import find_duplicates
from engine.actions.opening.open_case import open_case
from engine.actions.tasks.complete_task import complete
from engine.cases.search_keys import normalized
from engine.errors import Invalid
from engine.storage import search_keys, subjects


def children(case):
    with case.office.database.reading() as connection:
        rows = subjects.of_case(connection, case.case)
    return [(row["pseudonym"], row["age_band"]) for row in rows]


def found(case, name):
    return find_duplicates(case.office, case.actor("officer"), [name])["count"]


def looked_for(case, words):
    with case.office.database.reading() as connection:
        return case.case in (search_keys.cases_found(connection, normalized(words), 50) or ())


@pytest.fixture
def returned(play):
    """An application (虚构) that was returned for correction, and a way to complete it again."""
    case = play("returned_for_correction", 4)

    def again(*rows):
        form = case.application() | {"subjects": list(rows), "correction_note": "已填明（虚构）"}
        complete(case.office, case.actor("civil_affairs.liaison"), case.task("correct_application"), form)

    return case, again


def test_another_pseudonym_and_another_child_are_those_of_the_case(returned):
    case, again = returned
    assert (children(case), found(case, "虚构姓名甲")) == ([("未成年人甲", "under_14")], 1)

    again(
        {"pseudonym": "未成年人丙", "child_name": "虚构姓名丙", "age_band": "14_to_17"},
        {"pseudonym": "未成年人丁", "child_name": "虚构姓名丁", "age_band": "under_14"},
    )

    assert children(case) == [("未成年人丁", "under_14"), ("未成年人丙", "14_to_17")]
    assert [found(case, name) for name in ("虚构姓名甲", "虚构姓名丙", "虚构姓名丁")] == [0, 1, 1]
    assert [looked_for(case, word) for word in ("未成年人甲", "人丙", "wcnrd", "2023")] == [False, True, True, True]


def test_a_child_that_keeps_its_pseudonym_and_is_not_named_again_is_still_found(returned):
    case, again = returned
    again({"pseudonym": "未成年人甲", "age_band": "14_to_17"})

    assert children(case) == [("未成年人甲", "14_to_17")]
    assert found(case, "虚构姓名甲") == 1


def test_the_children_of_a_merged_case_stay_and_keep_their_own_pseudonym(returned):
    case, again = returned
    form = case.application() | {
        "subjects": [{"pseudonym": "未成年人乙", "child_name": "虚构姓名乙", "age_band": "under_14"}]
    }
    other = open_case(case.office, case.actor("civil_affairs.liaison"), case.procedure, form).case_id
    merge(case.office, case.actor("officer"), other, case.number(case.case), {"reason": "同一未成年人（虚构）"})
    assert children(case) == [("未成年人乙", "under_14"), ("未成年人甲", "under_14")]

    again({"pseudonym": "未成年人丙", "child_name": "虚构姓名丙", "age_band": "under_14"})

    assert children(case) == [("未成年人丙", "under_14"), ("未成年人乙", "under_14")]
    assert looked_for(case, "未成年人乙")
    assert found(case, "虚构姓名乙") == 2  # the merged case and this one


def test_two_children_of_one_pseudonym_could_not_be_told_apart(returned):
    case, again = returned
    with pytest.raises(Invalid) as refused:
        again({"pseudonym": "未成年人乙", "age_band": "under_14"}, {"pseudonym": "未成年人乙", "age_band": "under_14"})

    assert [one.path for one in refused.value.fields] == ["subjects.1.pseudonym"]
    assert children(case) == [("未成年人甲", "under_14")]
