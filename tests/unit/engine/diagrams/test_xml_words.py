"""What is wrong with an XML file or with its BPMN is told in both languages, without a sentence of the parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.diagrams.loading import load_bpmn
from engine.texts.catalogue import LANGUAGES

TEXT = (Path(__file__).parent / "shapes" / "three_user_tasks.bpmn").read_bytes()
#: names of elements, attributes and encodings may stand in a Chinese sentence; two English words in a row may not
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")

UNREADABLE = {
    "nothing": (b"", "no_xml"),
    "no markup": (b"hello", "no_xml"),
    "crossing tags": (b"<a><b></a>", "mismatch"),
    "cut off": (b"<a><b>", "unfinished"),
    "entity": (b"<a>&nbsp;</a>", "entity"),
    "attribute twice": (b'<a x="1" x="2"/>', "twice"),
    "prefix": (b"<p:a/>", "prefix"),
    "no quotes": (b"<a x=1/>", "quotes"),
    "ampersand": (b"<a>a & b</a>", "sign"),
    "control character": (b"<a>\x01</a>", "character"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding"),
    "seven bits": (b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-', "encoding"),
    "late declaration": (b' <?xml version="1.0"?><a/>', "declaration"),
    "deep": (b"<a>" * 300 + b"</a>" * 300, "limit"),
    "two roots": (b"<a/><b/>", "after_end"),
    "open comment": (b"<a><!-- -- --></a>", "place"),
}


@pytest.mark.parametrize(("raw", "key"), UNREADABLE.values(), ids=UNREADABLE)
def test_xml(raw: bytes, key: str) -> None:
    root, (finding,) = load_bpmn("a.bpmn", raw)
    assert root is None
    assert (finding.rule, finding.key) == ("not_xml", f"diagrams.not_xml.{key}")
    for lang in LANGUAGES:
        assert "{" not in finding.message(lang) + finding.remedy(lang)
    assert not ENGLISH.search(finding.message("zh"))


SCHEMA = {
    "unknown element": ((b"<bpmn:userTask", b"<bpmn:userTaks", b"</bpmn:userTask>", b"</bpmn:userTaks>"), "unexpected"),
    "unknown attribute": ((b"<bpmn:userTask ", b'<bpmn:userTask colour="red" '), "attribute"),
    "required": ((b' targetRef="', b' name="'), "required"),
    "bad id": ((b' id="task_a"', b' id="1 task"'), "id"),
    "same id": ((b"<bpmn:endEvent ", b'<bpmn:task id="z"/><bpmn:task id="z"/><bpmn:endEvent '), "twice"),
    "bad value": ((b'isExecutable="true"', b'isExecutable="perhaps"'), "value"),
    "stray text": ((b"<bpmn:endEvent ", b"stray<bpmn:endEvent "), "text"),
}


@pytest.mark.parametrize(("changes", "key"), SCHEMA.values(), ids=SCHEMA)
def test_schema(changes: tuple[bytes, ...], key: str) -> None:
    raw = TEXT
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in raw
        raw = raw.replace(old, new, 1)
    finding = load_bpmn("a.bpmn", raw)[1][0]
    assert (finding.rule, finding.key) == ("schema", f"diagrams.schema.{key}")
    assert finding.line > 0
    assert finding.element
    assert not ENGLISH.search(finding.message("zh"))
    for lang in LANGUAGES:
        assert "{" not in finding.message(lang)


def test_a_called_process_may_be_computed() -> None:
    call = b'<bpmn:callActivity id="c" calledElement="${which}"/><bpmn:endEvent '
    assert load_bpmn("a.bpmn", TEXT.replace(b"<bpmn:endEvent ", call, 1))[1] == []
