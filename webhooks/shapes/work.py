"""Long work as the API shows it."""

from __future__ import annotations

from typing import Any

from engine.storage.jobs import CANCELLED, DONE, FAILED, RUNNING, WAITING
from webhooks.shapes.build import INSTANT, choice, many, maybe, number, text, thing

#: `total` is null where nobody knows beforehand; `proof` is that of a publication, in force or refused
WORK = thing(
    "LongWork",
    ("id", "kind", "state"),
    closed=False,
    id=text(),
    kind=text(),
    what=text(1000),
    state=choice(WAITING, RUNNING, DONE, FAILED, CANCELLED),
    done=number(),
    total=maybe(number()),
    asked_at=INSTANT,
    ended_at=maybe(INSTANT),
    fault=maybe(text(5000)),
    proof=maybe(thing(closed=False)),
)
WORK_EXAMPLE: dict[str, Any] = {
    "id": "0c1f" * 8,
    "kind": "publication",
    "what": "验证并启用流程case_consultation第2版",
    "state": RUNNING,
    "done": 412,
    "total": None,
    "asked_at": "2026-11-24T02:00:00+00:00",
    "ended_at": None,
    "fault": None,
    "proof": None,
}
ALL_WORK = thing("AllLongWork", ("items",), items=many(WORK))
ALL_WORK_EXAMPLE = {"items": [WORK_EXAMPLE]}
#: a publication that waits to be proved: `work` is its id, `progress` its page
PUBLICATION = thing(
    "Publication",
    ("procedure", "version", "digest", "work", "progress"),
    procedure=text(),
    version=number(),
    digest=text(64),
    work=text(),
    progress=text(),
)
PUBLICATION_EXAMPLE = {
    "procedure": "case_consultation",
    "version": 2,
    "digest": "4b1d" * 16,
    "work": WORK_EXAMPLE["id"],
    "progress": f"/progress/{WORK_EXAMPLE['id']}",
}
