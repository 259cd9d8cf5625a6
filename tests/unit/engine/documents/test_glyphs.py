"""Characters that no font draws: what is read of fontconfig, what is told, and that it is true of the page."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime

import pdfplumber
import pytest

from engine.documents.filling import PaperTemplate
from engine.documents.fonts import installed_fonts, stand_ins
from engine.documents.glyphs import TEXT_FACE, Rare, characters_of, fonts_here, rare_in, read_coverage
from engine.documents.pdf import program, to_pdf
from tests.papers_kit.values import FOLDER, KINDS, every_value

LISTED = "Text Face,正文\t20-7e 4e00-4eff\nText Face\t4f00-9fa5 3002\nOther\t20bb7 25a1\n"
AT = datetime(2022, 3, 30, 7, 0, tzinfo=UTC)
#: of the extension I of 2022, which hardly any font has; and the name of a well-known shop, which many have
UNKNOWN, KNOWN = "\U0002ebf0", "\U00020bb7"
missing = program() is None or not all(stand_ins(installed_fonts()).values())
needs_libreoffice = pytest.mark.skipif(
    missing and not os.environ.get("CI"), reason="LibreOffice or the Chinese fonts of docs/papers.md are not installed"
)


def test_ranges_of_all_weights_of_a_family_are_one() -> None:
    fonts = read_coverage(LISTED)
    assert set(fonts) == {"Text Face", "正文", "Other"}
    assert fonts["Text Face"].ends == (0x7E, 0x3002, 0x9FA5)
    assert [fonts["Text Face"].holds(one) for one in "a\u4f00\u9fa5\u9fa6\u3001"] == [True, True, True, False, False]


def test_a_character_is_a_box_from_another_face_or_nothing_to_speak_of() -> None:
    fonts = read_coverage(LISTED)
    told = rare_in(f"赵{KNOWN}{UNKNOWN}□\ue000", "Text Face", fonts)
    assert told == Rare(missing=("\ue000", UNKNOWN), borrowed=(KNOWN,))
    assert rare_in("赵", "Text Face", fonts) == Rare()
    assert rare_in(UNKNOWN, "Text Face", {}) == Rare(), "without fontconfig nothing is known"


def filled(kind: str, text: str) -> bytes:
    template = PaperTemplate.compile((FOLDER / f"{kind}.docx").read_bytes())
    return template.fill(every_value(kind, text), at=AT, title=kind, creator="虚构")


def test_characters_of_text_boxes_heads_and_feet_count() -> None:
    assert UNKNOWN in characters_of(filled("minutes", f"虚构{UNKNOWN}"))
    assert "、" not in characters_of(filled("task_sheet", "x")) or "印" not in characters_of(filled("task_sheet", "x"))
    assert {"印", "发", "抄", "送"} <= characters_of(filled("minutes", "x"))


@needs_libreoffice
@pytest.mark.parametrize("kind", KINDS)
def test_no_template_needs_a_character_that_is_not_there(kind: str) -> None:
    face = stand_ins(installed_fonts()).get(TEXT_FACE, TEXT_FACE)
    assert rare_in(characters_of((FOLDER / f"{kind}.docx").read_bytes()), face, fonts_here()) == Rare()


@needs_libreoffice
def test_what_is_told_is_true_of_the_page() -> None:
    made = to_pdf(filled("urging_notice", f"虚构姓名赵{KNOWN}，{UNKNOWN}"), at=AT)
    assert made.rare.missing == (UNKNOWN,)
    chars = [one for page in pdfplumber.open(io.BytesIO(made.content)).pages for one in page.chars]
    if KNOWN in made.rare.borrowed:
        text_face = next(one["fontname"] for one in chars if one["text"] == "赵")
        assert {one["fontname"] for one in chars if one["text"] == KNOWN} - {text_face}
