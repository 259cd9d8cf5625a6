"""Trying diagrams from anywhere, before anything is kept of them."""

from __future__ import annotations

from flask import Blueprint

from engine.actions.versions.try_diagram import try_diagram
from engine.diagrams.archives import read_files
from webhooks.operations import Call, Reply, operation
from webhooks.shapes import simulations as shapes

simulations = Blueprint("simulations", __name__)


@operation(
    simulations,
    "POST",
    "/simulations",
    body=shapes.TRY,
    body_example=shapes.TRY_EXAMPLE,
    answer=shapes.SIMULATION,
    answer_example=shapes.SIMULATION_EXAMPLE,
)
def simulate_diagrams(call: Call) -> Reply:
    """Walk diagrams in memory with made-up answers and a moving clock; a diagram that cannot run is an answer too."""
    body = call.body
    bundle = read_files({name: content.encode() for name, content in body["files"].items()})
    how = {"process": body.get("process"), "seed": body.get("seed", 0), "runs": body.get("runs", 1)}
    return Reply(try_diagram(call.actor, bundle, **how).to_json(call.lang))
