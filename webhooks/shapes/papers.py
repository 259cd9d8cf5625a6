"""Papers over the API: the list, drawing one up, giving a number up, taking a signed scan back, a file as base64."""

from __future__ import annotations

from webhooks.shapes.build import BOOL, DAY, choice, many, text, thing
from webhooks.shapes.case_acts import LONG

_ID = text(100, minLength=1)
#: base64 of a scan; the request's own limit is narrower than that of a page
_FILE = {"type": "string", "maxLength": 30_000_000, "minLength": 1, "contentEncoding": "base64"}

PAPER_ROW = thing(
    "Paper",
    ("id", "kind", "title", "issued_on"),
    id=text(),
    kind=text(),
    title=text(),
    item=text(),
    number=text(),
    addressees=many(text()),
    issued_on=DAY,
    issued_by=text(),
    has_file=BOOL,
    may_read_real=BOOL,
    template=text(),
    retention=text(),
    voided=BOOL,
    scans=many(thing("", ("file", "sha256"), file=text(), sha256=text())),
)
PAPERS = thing("PaperList", ("items",), items=many(PAPER_ROW))
PAPERS_EXAMPLE = {
    "items": [
        {
            "id": "01980b6a7c1f7d2e8a3b4c5d6e7f8095",
            "kind": "minutes",
            "title": "会商会议纪要",
            "number": "豫未保会商纪要〔2026〕3号",
            "issued_on": "2026-12-15",
        }
    ]
}

DRAW = thing("DrawPaper", ("kind",), kind=_ID, about=text(100), participant=text(100))
DRAW_EXAMPLE = {"kind": "sign_in_sheet"}

VOID = thing("VoidPaper", ("paper", "reason"), paper=_ID, reason=LONG)
VOID_EXAMPLE = {"paper": "01980b6a7c1f7d2e8a3b4c5d6e7f8095", "reason": "文号误取（虚构）"}

SCAN = thing("KeepScan", ("paper", "content"), paper=_ID, content=_FILE)
SCAN_EXAMPLE = {"paper": "01980b6a7c1f7d2e8a3b4c5d6e7f8095", "content": "JVBERi0xLjcK"}

TAKE = thing("TakePaper", ("form",), form=choice("docx", "pdf"), real=BOOL)
TAKE_EXAMPLE = {"form": "docx", "real": False}
TAKEN = thing("TakenPaper", ("name", "content"), name=text(), content=text(40_000_000))
TAKEN_EXAMPLE = {"name": "会商会议纪要 豫未保会商纪要〔2026〕3号.docx", "content": "UEsDBBQ="}
