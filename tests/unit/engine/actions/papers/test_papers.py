"""Papers of a case: issued by its acts, numbered as before, kept sealed, read by whom the rights say."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PIL import Image

from engine.actions.cases.enter_afterwards import enter_afterwards
from engine.actions.cases.urge import urge
from engine.actions.casework.paper_kinds import kinds_of, read_kinds, template_shipped
from engine.actions.casework.paper_values import unknown_names
from engine.actions.files.read_file import open_file
from engine.actions.papers.draw_paper import draw_paper
from engine.actions.papers.keep_scan import keep_scan
from engine.actions.papers.paper_registers import incoming, outgoing
from engine.actions.papers.paper_view import draw_paper_for, list_papers, view_paper
from engine.actions.papers.void_paper import void_paper
from engine.actions.people.rename_body import rename_body
from engine.actions.records.verify import verify
from engine.actions.taking_in.take_in import take_in
from engine.actions.worker.fire_due_timers import fire_due_timers
from engine.documents.filling import PaperTemplate, document_xml
from engine.documents.layout import remarks
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.forms.views import COVER
from engine.rehearsals.verbs import Scene, act
from engine.storage import documents
from tests.papers_kit.values import KINDS, schemas

NAME = "虚构姓名甲"


def scanned() -> bytes:
    """A page as a scanner gives it, once more through the same hands as a person's."""
    paper = io.BytesIO()
    Image.new("L", (120, 160), 255).save(paper, "PNG")
    return paper.getvalue()


def to_the_end(play: Callable[..., Any], name: str) -> Any:
    """A scenario played to its end, its timers fired on the way."""
    played = play(name, 0)
    for step in played.scenario.steps:
        if step.at is not None:
            played.clock.move_to(step.at)
            fire_due_timers(played.office)
        if step.kind == "do" and not step.refused:
            act(Scene(played.office, played.procedure, played.actor(step.actor), played.cases), step)
    return played


def papers(play: Any) -> dict[str, documents.PaperRow]:
    """The papers of the main case, the last of each kind and item."""
    with play.office.database.reading() as connection:
        return {f"{row.kind}:{row.item}": row for row in documents.papers_of(connection, play.case)}


def text(play: Any, login: str, kind: str, *, real: bool = False) -> str:
    drawn = draw_paper_for(play.office, play.actor(login), papers(play)[kind].id, real=real)
    return document_xml(drawn.docx).decode()


def test_every_declared_paper_has_a_template_that_names_only_what_it_has() -> None:
    kinds = kinds_of("case_consultation")
    assert sorted(kinds) == KINDS
    for kind in kinds.values():
        template = PaperTemplate.compile(template_shipped("case_consultation", kind.key))
        assert unknown_names(template.names, kind, schemas()) == []
        assert list(remarks(template.parts, kind.layout)) == []


def test_the_first_meeting_leaves_its_papers_under_their_numbers(play: Callable[..., Any]) -> None:
    # given the first meeting, played to its end
    played = play("first_meeting", 200)

    # then every act left its paper, numbered by its series
    found = papers(played)
    assert found["minutes:"].number == "豫未保会商纪要〔2022〕1号"
    assert found["guidance:"].number == "豫未保指引〔2022〕1号"
    assert [found[one].number for one in ("acceptance_notice:", "meeting_notice:p01", "service_letter:p15")] == [
        f"豫未保办函〔2022〕{serial}号" for serial in (1, 2, 3)
    ]
    assert {"task_sheet:d1", "task_sheet:d2", "filing_form:d1", "closing_form:", "file_index:"} <= found.keys()
    assert found["task_sheet:d2"].addressee == "high_court"
    assert len([one for one in found if one.startswith("service_receipt:")]) == 15
    assert verify(played.office) == []

    # and each can be filled
    for key in found:
        assert "<w:body>" in text(played, "officer", key)


