"""Applying: the guide of the start form, advice while typing, earlier cases weighed, drafts that are one's own."""

from __future__ import annotations

import pytest

from engine.actions.opening.advise import MET, NOT_MET, UNCLEAR, UNFINISHED, advise
from engine.actions.opening.application_drafts import drop_draft, keep_draft, list_drafts, read_draft
from engine.actions.opening.application_guide import guide_of, open_doors
from engine.actions.opening.apply import Weighed, apply
from engine.errors import Forbidden, Invalid, TooLarge, Unknown
from engine.storage import application_drafts, audit

MOST_ANSWERS = {"special_case": "no", "needs_multi_dept": "no", "cross_region": "none"}


def standings(case, typed):
    told = advise(case.office, case.actor("civil_affairs.liaison"), case.procedure, typed)
    return {one.value: one.standing for one in told.circumstances}, told


def test_every_field_of_the_form_is_asked_for_once(play):
    case = play("first_meeting", 0)
    guide = guide_of(case.office, case.actor("civil_affairs.liaison"), case.procedure)

    told = [key for step in guide.said["steps"] for key in step["fields"]]
    told += [key for card in guide.cards for key in card["fields"]] + ["claimed"]

    assert sorted(told) == sorted(key for key in guide.components if key != "None")
    assert {key for card in guide.cards for key in card["otherwise"]} <= set(guide.components)
    assert [card["value"] for card in guide.cards] == ["1", "2", "3", "4", "5", "6"]


def test_what_is_filled_in_for_a_circumstance_that_is_none_is_taken_by_the_form(play):
    case = play("first_meeting", 0)
    guide = guide_of(case.office, case.actor("civil_affairs.liaison"), case.procedure)
    otherwise = {key: value for card in guide.cards if card["value"] != "2" for key, value in card["otherwise"].items()}

    apply(case.office, case.actor("civil_affairs.liaison"), case.procedure, {**case.application(), **otherwise})


@pytest.mark.parametrize(
    ("who", "doors"),
    [
        ("civil_affairs.liaison", {("member_unit", "civil_affairs")}),
        ("officer", {("assigned", "province_office")}),
    ],
)
def test_the_doors_are_those_of_ones_posts(play, who, doors):
    case = play("first_meeting", 0)
    (guide,) = open_doors(case.office, case.actor(who))

    assert {(one.kind, one.unit) for one in guide.doors} == doors


def test_an_expert_has_no_door(play):
    case = play("first_meeting", 0)
    with pytest.raises(Forbidden):
        open_doors(case.office, case.actor("expert.law1"))


@pytest.mark.parametrize(
    ("typed", "grade", "third"),
    [
        ({"deaths": 3, "serious_injuries": 0, "minor_victims": 1}, "large", MET),
        ({"deaths": 2, "serious_injuries": 0, "minor_victims": 1}, "ordinary", MET),
        ({"deaths": 0, "serious_injuries": 10, "minor_victims": 1}, "large", MET),
        ({"deaths": 2, "serious_injuries": 12, "minor_victims": 1}, "large", MET),
        ({"deaths": 0, "serious_injuries": 0, "minor_victims": 0}, "none", NOT_MET),
        ({"deaths": 5, "serious_injuries": 0, "minor_victims": 0}, "large", NOT_MET),
        ({"deaths": 30}, None, UNFINISHED),
        ({}, None, UNFINISHED),
    ],
)
def test_the_accident_grade_is_told_as_one_types(play, typed, grade, third):
    case = play("first_meeting", 0)
    found, told = standings(case, typed)

    assert found["3"] == third
    if grade and grade != "none":
        assert told.grades["accident_grade"] == grade
        assert told.grade_rules[0].text


def test_unknown_is_not_no(play):
    case = play("first_meeting", 0)

    found, told = standings(case, {"cross_region": "cross_city", "special_case": "unknown", "needs_multi_dept": "yes"})
    assert found["1"] == UNCLEAR
    assert told.circumstances[0].rules[0].text
    assert standings(case, MOST_ANSWERS)[0]["1"] == NOT_MET
    assert standings(case, {"special_case": "no"})[0]["1"] == UNFINISHED


