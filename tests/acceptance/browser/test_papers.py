"""Papers by mouse: drawn up, seen as pages, printed, taken home, signed and back, their numbers and the archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from engine.actions.case_page.listing import CasesWanted, view_cases
from engine.actions.signing_in.authenticate import known_actor
from engine.documents.packages import read_package
from engine.documents.pdf import program
from engine.storage.tables.cases import cases
from tests.acceptance.browser.conftest import SOON
from tests.acceptance.browser.seeing import foreign, picture, unspoken, violations
from tests.acceptance.browser.stage import Scene, Stage, set_stage

CHILD = "虚构姓名甲"
#: a page laid out by LibreOffice on a busy machine, in milliseconds
LAID_OUT = 90_000
needs_libreoffice = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
#: letters that pages of papers may show: hashes, codes of characters, formats of scans
ALLOWED = frozenset({"OFD", "JPG", "JPEG", "PNG", "LibreOffice", "Fandol", "FandolFang", "FandolHei", "FandolKai"}) | {
    *("FandolSong", "Noto", "Serif", "CJK", "Bold"),
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office of its own: these tests draw papers and void a number."""
    scenes = (Scene("first_meeting", 8), Scene("two_decisions"))
    with set_stage(tmp_path_factory.mktemp("papers"), scenes) as ready:
        yield ready


@pytest.fixture
def case(stage: Stage) -> str:
    """A case whose opinions are being collected."""
    director = known_actor(stage.office, "director")
    assert director is not None
    return view_cases(stage.office, director, CasesWanted(state="collecting_opinions")).rows[0].found.case.id


@pytest.fixture
def closed(stage: Stage) -> str:
    """A case that is over."""
    with stage.office.database.reading() as connection:
        return str(connection.execute(select(cases.c.id).where(cases.c.closed_at.is_not(None))).scalar_one())


def faults(page: Page, name: str) -> list[str]:
    picture(page, name)
    codes = frozenset(re.findall("[A-Za-z]{3,}", " ".join(page.locator("code").all_inner_texts())))
    return [*violations(page), *unspoken(page), *foreign(page, ALLOWED | codes)]


@needs_libreoffice
def test_a_blank_form_is_drawn_for_one_unit_seen_page_by_page_and_printed(case, stage, open_as):
    page = open_as("officer", f"/cases/{case}/papers/list")
    assert faults(page, "papers-list") == []
    page.get_by_label("为参与单位或专家出具空白表").select_option("blank_opinion_form")
    page.get_by_label("出具给").select_option(label="河南省教育厅")
    page.get_by_role("button", name="出具", exact=True).click()

    # the paper comes as pictures of its pages, in every browser
    expect(page).to_have_title(re.compile("^意见征询表（空白）"))
    sheet = page.locator(".paper-sheet img").first
    expect(sheet).to_be_visible(timeout=LAID_OUT)
    page.wait_for_function("() => document.querySelector('.paper-sheet img').naturalWidth > 800", timeout=LAID_OUT)
    expect(page.locator(".paper-sheet")).to_have_count(1)
    assert CHILD not in page.content()
    assert faults(page, "paper-blank-form") == []

    # its print page is a PDF that the browser shows, never kept
    printed = page.request.get(page.get_by_role("link", name="打印").get_attribute("href") or "", timeout=LAID_OUT)
    assert printed.headers["content-type"] == "application/pdf"
    assert "inline" in printed.headers["content-disposition"]
    assert "no-store" in printed.headers["cache-control"]
    assert printed.body().startswith(b"%PDF")


def test_copies_open_by_keyboard_and_the_word_file_of_one_goes_home(case, open_as):
    page = open_as("officer", f"/cases/{case}/papers/list")
    row = page.locator(".papers-copies", has_text="共 15 份").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    link = row.get_by_role("link", name="省教育厅")
    expect(link).to_be_visible()
    assert faults(page, "papers-copies") == []
    link.click()
    expect(page.locator(".paper-facts")).to_contain_text("豫未保办函〔2022〕")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Word").first.click()
    name, path = kept.value.suggested_filename, kept.value.path()
    assert re.fullmatch(r"(会议通知|咨询事项送达函) 豫未保办函〔2022〕\d号 河南省教育厅\.docx", name)
    assert CHILD.encode() not in b"".join(read_package(path.read_bytes()).values())


def test_the_signed_paper_comes_back_as_a_scan_with_its_hash(case, open_as):
    page = open_as("officer", f"/cases/{case}/papers/list")
    page.get_by_role("button", name="会议签到表").click()
    expect(page).to_have_title(re.compile("^会议签到表"))
    scanned = io.BytesIO()
    Image.new("L", (240, 320), 255).save(scanned, "PNG")
    page.get_by_label("扫描件文件").set_input_files(
        {"name": "签到.png", "mimeType": "image/png", "buffer": scanned.getvalue()}
    )
    page.get_by_role("button", name="归入本案").click()
    expect(page.locator(".paper-scans li")).to_contain_text("SHA-256")
    assert faults(page, "paper-scan") == []


def test_a_number_is_given_up_with_a_reason_and_stays_in_its_register(case, open_as):
    page = open_as("director", f"/cases/{case}/papers/list")
    page.get_by_role("link", name="受理通知").click()
    number = page.locator(".paper-facts dd").nth(1).inner_text().strip()
    page.locator('[data-opens="void"]').click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    assert faults(page, "paper-void") == []
    dialog.locator("textarea").fill("文号误取（虚构）")
    dialog.locator("button[type=submit], button.btn-danger").first.click()
    expect(page.locator(".paper-view .alert-danger")).to_be_visible(timeout=SOON)

    # the line stays, marked; a letter to fifteen is one line
    page.goto("/papers/registers?year=2022")
    expect(page.locator("tr.is-void", has_text=number)).to_have_count(1)
    expect(page.locator("tr", has_text="等 15 家").first).to_be_visible()
    assert faults(page, "papers-register-out") == []
    page.goto("/papers/registers?year=2022&which=in")
    assert faults(page, "papers-register-in") == []


def test_a_closed_case_has_its_archive_page(closed, open_as, watch):
    watch.excuse("422")
    page = open_as("director", f"/cases/{closed}/archive")
    expect(page.get_by_role("button", name="生成归档包")).to_be_visible()
    assert faults(page, "case-archive") == []
    page.get_by_role("link", name=re.compile("核验")).click()
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as package:
        package.writestr("manifest.json", "{}")
    page.locator("input[type=file]").set_input_files(
        {"name": "虚构.zip", "mimeType": "application/zip", "buffer": broken.getvalue()}
    )
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.locator(".alert").first).to_be_visible(timeout=SOON)
    assert faults(page, "archive-verify") == []
