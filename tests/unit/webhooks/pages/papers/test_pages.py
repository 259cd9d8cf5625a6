"""Pages of papers: what stands on them, for whom, and what leaves the house under which name."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from engine.actions.house.office import Office
from engine.actions.papers.archive_case import verify_archive
from engine.actions.worker.long_work import do_next
from engine.documents import pages as page_room
from engine.documents.glyphs import Rare
from engine.documents.pdf import Pdf
from engine.errors import Unavailable
from engine.storage import audit, documents
from engine.timers.work_kinds import KINDS
from tests.papers_kit.values import FOLDER
from tests.unit.webhooks.pages.papers.stage import NAME, Staged

PATH = "/papers/templates/urging_notice"


def ids(office: Office, case: str) -> dict[str, str]:
    with office.database.reading() as connection:
        return {row.kind: row.id for row in documents.papers_of(connection, case)}


def words(office: Office, case: str) -> list[str]:
    with office.database.reading() as connection:
        return [one.record.word for one in audit.walk(connection, case)]


def test_the_list_of_a_case_is_a_piece_of_its_page_and_a_page(staged: Staged) -> None:
    piece = staged.browse("officer").get(f"/cases/{staged.case}/papers/list", htmx=True)
    whole = staged.browse("officer").get(f"/cases/{staged.case}/papers/list")
    assert piece.status_code == whole.status_code == 200
    assert "<main" not in piece.text
    assert "<main" in whole.text
    assert "受理通知" in piece.text
    assert NAME not in piece.text + whole.text


def test_a_paper_shows_its_pages_covered_and_uncovered_on_record(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = ids(staged.office, staged.case)["application_form"]
    monkeypatch.setattr("webhooks.pages.papers.one.pdf_of", lambda _drawn: Pdf(b"", {"黑体": "FandolHei"}))
    monkeypatch.setattr("webhooks.pages.papers.one.page_sizes", lambda _pdf: [page_room.PageSize(595, 842)])
    officer = staged.browse("officer")
    page = officer.get(f"/papers/{paper}")
    assert page.status_code == 200
    assert "<title>会商申请表 豫未保会商申〔2022〕1号" in page.text
    before = len(words(staged.office, staged.case))
    assert f"/papers/{paper}/pages/1.png" in officer.get(f"/papers/{paper}/preview", htmx=True).text
    assert len(words(staged.office, staged.case)) == before
    real = officer.get(f"/papers/{paper}/preview?real=1", htmx=True)
    assert "pages/1.png?real=1" in real.text
    assert "FandolHei" in real.text
    assert words(staged.office, staged.case)[before:] == ["case:real_data:read"]


def test_without_libreoffice_the_word_file_is_offered(staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_drawn: Any) -> Pdf:
        raise Unavailable("papers.no_libreoffice")

    monkeypatch.setattr("webhooks.pages.papers.one.pdf_of", none)
    paper = ids(staged.office, staged.case)["acceptance_notice"]
    answer = staged.browse("officer").get(f"/papers/{paper}/preview", htmx=True)
    assert answer.status_code == 200
    assert "LibreOffice" in answer.text
    assert f"/papers/{paper}/file.docx" in answer.text


def test_a_file_is_named_by_kind_and_number_and_never_kept_by_the_browser(staged: Staged) -> None:
    paper = ids(staged.office, staged.case)["application_form"]
    before = len(words(staged.office, staged.case))
    answer = staged.browse("officer").get(f"/papers/{paper}/file.docx?real=1")
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "%E4%BC%9A%E5%95%86%E7%94%B3%E8%AF%B7%E8%A1%A8" in answer.headers["Content-Disposition"]
    assert words(staged.office, staged.case)[before:] == ["case:paper:exported"]


def test_copies_are_one_row_that_opens_and_a_blank_form_is_drawn_for_one(staged: Staged) -> None:
    officer = staged.browse("officer")
    listed = officer.get(f"/cases/{staged.case}/papers/list").text
    assert listed.count("共 15 份，每家一份") == 2
    assert "全部参与单位和专家" in listed
    form = {"kind": "blank_opinion_form", "participant": "p05"}
    drawn = officer.post(f"/cases/{staged.case}/papers", form)
    assert drawn.status_code == 303
    assert "意见征询表（空白）" in officer.get(drawn.headers["Location"]).text
    assert officer.post(f"/cases/{staged.case}/papers", form | {"participant": "p99"}).status_code == 422
    assert "省民政厅等 15 家" in officer.get("/papers/registers?year=2022").text
    # a participant has the own copy alone, and nothing to draw
    own = staged.browse("education.liaison").get(f"/cases/{staged.case}/papers/list").text
    assert "共 15 份" not in own
    assert "全部参与单位和专家" not in own
    assert own.count("会议通知</a>") == 1


def test_a_character_that_no_face_holds_is_named(staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    rare = Rare(missing=("\U0002ebf0",), borrowed=("\U00020bb7",))
    monkeypatch.setattr("webhooks.pages.papers.one.pdf_of", lambda _drawn: Pdf(b"", {}, rare))
    monkeypatch.setattr("webhooks.pages.papers.one.page_sizes", lambda _pdf: [])
    paper = ids(staged.office, staged.case)["acceptance_notice"]
    told = staged.browse("officer").get(f"/papers/{paper}/preview", htmx=True).text
    assert "\U0002ebf0（U+2EBF0）" in told
    assert "\U00020bb7（U+20BB7）" in told
    assert "方框" in told


def test_nobody_guesses_their_way_to_a_paper(staged: Staged) -> None:
    papers = ids(staged.office, staged.case)
    for login in ("zhengzhou.liaison", "expert.medical1", "sysadmin", "auditor"):
        reader = staged.browse(login)
        for place in ("", "/preview", "/file.docx", "/pages/1.png"):
            answer = reader.get(f"/papers/{papers['application_form']}{place}")
            assert answer.status_code in (403, 404)
            assert NAME not in answer.text
    # a participant knows of the case, and the notice to the applicant is not theirs
    assert staged.browse("education.liaison").get(f"/papers/{papers['acceptance_notice']}").status_code == 403
    assert staged.browse("").get(f"/papers/{papers['acceptance_notice']}").status_code == 303


def test_an_attendance_sheet_is_drawn_up_and_a_scan_taken_back(staged: Staged) -> None:
    officer = staged.browse("officer")
    drawn = officer.post(f"/cases/{staged.case}/papers", {"kind": "sign_in_sheet"})
    assert drawn.status_code == 303
    page = drawn.headers["Location"]
    picture = io.BytesIO()
    Image.new("L", (120, 160), 255).save(picture, "PNG")
    kept = officer.post(f"{page}/scans", {"scan": (io.BytesIO(picture.getvalue()), "签到.png")})
    assert kept.status_code == 303
    assert "SHA-256" in officer.get(page).text
    assert officer.post(f"{page}/scans", {}).status_code == 422


def test_a_number_is_given_up_by_the_director_with_a_reason(staged: Staged) -> None:
    paper = ids(staged.office, staged.case)["meeting_notice"]
    assert 'data-opens="void"' not in staged.browse("officer").get(f"/papers/{paper}").text
    director = staged.browse("director")
    assert 'data-opens="void"' in director.get(f"/papers/{paper}").text
    assert director.post(f"/papers/{paper}/void", {"reason": ""}).status_code == 422
    assert director.post(f"/papers/{paper}/void", {"reason": "文号误取（虚构）"}).status_code == 303
    assert "已作废" in director.get("/papers/registers?year=2022").text


def test_registers_are_the_offices(staged: Staged) -> None:
    officer = staged.browse("officer")
    assert officer.get("/papers").status_code == 303
    assert "豫未保办函〔2022〕1号" in officer.get("/papers/registers").text
    assert "会商申请表" in officer.get("/papers/registers?which=in&year=2022").text
    assert officer.get("/papers/registers?year=1999").status_code == 200
    assert staged.browse("education.liaison").get("/papers/registers").status_code == 403


def test_a_template_goes_home_comes_back_and_is_told_what_is_wrong(staged: Staged) -> None:
    designer = staged.browse("designer")
    assert "催办通知" in designer.get("/papers/templates").text
    shipped = designer.get(f"{PATH}/0.docx")
    assert shipped.data == (FOLDER / "urging_notice.docx").read_bytes()
    wrong = designer.post(PATH, {"template": (io.BytesIO(b"no zip"), "x.docx"), "note": "试（虚构）"})
    assert wrong.status_code == 422
    assert "Word" in wrong.text
    same = designer.post(PATH, {"template": (io.BytesIO(shipped.data), "x.docx"), "note": "试（虚构）"})
    assert same.status_code == 409
    assert staged.browse("officer").get("/papers/templates").status_code == 403


def test_a_package_is_packed_and_looked_over(staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.actions.papers.archive_content.program", lambda: None)
    director = staged.browse("director")
    assert "尚未结案" in director.get(f"/cases/{staged.case}/archive").text
    assert director.post(f"/cases/{staged.case}/archive").status_code == 409
    with staged.office.database.writing() as connection:
        connection.execute(text("update cases set closed_at = opened_at"))
    staged.office.cache.clear()
    work = director.post(f"/cases/{staged.case}/archive").headers["Location"]
    assert do_next(staged.office, "worker", KINDS)
    assert "归档包 豫未保会商申〔2022〕1号" in director.get(work).text
    packed = director.get(f"{work}/result")
    assert packed.status_code == 200
    assert ".zip" in packed.headers["Content-Disposition"]
    assert verify_archive(packed.data).faults == ()
    clean = director.post("/papers/verify", {"package": (io.BytesIO(packed.data), "x.zip")})
    assert "核验通过" in clean.text
    broken = director.post("/papers/verify", {"package": (io.BytesIO(packed.data[:-40]), "x.zip")})
    assert broken.status_code == 422