def test_claimed_and_computed_stand_side_by_side(play):
    case = play("first_meeting", 0)
    typed = {"claimed": ["1"], "major_matter": "yes", "needs_provincial_multi_dept": "yes"}

    _, told = standings(case, typed)

    assert told.computed == ("2",)
    assert [one.value for one in told.circumstances if one.claimed] == ["1"]


def test_earlier_cases_of_the_same_child_must_be_weighed(play):
    # given a case that names two children
    case = play("first_meeting", 1)
    liaison, form = case.actor("education.liaison"), case.application()

    # when another unit applies for them, it is told and must say why
    with pytest.raises(Invalid) as refused:
        apply(case.office, liaison, case.procedure, form)
    assert ([one.path for one in refused.value.fields], refused.value.params) == (["duplicates"], {"found": 1})
    for weighed in (Weighed(seen=2, reason="虚构"), Weighed(seen=1, reason=" ")):
        with pytest.raises(Invalid):
            apply(case.office, liaison, case.procedure, form, weighed)
    answer = apply(case.office, liaison, case.procedure, form, Weighed(seen=1, reason="不同事项（虚构）"))

    # then the number is on record and the reason is sealed with the new case
    with case.office.database.reading() as connection:
        records = [one.record for one in audit.read(connection, answer.case_id)]
    (told,) = [one for one in records if one.word == "case:duplicates:weighed"]
    assert told.details["found"] == 1
    assert told.details["submission"]
    assert "虚构" not in str(told.details)


def test_a_search_that_found_nothing_is_on_record_too(play):
    case = play("first_meeting", 0)

    answer = apply(case.office, case.actor("civil_affairs.liaison"), case.procedure, case.application())

    with case.office.database.reading() as connection:
        words = {one.record.word: one.record.details for one in audit.read(connection, answer.case_id)}
    assert words["case:duplicates:weighed"] == {"found": 0}


def test_a_draft_is_its_writers_alone_and_sealed(play):
    case = play("first_meeting", 0)
    writer, other = case.actor("civil_affairs.liaison"), case.actor("education.liaison")

    draft = keep_draft(case.office, writer, case.procedure, {"summary": "虚构案情甲"})
    assert keep_draft(case.office, writer, case.procedure, {"summary": "虚构案情乙"}, draft=draft) == draft

    assert read_draft(case.office, writer, draft).content == {"summary": "虚构案情乙"}
    assert [one.id for one in list_drafts(case.office, writer)] == [draft]
    assert list_drafts(case.office, other) == []
    for refused in (
        lambda: read_draft(case.office, other, draft),
        lambda: drop_draft(case.office, other, draft),
        lambda: keep_draft(case.office, other, case.procedure, {}, draft=draft),
    ):
        with pytest.raises(Unknown):
            refused()
    with case.office.database.reading() as connection:
        kept = application_drafts.one(connection, draft, writer.id)
    assert "虚构".encode() not in kept["content"]


def test_opening_takes_the_draft_away(play):
    case = play("first_meeting", 0)
    writer = case.actor("civil_affairs.liaison")
    draft = keep_draft(case.office, writer, case.procedure, case.application())

    apply(case.office, writer, case.procedure, case.application(), draft=draft)

    assert list_drafts(case.office, writer) == []


def test_nobody_piles_up_drafts_or_drafts_what_they_may_not_do(play, monkeypatch):
    case = play("first_meeting", 0)
    writer = case.actor("civil_affairs.liaison")
    monkeypatch.setattr("engine.actions.opening.application_drafts.MOST", 2)
    for _ in range(2):
        keep_draft(case.office, writer, case.procedure, {})
    with pytest.raises(TooLarge):
        keep_draft(case.office, writer, case.procedure, {})
    with pytest.raises(Forbidden):
        keep_draft(case.office, case.actor("expert.law1"), case.procedure, {})
    with pytest.raises(Forbidden):
        keep_draft(case.office, writer, case.procedure, {}, kind="past")
    with pytest.raises(Invalid):
        keep_draft(case.office, writer, case.procedure, {}, kind="other")
