"""Trying diagrams: what is sent, and what a simulation tells."""

from __future__ import annotations

from webhooks.shapes.build import FORM, INSTANT, choice, many, maybe, number, text, thing
from webhooks.shapes.house import FILES

TRY = thing(
    "Try",
    ("files",),
    files=FILES,
    process=text(200, minLength=1),
    seed=number(),
    runs=number(1, 50),
)
TRY_EXAMPLE = {"files": {"permit.bpmn": "<bpmn:definitions …/>"}, "seed": 7, "runs": 3}
PASSED = thing("Passed", ("element", "at"), element=text(), name=text(2_000), kind=text(), item=text(), at=INSTANT)
ASSUMPTION = thing("Assumption", ("kind", "text"), kind=text(), element=text(), what=text(5_000), text=text(5_000))
SIMULATION = thing(
    "Simulation",
    ("outcome", "assumed", "path", "coverage"),
    outcome=choice("completed", "waiting", "refused", "incident"),
    reason=maybe(text(5_000)),
    seed=number(),
    runs=number(),
    assumed=many(ASSUMPTION),
    path=many(PASSED),
    coverage={"type": "number", "minimum": 0, "maximum": 1},
    findings=many(FORM),
)
SIMULATION_EXAMPLE = {
    "outcome": "completed",
    "reason": None,
    "seed": 7,
    "runs": 3,
    "assumed": [
        {"kind": "variable", "element": "", "what": "amount", "text": "变量“amount”没有来源，按与它比较的值编造。"}
    ],
    "path": [{"element": "begin", "name": "开始", "kind": "startEvent", "item": "", "at": "2026-03-02T10:00:00+08:00"}],
    "coverage": 0.8,
    "findings": [],
}
