"""Every kind of notice has a word in both languages, those that the procedure draws and those of acts beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.cases.notice_kinds import KINDS, PRESSING, kind_word
from engine.texts.catalogue import catalogue

PROCEDURE = Path(__file__).parents[4] / "processes" / "case_consultation"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_kind_has_a_word_of_its_own(lang: str) -> None:
    assert {f"notices.kind.{kind}" for kind in KINDS} <= catalogue(lang, "notices").keys()
    assert len({kind_word(kind, lang) for kind in KINDS}) == len(KINDS)
    assert kind_word("drawn_elsewhere", lang) == kind_word("other", lang)


def test_each_kind_that_the_procedure_draws_is_known() -> None:
    drawn = {
        kind
        for path in PROCEDURE.glob("*.bpmn")
        for kind in re.findall(r'<huishang:notice kind="(\w+)"', path.read_text("utf-8"))
    }
    assert drawn <= set(KINDS)
    assert set(KINDS) >= PRESSING