def test_real_names_are_covered_unless_asked_for_by_whoever_may(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    assert NAME not in text(played, "officer", "application_form:")
    assert COVER in text(played, "officer", "application_form:")
    before = len(played.words())
    assert NAME in text(played, "director", "application_form:", real=True)
    # pages turned one after the other are one look; the next day is another
    text(played, "director", "application_form:", real=True)
    assert played.words()[before:] == ["case:real_data:read"]
    played.clock.advance(timedelta(hours=1))
    text(played, "director", "application_form:", real=True)
    assert played.words()[before:].count("case:real_data:read") == 2
    with pytest.raises(Forbidden):
        text(played, "expert.law1", "application_form:", real=True)
    assert NAME not in text(played, "expert.law1", "application_form:")


def test_a_paper_to_somebody_is_read_by_them_by_its_author_and_by_the_office(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 8)
    ids = {key: row.id for key, row in papers(played).items()}

    def kinds(login: str) -> set[str]:
        return {f"{one.kind}:{one.item}" for one in list_papers(played.office, played.actor(login), played.case)}

    # the applicant reads what was addressed to it, as it is; a participant does not
    assert "acceptance_notice:" in kinds("civil_affairs.liaison")
    assert "acceptance_notice:" not in kinds("education.liaison")
    assert COVER not in text(played, "civil_affairs.liaison", "acceptance_notice:", real=True)
    # opinions are their authors' and the office's
    assert "opinion_form:p05" in kinds("education.liaison")
    assert "opinion_form:p05" not in kinds("health.liaison")
    assert {"opinion_form:p05", "opinion_form:p08"} <= kinds("officer")
    with pytest.raises(Forbidden):
        view_paper(played.office, played.actor("health.liaison"), ids["opinion_form:p05"])
    # who has nothing to do with the case does not know of its papers
    with pytest.raises(Unknown):
        view_paper(played.office, played.actor("zhengzhou.liaison"), ids["meeting_notice:p05"])
    with pytest.raises(Unknown):
        view_paper(played.office, played.actor("officer"), "0" * 32)


def test_a_paper_drawn_again_says_what_it_said(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    first = draw_paper_for(played.office, played.actor("officer"), papers(played)["acceptance_notice:"].id, real=False)

    # when the office is renamed and time passes
    played.clock.move_to(played.clock.now().replace(year=2023))
    new = {"zh": "河南省未成年人保护委员会办公室（虚构）", "en": "Commission Office (fictional)"}
    since = date(2023, 1, 1)
    rename_body(played.office, played.actor("sysadmin"), "province_office", names=new, since=since, basis="虚构")
    again = draw_paper_for(played.office, played.actor("officer"), papers(played)["acceptance_notice:"].id, real=False)

    # then the old paper is the same to the byte, its name and date with it
    assert again == first
    assert again.name == "受理通知 豫未保办函〔2022〕1号"


def test_each_copy_that_leaves_the_house_is_on_record(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    before = len(played.words())
    paper = papers(played)["meeting_notice:p05"].id
    draw_paper_for(played.office, played.actor("education.liaison"), paper, real=False, taken="docx")
    draw_paper_for(played.office, played.actor("education.liaison"), paper, real=False)
    assert played.words()[before:] == ["case:paper:exported"]


def test_what_is_entered_afterwards_is_dated_with_its_true_day(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 1)
    played.clock.move_to(played.clock.now().replace(month=4, day=8))
    form = {"choice": "accept", "confirmed": ["2"], "reason": "符合情形（虚构）"}
    enter_afterwards(
        played.office,
        played.actor("officer2"),
        played.task("review_application"),
        form,
        true_day="2022-03-30",
        done_by="officer",
        reason="当时在纸上办理（虚构）",
    )
    row = papers(played)["acceptance_notice:"]
    assert (row.issued_on.isoformat(), row.issued_by) == ("2022-03-30", "officer")
    assert row.number is None, "it had its number on paper"
    assert "2022年3月30日" in text(played, "officer", "acceptance_notice:")


def test_a_case_taken_in_has_every_paper_of_its_past_and_takes_no_number_of_today(play: Callable[..., Any]) -> None:
    # given a case on paper up to the meeting, when an officer takes it in weeks later
    live = play("first_meeting", 1)
    live.clock.move_to(live.scenario.steps[-1].at.replace(month=9))
    answer = take_in(live.office, live.actor("officer"), live.procedure, live.papers(9))

    # then its papers stand there with their true days and units, unnumbered
    with live.office.database.reading() as connection:
        rows = documents.papers_of(connection, answer.case_id)
    kinds = [row.kind for row in rows]
    assert {kind: kinds.count(kind) for kind in ("application_form", "acceptance_notice", "service_receipt")} == {
        "application_form": 1,
        "acceptance_notice": 1,
        "service_receipt": 15,
    }
    assert {row.number for row in rows if row.kind != "minutes"} == {None}
    assert {row.issued_on.month for row in rows} <= {3, 4}
    assert {row.author_unit for row in rows if row.item == "p05" and row.kind == "service_receipt"} == {"education"}


def test_urging_leaves_a_notice_to_whom_it_concerns(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 12)
    urge(played.office, played.actor("officer"), played.case, {"reason": "请抓紧（虚构）"}, item="d2")
    row = papers(played)["urging_notice:d2"]
    assert row.number == "豫未保催〔2022〕1号"
    assert row.addressees == ["high_court"]


def test_an_extension_leaves_request_and_decision(play: Callable[..., Any]) -> None:
    played = to_the_end(play, "extension_granted")
    found = papers(played)
    item = next(key.partition(":")[2] for key in found if key.startswith("extension_reply:"))
    assert f"extension_request:{item}" in found
    assert "同意延期至" in text(played, "officer", f"extension_reply:{item}")


def test_letters_follow_the_kind_of_the_body(play: Callable[..., Any]) -> None:
    found = papers(to_the_end(play, "overdue_ladder"))
    assert any(key.startswith("supervision_letter:") for key in found)
    assert not any(
        key.startswith(("request:", "reminder:")) for key in found if found[key].addressee == "civil_affairs"
    )


@pytest.mark.parametrize(
    ("scenario", "kind"), [("declined", "decline_notice:"), ("returned_for_correction", "correction_notice:")]
)
def test_a_refused_or_returned_application_leaves_its_notice(
    play: Callable[..., Any], scenario: str, kind: str
) -> None:
    played = to_the_end(play, scenario)
    assert papers(played)[kind].number
    applicant = played.scenario.steps[0].actor
    assert COVER not in text(played, applicant, kind, real=True)


def test_the_office_draws_up_what_is_declared_and_nothing_else(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    officer = played.actor("officer")
    sheet = draw_paper(played.office, officer, played.case, "sign_in_sheet").details["paper"]
    assert view_paper(played.office, officer, sheet).title == "会议签到表"
    assert "省教育厅" in text(played, "officer", "sign_in_sheet:") or "河南省教育厅" in text(
        played, "officer", "sign_in_sheet:"
    )
    about = papers(played)["meeting_notice:p05"].id
    draw_paper(played.office, officer, played.case, "approval_sheet", about=about)
    assert "豫未保办函〔2022〕2号" in text(played, "officer", "approval_sheet:")
    for kind, subject in (("minutes", ""), ("approval_sheet", ""), ("sign_in_sheet", about), ("nothing", "")):
        with pytest.raises(Invalid):
            draw_paper(played.office, officer, played.case, kind, about=subject)
    with pytest.raises(Forbidden):
        draw_paper(played.office, played.actor("education.liaison"), played.case, "sign_in_sheet")


def test_a_void_number_stays_in_its_register(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    paper, director = papers(played)["meeting_notice:p05"].id, played.actor("director")
    with pytest.raises(Invalid):
        void_paper(played.office, director, played.case, paper, {})
    void_paper(played.office, director, played.case, paper, {"reason": "文号误取（虚构）"})
    with pytest.raises(Conflict):
        void_paper(played.office, director, played.case, paper, {"reason": "再次（虚构）"})
    with pytest.raises(Forbidden):
        void_paper(played.office, played.actor("officer"), played.case, paper, {"reason": "越权（虚构）"})
    series = {
        one.key: one for one in outgoing(played.office, played.actor("officer"), "case_consultation", 2022).series
    }
    lines = series["letter"].lines
    assert [(line.serial, line.paper is not None and line.paper.voided_at is not None) for line in lines] == [
        (1, False),
        (2, True),
        (3, False),
    ]


def test_registers_hold_what_went_out_and_what_came_in(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 200)
    out = outgoing(played.office, played.actor("director"), "case_consultation", 2022)
    came = incoming(played.office, played.actor("director"), "case_consultation", 2022)
    assert {one.key for one in out.series} == {"letter", "task_sheet", "minutes", "filing", "guidance"}
    assert all(line.paper is not None for one in out.series for line in one.lines)
    kinds = [line.paper.kind for line in came.series[0].lines if line.paper is not None]
    assert (kinds[0], kinds.count("opinion_form"), kinds.count("implementation_report")) == ("application_form", 15, 2)
    assert [line.serial for line in came.series[0].lines] == list(range(1, len(kinds) + 1))
    assert outgoing(played.office, played.actor("director"), "case_consultation", 2021).series == ()
    with pytest.raises(Forbidden):
        outgoing(played.office, played.actor("education.liaison"), "case_consultation")


def test_a_signed_scan_stands_beside_its_paper_with_its_hash(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 5)
    officer, paper = played.actor("officer"), papers(played)["meeting_notice:p05"].id
    with pytest.raises(Invalid):
        keep_scan(played.office, officer, played.case, paper, "签章.txt", b"no scan")
    with pytest.raises(Forbidden):
        keep_scan(played.office, played.actor("education.liaison"), played.case, paper, "签章.png", scanned())
    before = draw_paper_for(played.office, officer, paper, real=False)
    keep_scan(played.office, officer, played.case, paper, "签章.png", scanned())
    scan = view_paper(played.office, officer, paper).scans[0]
    assert open_file(played.office, officer, scan.file).media == "image/png"
    assert scan.sha256 == hashlib.sha256(scanned()).hexdigest()
    assert scan.taken_by == "officer"
    assert draw_paper_for(played.office, officer, paper, real=False) == before
    assert "case:scan:kept" in played.words()


def test_a_case_of_before_these_papers_gets_no_number_it_has_no_series_for(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 1)
    assert papers(played)["application_form:"].number is None


@pytest.mark.parametrize(
    "raw",
    [
        b"- a list",
        b"minutes: {title: {en: x}, layout: letter, 'on': [a], to: office, readers: concerned, retention: permanent}",
        b"minutes: {title: {zh: x}, layout: poster, 'on': [a], to: office, readers: concerned, retention: permanent}",
        b"minutes: {title: {zh: x}, layout: letter, 'on': [a], to: moon, readers: concerned, retention: permanent}",
        b"minutes: {layout: letter}",
        b"a: &b c\nd: *b",
    ],
)
def test_a_wrong_table_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        read_kinds(raw)
