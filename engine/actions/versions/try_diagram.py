"""Try diagrams alone, for a designer: in memory, with nobody told and nothing stored."""

from __future__ import annotations

from engine.cases.acts import Act
from engine.diagrams.bundle import Bundle
from engine.people.actor import Actor
from engine.people.rights import may
from engine.simulations.result import Simulation
from engine.simulations.simulation import simulate

#: seconds after which a request begins no further walk
PATIENCE = 15.0


def try_diagram(
    actor: Actor,
    bundle: Bundle,
    *,
    process: str | None = None,
    seed: int = 0,
    runs: int = 1,
) -> Simulation:
    """Simulate this bundle. Raises Forbidden for whom does not draw procedures."""
    may(actor, Act.PUBLISH_DIAGRAM).require()
    return simulate(bundle, process=process, seed=seed, runs=runs, seconds=PATIENCE)
