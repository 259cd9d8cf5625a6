"""What is told of the decisions that tables made in a case."""

from __future__ import annotations

from webhooks.shapes.build import INSTANT, many, maybe, number, page, text, thing

#: values of a decision, whatever their kind
ANYTHING: dict[str, object] = {}
VALUES = {"type": "object", "additionalProperties": True}

RULE = thing("DecisionRule", ("number", "text", "cells"), number=number(1), id=text(), text=text(500), cells=VALUES)
DECISION = thing(
    "DecisionMade",
    ("seq", "at", "element", "item", "version", "decision", "name", "hit_policy", "inputs", "result", "rules"),
    seq=number(),
    at=INSTANT,
    element=text(),
    item=text(),
    version=text(64),
    decision=text(),
    name=text(),
    hit_policy=maybe(text()),
    inputs=VALUES,
    result=ANYTHING,
    rules=many(RULE),
)
DECISIONS = page("DecisionsMade", DECISION)
DECISIONS_EXAMPLE = {
    "items": [
        {
            "seq": 7,
            "at": "2026-11-23T01:30:00+00:00",
            "element": "grade_accident",
            "item": "",
            "version": "9f2c" * 16,
            "decision": "accident_grade",
            "name": "未成年人伤亡事故等级",
            "hit_policy": "UNIQUE",
            "inputs": {"死亡人数": 1, "重伤人数（含急性中毒）": 0},
            "result": "ordinary",
            "rules": [
                {
                    "number": 7,
                    "id": "accident_grade_row7",
                    "text": "一般：死亡1至2人",
                    "cells": {"死亡人数": "[1..2]", "重伤人数（含急性中毒）": "< 10"},
                }
            ],
        }
    ],
    "next": None,
}
