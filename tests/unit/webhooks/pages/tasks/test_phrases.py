"""常用语: one's own, the unit's, and nobody else's."""

from __future__ import annotations

import pytest


def words(browse, person, topic="opinion"):
    return [row["words"] for row in browse(person).get(f"/phrases.json?topic={topic}").json["phrases"]]


def test_a_phrase_is_kept_listed_by_topic_and_removed(browse):
    officer = browse("officer")
    officer.post("/phrases", {"words": "同意该单位意见。（虚构）", "topic": "opinion"})
    officer.post("/phrases", {"words": "材料不齐。（虚构）", "topic": "reason"})

    assert "同意该单位意见。（虚构）" in words(browse, "officer")
    assert "材料不齐。（虚构）" not in words(browse, "officer")
    assert words(browse, "director") == []

    page = officer.get("/phrases").text
    assert "材料不齐。（虚构）" in page
    for address in page.split('action="/phrases/')[1:]:
        officer.post(f"/phrases/{address.split('/')[0]}/drop")
    assert words(browse, "officer") == []


def test_a_unit_shares_its_phrases_with_its_own_people_alone(browse):
    browse("education.liaison").post("/phrases", {"words": "由我单位牵头落实。（虚构）", "unit": "education"})

    assert words(browse, "education.liaison") == ["由我单位牵头落实。（虚构）"]
    assert words(browse, "health.liaison") == []
    assert browse("health.liaison").post("/phrases", {"words": "x", "unit": "education"}).status_code == 403


@pytest.mark.parametrize("given", [{"words": "  "}, {"words": "x" * 501}, {"words": "x", "topic": "spells"}])
def test_what_is_no_phrase_is_said_at_the_field(browse, given):
    assert browse("officer").post("/phrases", given).status_code == 422


def test_nobody_removes_anothers_phrase(browse):
    director = browse("director")
    director.post("/phrases", {"words": "同意。（虚构）"})
    phrase = director.get("/phrases").text.split('action="/phrases/')[1].split("/")[0]

    assert browse("officer").post(f"/phrases/{phrase}/drop").status_code in (403, 404)
    assert words(browse, "director") == ["同意。（虚构）"]
