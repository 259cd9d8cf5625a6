"""Papers as pages, by their numbers: paper, margins, faces, lines, page numbers; and the same page twice.

Where LibreOffice or the fonts are missing the tests are left out, but never in continuous integration.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest

from engine.actions.casework.paper_kinds import kinds_of
from engine.documents import pdf as pdf_room
from engine.documents.filling import PaperTemplate
from engine.documents.fonts import installed_fonts, stand_ins
from engine.documents.pages import page_picture, page_sizes
from engine.documents.pdf import program, to_pdf
from engine.errors import Unavailable
from tests.papers_kit.values import FOLDER, KINDS, every_value

AT = datetime(2022, 3, 30, 7, 0, tzinfo=UTC)
MM = 72 / 25.4
missing = program() is None or not all(stand_ins(installed_fonts()).values())
needs_libreoffice = pytest.mark.skipif(
    missing and not os.environ.get("CI"), reason="LibreOffice or the Chinese fonts of docs/papers.md are not installed"
)
LINE = "虚构的案情需要多部门协同研究监护户籍心理疏导与就学衔接问题。"


def drawn(kind: str, text: str = LINE * 3) -> bytes:
    template = PaperTemplate.compile((FOLDER / f"{kind}.docx").read_bytes())
    values = every_value(kind, text)
    values["paper"] |= {
        "number": "豫未保办函〔2022〕3号",
        "date": "2022年3月30日",
        "sender": "河南省未成年人保护工作领导小组办公室",
        "addressee": "河南省民政厅",
    }
    values["units"] = [f"河南省虚构厅{number}" for number in "甲乙丙丁戊己庚辛壬"]
    return template.fill(values, at=AT, title=kind, creator="虚构")


@pytest.fixture(scope="module")
def pages() -> Any:
    """The pages of each kind, made once."""
    made: dict[str, Any] = {}

    def of(kind: str) -> Any:
        if kind not in made:
            made[kind] = pdfplumber.open(io.BytesIO(to_pdf(drawn(kind), at=AT).content)).pages
        return made[kind]

    return of


def marks(page: Any, low: float = 0, high: float = 1000) -> list[dict[str, Any]]:
    """Letters of a page between two heights (points from the top) that leave ink."""
    return [one for one in page.chars if one["text"].strip() and low <= one["top"] and one["bottom"] <= high]


@needs_libreoffice
@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_a4_and_nothing_stands_in_the_margins(kind: str, pages: Any) -> None:
    for page in pages(kind):
        assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
        body = marks(page, 36 * MM, (297 - 34) * MM)
        # punctuation may hang over the right edge by the part of its square that is empty
        assert min(one["x0"] for one in body) >= 27 * MM
        assert max(one["x0"] for one in body) <= (210 - 26) * MM + 1
    first = marks(pages(kind)[0])
    top = min(one["top"] for one in first) / MM
    assert top >= (28 if kinds_of("case_consultation")[kind].layout == "letter" else 36)


@needs_libreoffice
@pytest.mark.parametrize("kind", [key for key, kind in kinds_of("case_consultation").items() if kind.layout != "form"])
def test_the_text_is_set_in_lines_of_29_points_and_16_point_letters(kind: str, pages: Any) -> None:
    # given the lines of the text, by the height of their letters
    page = pages(kind)[min(1, len(pages(kind)) - 1)]
    body = [one for one in marks(page, 37 * MM, (297 - 35) * MM) if abs(one["size"] - 16) < 0.2]
    rows = sorted({round(one["top"], 1) for one in body})
    steps = Counter(round(after - before, 1) for before, after in pairwise(rows) if after - before > 5)

    # then letters are 3号 and the pitch is that of 22 lines in 225 mm
    assert body
    if steps:
        assert abs(steps.most_common(1)[0][0] - 28.95) <= 0.3


@needs_libreoffice
def test_a_full_page_holds_22_lines_of_28_letters() -> None:
    document = pdfplumber.open(io.BytesIO(to_pdf(drawn("implementation_report", "文" * 3000), at=AT).content))
    body = marks(document.pages[1], 37 * MM, (297 - 34) * MM)
    rows = Counter(round(one["top"]) for one in body)
    assert len(rows) == 22
    assert rows.most_common(1)[0][1] == 28


@needs_libreoffice
def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() -> None:
    document = pdfplumber.open(io.BytesIO(to_pdf(drawn("implementation_report", LINE * 20), at=AT).content))
    assert len(document.pages) > 2
    for number, page in enumerate(document.pages, 1):
        foot = marks(page, (297 - 34) * MM)
        middle = sum(one["x0"] for one in foot) / len(foot)
        assert str(number) in "".join(one["text"] for one in foot)
        assert (middle > page.width / 2) == (number % 2 == 1)


@needs_libreoffice
@pytest.mark.parametrize(
    "kind", [key for key, kind in kinds_of("case_consultation").items() if kind.layout == "letter"]
)
def test_a_letter_bears_its_sender_in_red_30_mm_from_the_top_between_double_lines(kind: str, pages: Any) -> None:
    page = pages(kind)[0]
    red = [one for one in marks(page) if one["non_stroking_color"] in ((1, 0, 0), [1, 0, 0])]
    assert "".join(one["text"] for one in red) == "河南省未成年人保护工作领导小组办公室"
    assert 28.5 <= min(one["top"] for one in red) / MM <= 31
    lines = [one for one in (*page.lines, *page.rects) if one["width"] > 160 * MM]
    assert {round(one["width"] / MM) for one in lines} == {170}
    assert any(36 <= one["top"] / MM <= 52 for one in lines)
    assert any(275 <= one["top"] / MM <= 279 for one in lines)
    assert not marks(page, (297 - 34) * MM), "no page number on the first page of a letter"


@needs_libreoffice
@pytest.mark.parametrize(("kind", "rules"), [("minutes", [1.0, 0.75, 1.0]), ("guidance", [1.0, 1.0])])
def test_the_imprint_stands_at_the_foot_a_thin_rule_between_thick_ones(
    kind: str, rules: list[float], pages: Any
) -> None:
    # given the lines as wide as the text in the lower half of the last page
    page = pages(kind)[-1]
    wide = [one for one in page.lines if abs(one["x1"] - one["x0"] - 156 * MM) < 1.5 and one["top"] > page.height / 2]
    found = sorted((one for one in wide if one["linewidth"] >= 0.7), key=lambda one: one["top"])

    # then they are 0.35 mm without and 0.25 mm within, and the last one closes the text block
    assert [round(one["linewidth"], 2) for one in found] == rules
    assert abs(found[-1]["top"] / MM - (297 - 35)) <= 3
    between = [
        "".join(one["text"] for one in marks(page, above["top"] - 1, below["top"] + 1))
        for above, below in pairwise(found)
    ]
    assert between[-1].startswith("河南省未成年人保护工作领导小组办公室")
    assert between[-1].endswith("2022年3月30日印发")
    assert kind != "minutes" or (between[0].startswith("抄送：") and between[0].endswith("。"))


@needs_libreoffice
def test_a_number_is_never_cut_by_the_end_of_a_line() -> None:
    content = to_pdf(drawn("urging_notice", "文" * 23 + "虚构123456789012"), at=AT).content
    lines = pdfplumber.open(io.BytesIO(content)).pages[0].extract_text_lines()
    assert any("123456789012" in one["text"].replace(" ", "") for one in lines)


@needs_libreoffice
def test_every_face_is_embedded_and_the_stand_ins_are_told(pages: Any) -> None:
    made = to_pdf(drawn("minutes"), at=AT)
    fonts = {one["fontname"].partition("+")[2] for page in pages("minutes") for one in marks(page)}
    assert len(fonts) >= 3
    assert made.stand_ins.keys() == {name for name, one in stand_ins(installed_fonts()).items() if one}
    assert not any("Arphic" in name or "Liberation" in name for name in fonts)
    assert b"/FontFile" in made.content


@needs_libreoffice
def test_a_paper_drawn_again_is_the_same_paper() -> None:
    # the Word file to the byte; of the PDF every sign in its size and at its place, and the size of each page
    assert drawn("minutes") == drawn("minutes")
    once, again = (signs_of(to_pdf(drawn("minutes"), at=AT).content) for _ in range(2))
    assert once == again


def signs_of(pdf: bytes) -> list[Any]:
    """Each page's size with each of its signs, where it stands and how large."""
    pages = pdfplumber.open(io.BytesIO(pdf)).pages
    return [
        (page.width, page.height, [(sign["text"], sign["x0"], sign["top"], sign["size"]) for sign in page.chars])
        for page in pages
    ]


