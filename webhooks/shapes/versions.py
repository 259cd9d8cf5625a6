"""Deployments, versions of procedures and what differs between two of them, as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from webhooks.shapes.build import BOOL, DAY, INSTANT, choice, many, maybe, number, text, thing

STATES = ("draft", "discarded", "published", "effective", "superseded", "withdrawn")

#: one thing a check found, where, and what to do about it
FINDING = thing(
    "Finding",
    ("severity", "rule", "file", "message"),
    closed=False,
    severity=choice("error", "warning"),
    rule=text(),
    file=text(1000),
    line=number(),
    element=text(1000),
    message=text(5000),
    remedy=text(5000),
)
CHANGE = thing(
    "Change",
    ("property", "label"),
    property=text(1000),
    label=text(1000),
    before=maybe(text(1_000_000)),
    after=maybe(text(1_000_000)),
)
DIFFERENCE = thing(
    "Difference",
    ("what", "kind", "id", "text", "changes"),
    closed=False,
    what=choice("added", "removed", "renamed", "changed", "moved", "rewritten"),
    kind=text(),
    id=text(1000),
    name=text(5000),
    within=text(5000),
    file=text(1000),
    text=text(10_000),
    changes=many(CHANGE),
)
DIFFERENCE_EXAMPLE = {
    "what": "changed",
    "kind": "userTask",
    "id": "review_application",
    "name": "受理审查",
    "old_name": None,
    "within": "省级个案会商",
    "file": "case_consultation.bpmn",
    "text": "修改：用户任务“受理审查”（review_application），属“省级个案会商”",
    "changes": [
        {
            "property": "@camunda:candidateGroups",
            "label": "候选组",
            "before": "case_officer@province_office",
            "after": "reviewer@province_office",
        }
    ],
}
DIFFERENCES = thing("Differences", ("items", "text"), items=many(DIFFERENCE), text=many(text(10_000)))
DIFFERENCES_EXAMPLE = {
    "items": [DIFFERENCE_EXAMPLE],
    "text": ["case_consultation.bpmn", "  修改：用户任务“受理审查”（review_application）"],
}

FINDING_EXAMPLE = {
    "severity": "warning",
    "rule": "layout",
    "file": "case_consultation.bpmn",
    "line": 12,
    "element": "review_application",
    "message": "“受理审查”没有画出来。",
    "remedy": "在设计器里打开并保存。",
}
#: `version` holds the files now; null for what was refused or only tried
DEPLOYMENT = thing(
    "Deployment",
    ("digest", "stored", "deployable", "findings", "differences"),
    digest=text(64),
    procedure=maybe(text()),
    version=maybe(number()),
    stored=BOOL,
    deployable=BOOL,
    dry_run=BOOL,
    findings=many(FINDING),
    against=maybe(number()),
    differences=many(DIFFERENCE),
)
DEPLOYMENT_EXAMPLE: dict[str, Any] = {
    "digest": "4b1d" * 16,
    "procedure": "case_consultation",
    "version": 2,
    "stored": True,
    "deployable": True,
    "dry_run": False,
    "findings": [FINDING_EXAMPLE],
    "against": 1,
    "differences": [DIFFERENCE_EXAMPLE],
}
NOTE = thing("DeploymentForm", note=text(200))
NOTE_EXAMPLE = {"note": "第二版"}
DRY_RUN = {"dry_run": BOOL}
#: whether diagrams that came without a drawing are wanted with the one that pages show
DRAWN = {"drawn": BOOL}

VERSION = thing(
    "ProcedureVersion",
    ("version", "digest", "state"),
    closed=False,
    version=number(),
    digest=text(64),
    state=choice(*STATES),
    state_label=text(),
    created_at=INSTANT,
    created_by=text(),
    redrawn_by=many(text()),
    published_at=maybe(INSTANT),
    published_by=maybe(text()),
    effective_on=maybe(DAY),
    ended_at=maybe(INSTANT),
    ended_by=maybe(text()),
    running=number(),
    note=text(),
)
VERSION_EXAMPLE = {
    "version": 2,
    "digest": "4b1d" * 16,
    "state": "effective",
    "state_label": "现行有效",
    "created_at": "2026-11-23T02:00:00+00:00",
    "created_by": "designer",
    "redrawn_by": [],
    "published_at": "2026-11-24T02:00:00+00:00",
    "published_by": "designer2",
    "effective_on": "2026-11-24",
    "ended_at": None,
    "ended_by": None,
    "running": 12,
    "note": "第二版",
    "proof": None,
}
VERSIONS = thing("ProcedureVersions", ("items",), items=many(VERSION))
VERSIONS_EXAMPLE = {"items": [VERSION_EXAMPLE]}
CHANGED_EXAMPLE = {"procedure": "case_consultation", "version": 2, "digest": "4b1d" * 16}

ZIP = "application/zip"
FILE = "application/octet-stream"
BYTES = {"type": "string", "contentMediaType": FILE}
BYTES_EXAMPLE = "…"
