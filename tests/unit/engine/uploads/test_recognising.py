"""Files by their content: honest ones are taken, attacks are refused each by its name."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.uploads.kinds import Kind, accepted
from engine.uploads.recognising import taken_in
from engine.uploads.refusals import FileRefused

from . import samples
from .samples import docx, package, pdf, photograph, picture


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), Kind.PDF),
        (samples.ofd(), Kind.OFD),
        (docx(), Kind.DOCX),
        (samples.xlsx(), Kind.XLSX),
        (samples.pptx(), Kind.PPTX),
        (photograph(), Kind.JPG),
        (picture(), Kind.PNG),
        (docx(**{"xl/printerSettings/printerSettings1.bin": b"x"}), Kind.DOCX),
        (pdf() + b"\r\n\r\n", Kind.PDF),
    ],
)
def test_an_honest_file_is_what_it_is(content, kind):
    assert taken_in(content)[0] is kind


def _action(name: str, **more: object):
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{name}"), **more)

    return change


def _attached(made: pikepdf.Pdf) -> None:
    made.attachments["list.txt"] = b"x"


def _deep(made: pikepdf.Pdf) -> None:
    inner = pikepdf.Dictionary(Deeper=pikepdf.Array([pikepdf.Dictionary(JS="app.alert(1)")]))
    made.Root.Outlines = pikepdf.Dictionary(A=pikepdf.Array([inner]))


def _bomb(entries: int = 1, size: int = 50_000_000) -> bytes:
    return docx(**{f"word/media/{one}.xml": b"\0" * size for one in range(entries)})


def _claims_less(content: bytes) -> bytes:
    """A bomb whose directory says it is small."""
    small = struct.pack("<I", 10)
    return content.replace(struct.pack("<I", 50_000_000), small)


def _huge_png() -> bytes:
    """A PNG that says it is 60 000 points wide and high, in a hundred bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))

    head = struct.pack("!IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


ATTACKS = {
    "nothing at all": (b"", "empty"),
    "a web page": (b"<!DOCTYPE html><script>alert(1)</script>", "kind"),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "kind"),
    "a program": (b"MZ\x90\x00" * 40, "kind"),
    "a program of linux": (b"\x7fELF" + b"\0" * 60, "kind"),
    "a shell script": (b"#!/bin/sh\nrm -rf ~\n", "kind"),
    "plain text": ("证据".encode(), "kind"),
    "the test virus": (samples.EICAR, "kind"),
    "an old paper that may carry macros": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old_office"),
    "an archive": (package({"a.txt": b"x"}), "kind"),
    "a program of java": (package({"META-INF/MANIFEST.MF": b"x", "A.class": b"x"}), "kind"),
    "a paper with macros": (docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "a paper that says it has macros": (
        package({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml",
                 "word/document.xml": b"x"}),
        "macros",
    ),
    "a paper with a program inside": (docx(**{"word/embeddings/oleObject1.bin": b"x"}), "macros"),
    "a paper with a web page inside": (docx(**{"word/afchunk.html": b"x"}), "macros"),
    "a paper with old macro sheets": (docx(**{"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
    "a paper that climbs out of its folder": (docx(**{"../../etc/passwd": b"x"}), "disguised"),
    "a paper that climbs the other way": (docx(**{"..\\..\\boot.ini": b"x"}), "disguised"),
    "a paper at the root of the disk": (docx(**{"/etc/passwd": b"x"}), "disguised"),
    "two papers in one": (docx(**{"xl/workbook.xml": b"x"}), "kind"),
    "a bomb": (_bomb(), "swells"),
    "many small bombs": (_bomb(40, 9_000_000), "swells"),
    "a paper of too many parts": (docx(**{f"word/{one}.xml": b"" for one in range(2_100)}), "swells"),
    "a paper with a program behind it": (docx() + b"MZ\x90\x00" * 40, "disguised"),
    "a paper behind a program": (b"MZ\x90\x00" + docx(), "kind"),
    "half a paper": (docx()[:-30], "disguised"),
    "a pdf that runs a script": (pdf(_action("JavaScript", JS="app.alert(1)")), "active"),
    "a pdf that starts a program": (pdf(_action("Launch", F="cmd.exe")), "active"),
    "a pdf that sends itself away": (pdf(_action("SubmitForm", F="http://elsewhere.example")), "active"),
    "a pdf with a script in a compressed stream": (
        pdf(_action("JavaScript", JS="x"), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "active",
    ),
    "a pdf with a script deep inside": (pdf(_deep), "active"),
    "a pdf with a script under an escaped name": (
        pdf(_action("JavaScript", JS="x"), object_stream_mode=pikepdf.ObjectStreamMode.disable)
        .replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4AS"),
        "active",
    ),
    "a pdf with another file inside": (pdf(_attached), "active"),
    "a pdf with a password": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "locked"),
    "a pdf with a program behind it": (pdf() + b"MZ\x90\x00" * 40, "disguised"),
    "a pdf behind a web page": (b"<html>" + pdf(), "kind"),
    "half a pdf": (pdf()[:200], "broken"),
    "rubbish that says it is a pdf": (b"%PDF-1.7\n" + b"\xff" * 400 + b"\n%%EOF", "broken"),
    "a picture of enormous size": (_huge_png(), "points"),
    "half a picture": (picture("JPEG", (400, 400))[:300], "broken"),
    "rubbish that says it is a picture": (b"\xff\xd8\xff\xe0" + b"rubbish" * 30, "broken"),
    "a moving picture": (
        picture("PNG", save_all=True, append_images=[Image.new("RGB", (40, 30), 200)]),
        "kind",
    ),
    "a gif": (b"GIF89a" + b"\0" * 60, "kind"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_attacks(name):
    content, reason = ATTACKS[name]

    with pytest.raises(FileRefused) as refused:
        taken_in(content)
    assert refused.value.reason.removesuffix("_found") == reason


def test_a_bomb_that_lies_about_its_size_is_never_unpacked():
    """Only the list of parts is ever unpacked, and that within a bound."""
    kind, content = taken_in(_claims_less(_bomb()))

    assert kind is Kind.DOCX
    assert len(content) < 100_000


def test_a_list_of_parts_that_swells_is_refused():
    with pytest.raises(FileRefused) as refused:
        taken_in(package({"[Content_Types].xml": b"a" * 999_999 + b"b" * 999_999, "word/document.xml": b"x"}))
    assert refused.value.reason == "swells"


@pytest.mark.parametrize("hidden", [b"PK\x03\x04" + b"zip" * 9, b"<script>alert(1)</script>", b"MZ\x90\x00"])
@pytest.mark.parametrize("honest", [photograph(), picture()])
def test_nothing_behind_or_inside_a_picture_is_kept(honest, hidden):
    _, kept = taken_in(honest + hidden)

    assert hidden not in kept


def points(content: bytes) -> bytes:
    """What one sees of a picture."""
    return Image.open(io.BytesIO(content)).convert("RGBA").tobytes()


def test_a_photograph_tells_neither_where_nor_by_what_it_was_taken():
    kind, kept = taken_in(photograph())

    assert kind is Kind.JPG
    assert b"Invented Phone" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_a_photograph_lying_on_its_side_is_put_upright():
    _, kept = taken_in(photograph(orientation=6))

    assert Image.open(io.BytesIO(kept)).size == (30, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_picture_keeps_its_points(mode):
    before = picture(mode=mode)
    _, kept = taken_in(before)

    assert points(kept) == points(before)


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
)
def test_any_bytes_are_taken_or_refused_and_never_crash(rubbish, beginning):
    try:
        kind, _ = taken_in(beginning + rubbish)
    except FileRefused:
        return
    assert isinstance(kind, Kind)


@pytest.mark.parametrize(
    ("endings", "kinds"),
    [
        ((), set(Kind)),
        ((".pdf",), {Kind.PDF}),
        ((".jpeg", ".png"), {Kind.JPG, Kind.PNG}),
        (("image/*",), {Kind.JPG, Kind.PNG}),
        (("application/pdf", ".docx"), {Kind.PDF, Kind.DOCX}),
        ((".exe",), set(Kind)),
    ],
)
def test_what_a_form_accepts(endings, kinds):
    assert accepted(endings) == kinds
