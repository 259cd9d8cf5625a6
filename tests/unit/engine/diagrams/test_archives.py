"""A zip file is a procedure or a refusal with a sentence; nothing in it reaches outside or blows up."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.archives import MAX_ARCHIVE, MAX_ENTRIES, read_archive, read_files
from engine.diagrams.bundle import MAX_FILE
from engine.errors import Refusal
from engine.texts.catalogue import LANGUAGES, say

BPMN = b"<definitions/>"


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these entries, as they stand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, raw in entries:
            archive.writestr(name, raw)
    return stream.getvalue()


def link() -> bytes:
    info = zipfile.ZipInfo("a.bpmn")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed((info, b"/etc/passwd"))


def flagged(raw: bytes, flag: int) -> bytes:
    """The same with a flag set in both headers of its first entry."""
    changed = bytearray(raw)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.index(mark) + offset
        struct.pack_into("<H", changed, place, struct.unpack_from("<H", raw, place)[0] | flag)
    return bytes(changed)


def lying() -> bytes:
    """An entry that says it is small and unpacks to much."""
    raw = bytearray(packed(("a.bpmn", b" " * (MAX_FILE * 4))))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", raw, raw.index(mark) + offset, 100)
    return bytes(raw)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"hello", "broken"),
    "empty": (lambda: b"", "broken"),
    "cut off": (lambda: packed(("a.bpmn", BPMN))[:-30], "broken"),
    "too large": (lambda: b"PK" + b"\0" * MAX_ARCHIVE, "too_large"),
    "too many": (lambda: packed(*((f"{n}.bpmn", b"") for n in range(MAX_ENTRIES + 1))), "too_many_entries"),
    "bomb": (lambda: packed(("a.bpmn", b" " * MAX_FILE * 10)), "ratio"),
    "many bombs": (lambda: packed(*((f"{n}.txt", bytes(range(256)) * 190) for n in range(500))), "too_much_inside"),
    "large": (lambda: packed(("a.bpmn", b"x" * (MAX_FILE + 1)), packing=zipfile.ZIP_STORED), "large_entry"),
    "lies about its size": (lying, "broken"),
    "up and out": (lambda: packed(("../a.bpmn", BPMN)), "outside_name"),
    "up inside": (lambda: packed(("b/../../a.bpmn", BPMN)), "outside_name"),
    "from the root": (lambda: packed(("/etc/a.bpmn", BPMN)), "outside_name"),
    "backslashes": (lambda: packed(("..\\a.bpmn", BPMN)), "outside_name"),
    "drive": (lambda: packed(("C:\\a.bpmn", BPMN)), "outside_name"),
    "stream": (lambda: packed(("a.bpmn:x", BPMN)), "outside_name"),
    "device": (lambda: packed(("con.bpmn", BPMN)), "device_name"),
    "written backwards": (lambda: packed(("a\u202enpmb.bpmn", BPMN)), "unprinted_name"),
    "line break": (lambda: packed(("a\n.bpmn", BPMN)), "unprinted_name"),
    "long": (lambda: packed(("a" * 300 + ".bpmn", BPMN)), "long_name"),
    "deep": (lambda: packed(("a/" * 20 + "a.bpmn", BPMN)), "long_name"),
    "capitals": (lambda: packed(("a.bpmn", BPMN), ("A.BPMN", BPMN)), "same_name"),
    "composed": (lambda: packed(("\u00e9.bpmn", BPMN), ("e\u0301.bpmn", BPMN)), "same_name"),
    "wide letters": (lambda: packed(("a.bpmn", BPMN), ("\uff41.bpmn", BPMN)), "same_name"),
    "link": (link, "link"),
    "password": (lambda: flagged(packed(("a.bpmn", BPMN)), 1), "encrypted"),
    "other packing": (lambda: packed(("a.bpmn", BPMN), packing=zipfile.ZIP_LZMA), "packing"),
    "nested": (lambda: packed(("b.zip", packed(("a.bpmn", BPMN)))), "nested"),
    "nothing inside": (lambda: packed(("readme.txt", b"")), "nothing_inside"),
}


@pytest.mark.parametrize(("make", "key"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_refused_with_a_sentence(make: Callable[[], bytes], key: str, lang: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_archive(make())
    assert refused.value.key == f"archives.{key}"
    sentence = say(refused.value.key, lang, **refused.value.params)
    assert "{" not in sentence
    assert "\u202e" not in sentence


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_archive(packed(("a.bpmn", BPMN), ("a.bpmn", b"")))
    assert refused.value.key == "archives.same_name"


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        (("a.bpmn", "forms/b.form", "settings.yaml"), {"a.bpmn", "forms/b.form", "settings.yaml"}),
        (("p/a.bpmn", "p/forms/b.form", "p/settings.yaml"), {"a.bpmn", "forms/b.form", "settings.yaml"}),
        (("p/a.bpmn", "__MACOSX/p/._a.bpmn", ".DS_Store", "p/CHANGES.md"), {"a.bpmn"}),
        (("p/a.bpmn", "q/a.bpmn"), {"p/a.bpmn", "q/a.bpmn"}),
        (("p\\a.bpmn",), {"a.bpmn"}),
    ],
)
def test_a_folder_is_read_as_it_was_packed(entries: tuple[str, ...], names: set[str]) -> None:
    assert read_archive(packed(*((name, BPMN) for name in entries))).files.keys() == names


def test_a_chinese_name_from_an_old_tool_is_read() -> None:
    info = zipfile.ZipInfo("x" * 8 + ".bpmn")
    raw = packed((info, BPMN)).replace(b"x" * 8, "会商流程".encode("gbk"))
    assert set(read_archive(raw).files) == {"会商流程.bpmn"}


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({"../a.bpmn": BPMN}, "outside_name"),
        ({"a.bpmn": BPMN, "A.bpmn": BPMN}, "same_name"),
        ({"p/a.bpmn": BPMN, "p\\a.bpmn": BPMN}, "same_name"),
        ({}, "nothing_inside"),
    ],
)
def test_files_sent_one_by_one_keep_the_same_rules(files: dict[str, bytes], key: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_files(files)
    assert refused.value.key == f"archives.{key}"


def test_files_sent_one_by_one_are_a_procedure() -> None:
    files: dict[str, Any] = {"a.bpmn": BPMN, "notes.txt": b""}
    assert set(read_files(files).files) == {"a.bpmn"}
