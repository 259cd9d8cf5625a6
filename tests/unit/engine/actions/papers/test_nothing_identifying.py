"""What leaves the house covered names no child: read part by part, with names, properties and metadata of each file."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pypdfium2
import pytest

from engine.actions.papers.archive_case import archive_case
from engine.actions.papers.draw_paper import draw_paper, on_demand
from engine.actions.papers.paper_view import Drawn, draw_paper_for
from engine.actions.registers.export_register import export_register
from engine.actions.registers.read_register import wanted
from engine.documents.pdf import program, to_pdfs
from engine.registers.books import BOOKS
from engine.storage import documents

#: the invented children of the case, as their names lie in its sealed forms
NAMES = ("虚构姓名甲", "虚构姓名乙")
#: how a name may be written into a file: as text, as UTF-16 of a PDF, as references of XML
SPELLINGS = tuple(
    spelled
    for name in NAMES
    for spelled in (
        name.encode(),
        name.encode("utf-16-be"),
        name.encode("utf-16-be").hex().upper().encode(),
        "".join(f"&#{ord(one)};" for one in name).encode(),
        "".join(f"\\u{ord(one):04x}" for one in name).encode(),
    )
)


def named(pieces: Iterator[tuple[str, bytes]]) -> list[str]:
    """The places where a child is named."""
    return [place for place, raw in pieces if any(one in raw or one in place.encode() for one in SPELLINGS)]


def parts(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """A file under its name, and every part of it with the part's own name and what the zip says of it."""
    yield name, raw
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        yield f"{name} comment", package.comment
        for entry in package.infolist():
            yield f"{name}/{entry.filename}", package.read(entry) + entry.comment + entry.extra


def streams(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """A PDF under its name: as it lies there, its packed streams opened, its text and what it says of itself."""
    yield name, raw
    for at, piece in enumerate(raw.split(b"stream\n")[1::2]):
        try:
            yield f"{name} stream {at}", zlib.decompressobj().decompress(piece)
        except zlib.error:
            continue
    document = pypdfium2.PdfDocument(raw)
    yield f"{name} facts", str(document.get_metadata_dict()).encode()
    for at in range(len(document)):
        yield f"{name} page {at}", document[at].get_textpage().get_text_range().encode()
    document.close()


@pytest.fixture
def played(play: Callable[..., Any]) -> Any:
    """A case that is over, with every paper drawn on demand beside those of its acts."""
    case = play("first_meeting", 200)
    for kind in on_demand("case_consultation"):
        draw_paper(case.office, case.actor("officer"), case.case, kind.key)
    return case


def drawn_of(played: Any, *, real: bool = False) -> dict[str, Drawn]:
    """Every paper of the case, by kind and item."""
    with played.office.database.reading() as connection:
        rows = [row for row in documents.papers_of(connection, played.case) if row.content]
    director = played.actor("director")
    return {
        f"{row.kind}:{row.item}": draw_paper_for(played.office, director, row.id, real=real, taken="docx")
        for row in rows
    }


def test_no_covered_word_file_names_a_child_in_any_part(played: Any) -> None:
    drawn = drawn_of(played)
    assert len({key.partition(":")[0] for key in drawn}) >= 16
    found = [place for one in drawn.values() for place in named(parts(f"{one.name}.docx", one.docx))]
    assert found == []

    # and the reading finds a name where there is one: in the uncovered text, and there in the text alone
    uncovered = drawn_of(played, real=True)
    places = [place for one in uncovered.values() for place in named(parts(f"{one.name}.docx", one.docx))]
    assert {place.partition(".docx")[2] for place in places} == {"/word/document.xml"}


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_no_covered_pdf_names_a_child_in_text_or_metadata(played: Any) -> None:
    kinds = ("application_form:", "meeting_notice:p05", "service_letter:p05", "blank_opinion_form:p05", "minutes:")
    covered, real = drawn_of(played), drawn_of(played, real=True)["application_form:"]
    *made, uncovered = to_pdfs([*((covered[key].docx, covered[key].at) for key in kinds), (real.docx, real.at)])
    for key, pdf in zip(kinds, made, strict=True):
        assert named(streams(f"{covered[key].name}.pdf", pdf.content)) == []
    at = named(streams("uncovered.pdf", uncovered.content))
    assert at, "the reading finds a name where there is one"
    assert not [place for place in at if place.endswith("facts")]


def test_no_register_names_a_child_in_any_part_of_its_workbook(played: Any) -> None:
    for book in BOOKS:
        asked = wanted(book.name, date(2022, 12, 31))
        raw = export_register(played.office, played.actor("director"), *asked, "zh").content
        assert zipfile.is_zipfile(io.BytesIO(raw))
        assert named(parts(f"{book.name}.xlsx", raw)) == []


def test_the_archive_holds_the_truth_under_names_that_tell_nobody(played: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.actions.papers.archive_content.program", lambda: None)
    packed = archive_case(played.office, played.actor("director"), played.case)
    with zipfile.ZipFile(io.BytesIO(packed.content)) as package:
        told = [entry.filename.encode() + entry.comment + entry.extra for entry in package.infolist()]
        told += [package.comment, package.read("manifest.json"), packed.name.encode()]
    assert not [one for one in told if any(spelled in one for spelled in SPELLINGS)]
