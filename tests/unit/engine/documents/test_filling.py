"""Every shipped template with the shortest, longest and most hostile values; and files that are no templates."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from lxml import etree

from engine.documents.filling import PaperTemplate, document_xml
from engine.documents.packages import read_package, write_package
from engine.documents.tags import W
from engine.errors import Invalid, TooLarge
from tests.papers_kit.values import FOLDER, KINDS, every_value

AT = datetime(2022, 3, 30, 7, 0, tzinfo=UTC)
HOSTILE = "</w:t></w:r><w:r><w:t>{{ 7*7 }}{% for a in b %}&<>\"'\x00\x07\x0c\ufffe\ud800]]><!--"
RARE = "𠮷𡈽㐂㑇·阿卜杜拉·买买提（虚构）𬭎䶮"
TEXTS = {
    "nothing": "",
    "one letter": "一",
    "long": "虚构内容" * 2500,
    "many lines": "虚构一行\n" * 200,
    "hostile": HOSTILE,
    "rare": RARE,
    "markup": "<script>alert(1)</script>&amp;",
}


def text_of(docx: bytes) -> str:
    return "".join(one.text or "" for one in etree.fromstring(document_xml(docx)).iter(f"{W}t"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_template_takes_every_text(kind: str, text: str) -> None:
    # given a shipped template
    template = PaperTemplate.compile((FOLDER / f"{kind}.docx").read_bytes())

    # when it is filled with this text everywhere
    docx = template.fill(every_value(kind, text), at=AT, title="虚构", creator="虚构")

    # then it is a whole Word file whose cells hold paragraphs, and nothing typed became markup or a tag
    parts = read_package(docx)
    for name, raw in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(raw)
    root = etree.fromstring(parts["word/document.xml"])
    assert all(cell.find(f"{W}p") is not None for cell in root.iter(f"{W}tc"))
    assert b"script" not in {one.tag for one in root.iter()}
    if text == HOSTILE:
        assert "{{ 7*7 }}" in text_of(docx)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_and_instant_give_the_same_bytes(kind: str) -> None:
    raw = (FOLDER / f"{kind}.docx").read_bytes()
    first, second = (
        PaperTemplate.compile(raw).fill(every_value(kind, RARE), at=AT, title="虚构", creator="虚构") for _ in range(2)
    )
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2022, 3, 30, 15, 0, 0)}


def test_rare_characters_and_middle_dots_stand_in_the_paper() -> None:
    template = PaperTemplate.compile((FOLDER / "application_form.docx").read_bytes())
    assert RARE in text_of(template.fill(every_value("application_form", RARE), at=AT, title="", creator=""))


def test_a_value_that_is_not_there_is_refused_and_named() -> None:
    template = PaperTemplate.compile((FOLDER / "minutes.docx").read_bytes())
    with pytest.raises(Invalid) as refused:
        template.fill({}, at=AT, title="", creator="")
    assert refused.value.fields[0].key == "papers.tag_unknown"


def changed(kind: str, name: str, content: bytes) -> bytes:
    """A shipped template with one part more, or another one."""
    return write_package({**read_package((FOLDER / f"{kind}.docx").read_bytes()), name: content}, AT)


def with_text(said: str) -> bytes:
    """A template whose only paragraph says this."""
    xml = f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p>{said}</w:p></w:body></w:document>'
    return write_package({"word/document.xml": xml.encode()}, AT)


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("word/vbaProject.bin", b"x", "papers.hazard.macros"),
        ("word/embeddings/oleObject1.bin", b"x", "papers.hazard.embedded"),
        ("word/activeX/activeX1.xml", b"<a/>", "papers.hazard.embedded"),
        ("word/_rels/settings.xml.rels", b'<R TargetMode = "external" Target="http://x/"/>', "papers.hazard.external"),
        ("word/footnotes.xml", f'<w:a xmlns:w="{W[1:-1]}"><w:altChunk/></w:a>'.encode(), "papers.hazard.embedded"),
        (
            "word/comments.xml",
            f'<w:a xmlns:w="{W[1:-1]}"><w:instrText>INCLUDEPICTURE "http://x/"</w:instrText></w:a>'.encode(),
            "papers.hazard.field",
        ),
        (
            "word/comments.xml",
            f'<w:a xmlns:w="{W[1:-1]}"><w:fldSimple w:instr="DDEAUTO c:\\x"/></w:a>'.encode(),
            "papers.hazard.field",
        ),
    ],
)
def test_what_reaches_out_of_the_file_is_refused_by_name(name: str, content: bytes, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        PaperTemplate.compile(changed("minutes", name, content))
    assert key in {field.key for field in refused.value.fields}


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
    with pytest.raises(Invalid):
        PaperTemplate.compile(changed("minutes", "word/document.xml", bomb))


@pytest.mark.parametrize("raw", [b"", b"PK", b"no zip", b"%PDF-1.4"])
def test_what_is_no_word_file_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        PaperTemplate.compile(raw)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(TooLarge):
        PaperTemplate.compile(bomb.getvalue())


@pytest.mark.parametrize(
    "said",
    [
        "<w:r><w:t>{{ a.b</w:t></w:r>",
        "<w:r><w:t>a.b }}</w:t></w:r>",
        "<w:r><w:t>{%p for a in b %} and more</w:t></w:r>",
        "<w:r><w:t>{%tr for a in b %}</w:t></w:r>",
    ],
)
def test_a_broken_tag_is_named(said: str) -> None:
    with pytest.raises(Invalid) as refused:
        PaperTemplate.compile(with_text(said))
    assert refused.value.fields


def test_a_tag_that_word_cut_into_runs_is_put_together() -> None:
    cut = (
        "<w:r><w:t>前{</w:t></w:r><w:r><w:t>{ pa</w:t></w:r><w:proofErr/><w:r><w:t>per.num</w:t></w:r>"
        "<w:r><w:t>ber }</w:t></w:r><w:r><w:t>}后</w:t></w:r>"
    )
    template = PaperTemplate.compile(with_text(cut))
    docx = template.fill({"paper": {"number": "1号"}}, at=AT, title="", creator="")
    assert template.names == {"paper.number"}
    assert text_of(docx) == "前1号后"


def test_quotes_that_word_bent_are_straightened() -> None:
    template = PaperTemplate.compile(with_text("<w:r><w:t>{% if a.b == ‘grant’ %}同意{% endif %}</w:t></w:r>"))
    assert text_of(template.fill({"a": {"b": "grant"}}, at=AT, title="", creator="")) == "同意"
