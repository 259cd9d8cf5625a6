"""What goes on record of a decision: rules by number, inputs, answer and version; routing values only."""

from __future__ import annotations

from typing import Any, Final

import orjson

from engine.decisions.showing import shown
from engine.diagrams.effects import DecisionMade

#: bytes of one decision's inputs and answer on record; beyond it values are cut to what a sentence would show
MAX_KEPT: Final = 8_000


def kept(made: DecisionMade, version: str) -> dict[str, Any]:
    """What goes on record of a decision, required decisions first; routing values only, as the diagram sees them."""
    steps = []
    for outcome in made.outcome.chain():
        step = {
            "decision": outcome.decision,
            "policy": outcome.hit_policy,
            "rules": [one.number for one in outcome.matched],
            "inputs": dict(outcome.inputs),
            "result": outcome.result,
        }
        if len(orjson.dumps(step, default=str)) > MAX_KEPT:
            step |= {"inputs": {name: shown(value) for name, value in outcome.inputs.items()}}
            step |= {"result": shown(outcome.result)}
        steps.append(step)
    return {"table": made.decision, "rules": list(made.rules), "version": version, "steps": steps}
