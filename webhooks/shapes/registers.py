"""What a register is to the API: lines by the names of its columns, and counts with small numbers hidden."""

from __future__ import annotations

from engine.registers.periods import NAMES
from webhooks.shapes.build import BOOL, DAY, choice, many, maybe, number, text, thing
from webhooks.shapes.cases import CASE_ID, PAGE_QUERY

LINE = thing("RegisterLine", ("case", "values"), closed=False, case=text(), values={"type": "object"})
LINES = thing("RegisterPage", ("items", "next", "count"), items=many(LINE), next=maybe(text(1000)), count=number())
LINES_EXAMPLE = {
    "items": [
        {
            "case": CASE_ID,
            "values": {
                "number": "豫未保会商〔2026〕12号",
                "item": "d1",
                "lead": "civil_affairs",
                "due": "2026-06-02",
                "carried_out": "in_time",
            },
        }
    ],
    "next": None,
    "count": 1,
}
#: which lines are wanted; a period's name stands for its days
NARROWED = {
    "from": DAY,
    "until": DAY,
    "period": choice(*NAMES),
    "unit": text(100),
    "number": text(60),
    "state": text(60),
}
QUERY = {**NARROWED, **PAGE_QUERY}
COUNTS = thing(
    "RegisterCounts",
    ("year", "quarters", "words", "rows", "hides"),
    year=number(),
    quarters=many(number()),
    words=many(text()),
    rows=many(many(maybe(number()))),
    hides=BOOL,
)
COUNTS_EXAMPLE = {
    "year": 2026,
    "quarters": [1, 2],
    "words": ["in_time", "late"],
    "rows": [[7, None, None], [9, None, None], [16, 6, 22]],
    "hides": True,
}
