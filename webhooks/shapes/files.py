"""Files that people hand in, as the API shows them."""

from __future__ import annotations

from webhooks.shapes.build import BOOL, INSTANT, many, maybe, number, text, thing

UPLOAD = thing("", ("ref",), ref={"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9]+$"})
UPLOAD_EXAMPLE = {"ref": "3f9ac0d1"}
FILE = thing(
    "File",
    ("id", "ref", "kind", "size", "verdict"),
    id=text(),
    ref=text(),
    kind=text(),
    size=number(0, 10**9),
    verdict=text(),
    name=text(),
)
FILE_EXAMPLE = {
    "id": "0f8fad5bd9cb469fa16570867728950e",
    "ref": "3f9ac0d1",
    "kind": "pdf",
    "size": 48_213,
    "verdict": "clean",
    "name": "\u65b9\u6848.pdf",
}
LINE = thing(
    "FileLine",
    ("id", "kind", "size", "may_open"),
    id=text(),
    number=maybe(number()),
    kind=text(),
    size=number(0, 10**9),
    verdict=text(),
    name=text(),
    uploaded_by=text(),
    uploaded_at=INSTANT,
    submission=maybe(text()),
    may_open=BOOL,
)
LINE_EXAMPLE = {
    "id": "0f8fad5bd9cb469fa16570867728950e",
    "number": 1,
    "kind": "pdf",
    "size": 48_213,
    "verdict": "clean",
    "name": "",
    "uploaded_by": "education.liaison",
    "uploaded_at": "2026-11-24T02:10:00+00:00",
    "submission": "5b0dfe42aa0f4d12a3f0e3c6a4b6a3f7",
    "may_open": False,
}
LINES = thing("FileList", ("items",), items=many(LINE))
