"""Files as people send them: any declared encoding is read, and nothing that reaches outside or blows up is."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagrams.bundle import MAX_FILE, Bundle
from engine.diagrams.checks import check, check_file, require
from engine.diagrams.findings import DiagramRefused
from engine.diagrams.loading import load, load_bpmn
from engine.errors import Unknown
from tests.own_time import within

SHAPES = Path(__file__).parent / "shapes"
TEXT = (SHAPES / "three_user_tasks.bpmn").read_text()


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8"])
def test_any_declared_encoding_is_read(encoding: str) -> None:
    text = TEXT.replace("UTF-8", encoding).replace('name="A"', 'name="受理审查"')
    root, findings = load_bpmn("a.bpmn", text.encode(encoding))
    assert findings == []
    assert root is not None
    assert "受理审查" in {element.get("name") for element in root.iter()}


def test_a_byte_order_mark_is_read() -> None:
    assert load_bpmn("a.bpmn", b"\xef\xbb\xbf" + TEXT.encode())[1] == []


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'
HOSTILE = {
    "empty": (b"", "not_xml"),
    "no xml": (b"hello", "not_xml"),
    "cut off": (TEXT.encode()[:300], "not_xml"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "not_xml"),
    "wrong encoding": (TEXT.replace("name=", 'name="\u4e2d" x=').encode("gbk"), "not_xml"),
    "null bytes": (b"\x00" * 100, "not_xml"),
    "dtd": (b"<!DOCTYPE a><a/>", "doctype"),
    "entities": (BOMB.encode(), "doctype"),
    "entities in utf-16": (BOMB.encode("utf-16"), "doctype"),
    "external entity": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "doctype"),
    "external subset": (b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>', "doctype"),
    "deep": (b"<a>" * 5000 + b"</a>" * 5000, "not_xml"),
    "too large": (b"<a>" + b"x" * MAX_FILE + b"</a>", "too_large"),
    "other root": (b"<html/>", "not_bpmn"),
    "dmn": (b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>', "not_bpmn"),
}


@pytest.mark.parametrize(("raw", "rule"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_at_once(raw: bytes, rule: str) -> None:
    with within(1):
        root, findings = load_bpmn("a.bpmn", raw)
    assert root is None
    assert [one.rule for one in findings] == [rule]


def test_an_entity_is_never_resolved() -> None:
    root, _ = load("a.bpmn", BOMB.encode())
    assert root is None


def test_the_schema_names_line_and_element() -> None:
    raw = TEXT.replace("<bpmn:userTask", "<bpmn:userTaks", 1).replace("</bpmn:userTask>", "</bpmn:userTaks>", 1)
    _, findings = load_bpmn("a.bpmn", raw.encode())
    assert [(one.rule, one.line) for one in findings] == [("schema", 5)]
    assert "userTaks" in findings[0].message("en")


def test_the_digest_depends_on_names_and_contents_only() -> None:
    one = Bundle({"a": b"1", "b": b"2"})
    assert one.digest == Bundle({"b": b"2", "a": b"1"}).digest
    assert one.digest != Bundle({"a": b"12", "b": b""}).digest
    assert one.digest != Bundle({"a": b"1", "c": b"2"}).digest


def test_a_folder_is_read_without_notes_and_hidden_files(tmp_path: Path) -> None:
    for name in ("p.bpmn", "forms/a.form", "settings.yaml", "CHANGES.md", ".p.bpmn", "rehearsals/one.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert set(Bundle.read(tmp_path).files) == {"p.bpmn", "forms/a.form", "settings.yaml"}


def test_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Unknown):
        Bundle.around(tmp_path / "none.bpmn")


def test_one_file_is_checked_with_what_it_refers_to() -> None:
    # given a folder in which another diagram is broken
    bundle = Bundle({**Bundle.read(SHAPES).files, "broken.bpmn": b"<", "same.bpmn": TEXT.encode()})
    # then the file alone is clean, and the whole folder is not
    assert {one.rule for one in check_file(bundle, "three_user_tasks.bpmn")} == {"layout"}
    assert {"not_xml", "duplicate_ids"} <= {one.rule for one in check(bundle)}


def test_errors_refuse_and_warnings_do_not() -> None:
    assert {one.severity for one in require(Bundle.read(SHAPES))} == {"warning"}
    with pytest.raises(DiagramRefused) as refused:
        require(Bundle({"a.bpmn": b"<"}))
    assert [one.rule for one in refused.value.findings] == ["not_xml"]
