"""Papers that go to every participant: one each, under one number, read by each in the own copy, and empty forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.actions.cases.add_participant import add_participant
from engine.actions.papers.draw_paper import draw_paper, drawn_for
from engine.actions.papers.paper_registers import incoming, outgoing
from engine.actions.papers.paper_view import draw_paper_for, list_papers, view_paper
from engine.actions.papers.void_paper import void_paper
from engine.documents.filling import document_xml
from engine.errors import Forbidden, Invalid
from engine.storage import documents

NAME = "虚构姓名甲"
#: the participants of the first meeting
ROUND = 15


def of_kind(play: Any, kind: str) -> dict[str, documents.PaperRow]:
    """The papers of this kind by participant."""
    with play.office.database.reading() as connection:
        return {row.item: row for row in documents.papers_of(connection, play.case) if row.kind == kind}


def text(play: Any, login: str, row: documents.PaperRow, *, real: bool = False) -> str:
    return document_xml(draw_paper_for(play.office, play.actor(login), row.id, real=real).docx).decode()


@pytest.mark.parametrize("kind", ["meeting_notice", "service_letter"])
def test_every_participant_gets_a_letter_of_its_own_under_one_number(play: Callable[..., Any], kind: str) -> None:
    played = play("first_meeting", 5)
    sent = of_kind(played, kind)
    assert len(sent) == ROUND
    assert len({row.number for row in sent.values()}) == 1
    # the recipient differs: each names its own and no other as the one it is written to
    assert {len(row.addressees or []) for row in sent.values()} == {1}
    assert sent["p05"].addressee == "education"
    assert ">河南省教育厅：<" in text(played, "officer", sent["p05"])
    assert ">河南省教育厅：<" not in text(played, "officer", sent["p04"])
    expert = next(row for row in sent.values() if row.addressee.startswith("expert."))
    assert "专家：<" in text(played, "officer", expert)
    assert draw_paper_for(played.office, played.actor("officer"), sent["p05"].id, real=False).name.endswith(
        "河南省教育厅"
    )


def test_each_reads_the_own_copy_covered_and_the_office_all(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    sent = of_kind(played, "meeting_notice")
    for login in ("education.liaison", "expert.law1"):
        own = [
            one for one in list_papers(played.office, played.actor(login), played.case) if one.kind == "meeting_notice"
        ]
        assert len(own) == 1
        assert not own[0].may_read_real
        assert NAME not in text(played, login, sent[own[0].item])
    with pytest.raises(Forbidden):
        view_paper(played.office, played.actor("education.liaison"), sent["p04"].id)
    mine = list_papers(played.office, played.actor("officer"), played.case)
    assert len([one for one in mine if one.kind == "meeting_notice"]) == ROUND


def test_a_letter_to_many_is_one_line_of_its_register_and_void_as_a_whole(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    sent = of_kind(played, "meeting_notice")
    letters = outgoing(played.office, played.actor("officer"), "case_consultation", 2022).series[0].lines
    assert [(line.serial, line.copies) for line in letters] == [(1, 1), (2, ROUND), (3, ROUND)]
    void_paper(played.office, played.actor("director"), played.case, sent["p05"].id, {"reason": "文号误取（虚构）"})
    assert {row.voided_at is not None for row in of_kind(played, "meeting_notice").values()} == {True}
    assert {row.voided_at is not None for row in of_kind(played, "service_letter").values()} == {False}


def test_who_joins_a_running_round_gets_both_letters_under_the_numbers_of_the_others(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    form = {"person": "expert.psychology1", "discipline": "psychology", "reason": "需要心理评估（虚构）"}
    item = add_participant(played.office, played.actor("officer"), played.case, form).details["item"]
    for kind in ("meeting_notice", "service_letter"):
        sent = of_kind(played, kind)
        assert sent[item].number == sent["p01"].number
        assert sent[item].addressee == "expert.psychology1"


def test_an_empty_opinion_form_is_drawn_for_one_or_for_all_while_the_filled_one_stays(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 8)
    officer = played.actor("officer")
    assert ("p05", "河南省教育厅") in drawn_for(played.office, officer, played.case)
    draw_paper(played.office, officer, played.case, "blank_opinion_form", participant="p05")
    blank = of_kind(played, "blank_opinion_form")
    assert list(blank) == ["p05"]
    said = text(played, "education.liaison", blank["p05"])
    assert "河南省教育厅" in said
    assert "虚构个案的会商" in said
    assert "□原则同意，有补充" in said
    assert "虚构意见" not in said
    assert NAME not in said
    assert "虚构意见" in text(played, "officer", of_kind(played, "opinion_form")["p05"])
    # one for each; nobody's name for a stranger; empty forms do not count as what came in
    draw_paper(played.office, officer, played.case, "blank_service_receipt")
    receipts = of_kind(played, "blank_service_receipt")
    assert len(receipts) == ROUND
    assert "豫未保办函〔2022〕3号" in text(played, "officer", receipts["p05"])
    with pytest.raises(Invalid):
        draw_paper(played.office, officer, played.case, "blank_opinion_form", participant="p99")
    with pytest.raises(Forbidden):
        view_paper(played.office, played.actor("health.liaison"), blank["p05"].id)
    came = incoming(played.office, officer, "case_consultation", 2022).series[0].lines
    assert not [line for line in came if line.paper and line.paper.kind.startswith("blank_")]
    draw_paper(played.office, officer, played.case, "file_index")
    listed = text(played, "officer", of_kind(played, "file_index")[""])
    assert (listed.count("会议通知"), listed.count("空白")) == (1, 0)


def test_nobody_to_draw_a_form_for_is_told(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 1)
    with pytest.raises(Invalid):
        draw_paper(played.office, played.actor("officer"), played.case, "blank_opinion_form")