@needs_libreoffice
def test_pages_are_shown_as_pictures() -> None:
    content = to_pdf(drawn("service_receipt"), at=AT).content
    assert {(round(one.width), round(one.height)) for one in page_sizes(content)} == {(595, 842)}
    picture = page_picture(content, 1)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert page_picture(content, 99) is None


def test_without_libreoffice_the_office_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_room, "program", lambda: None)
    with pytest.raises(Unavailable) as refused:
        to_pdf(b"", at=AT)
    assert refused.value.key == "papers.no_libreoffice"


@pytest.mark.parametrize(
    ("script", "key"),
    [("sleep 30", "papers.pdf_too_slow"), ("exit 3", "papers.pdf_failed"), (":", "papers.pdf_failed")],
)
def test_a_program_that_hangs_or_fails_is_ended_and_told(
    script: str, key: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "soffice"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(pdf_room, "program", lambda: str(fake))
    monkeypatch.setattr(pdf_room, "SECONDS", 1)
    with pytest.raises(Unavailable) as refused:
        to_pdf(b"x", at=AT)
    assert refused.value.key == key


def test_stand_ins_are_the_best_that_are_there() -> None:
    assert stand_ins({"FandolFang", "AR PL SungtiL GB"})["仿宋_GB2312"] == "FandolFang"
    assert stand_ins({"AR PL SungtiL GB"})["仿宋_GB2312"] == "AR PL SungtiL GB"
    assert stand_ins(set())["黑体"] == ""
    assert "仿宋_GB2312" not in stand_ins({"仿宋_GB2312"})
