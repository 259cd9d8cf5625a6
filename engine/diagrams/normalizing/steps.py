"""The ordered tables of rewritings. A step changes the tree in place and notes what it must refuse."""

from __future__ import annotations

from collections.abc import Callable

from engine.diagrams.normalizing.doubled_flows import doubled_flows
from engine.diagrams.normalizing.drawing import Drawing
from engine.diagrams.normalizing.ends import implicit_ends
from engine.diagrams.normalizing.event_subprocesses import event_subprocesses
from engine.diagrams.normalizing.exits import gateways_at_exits
from engine.diagrams.normalizing.gateways import gateway_flows
from engine.diagrams.normalizing.languages import marked_feel
from engine.diagrams.normalizing.links import link_flows
from engine.diagrams.normalizing.missing_ids import missing_ids
from engine.diagrams.normalizing.notes import drop_notes
from engine.diagrams.normalizing.qualified_names import qualified_names
from engine.diagrams.normalizing.repetitions import repetitions
from engine.diagrams.normalizing.sending_events import sending_events
from engine.diagrams.normalizing.start_events import start_events
from engine.diagrams.normalizing.starts import implicit_starts
from engine.diagrams.normalizing.transactions import plain_transactions
from engine.diagrams.normalizing.vendors import vendor_names
from engine.findings import Finding
from engine.xml_files import Tree

Step = Callable[[Drawing], None]

#: names alone: done as soon as a file is read, so that everybody reads the same ones
NAMES: tuple[Step, ...] = (vendor_names, qualified_names, missing_ids, marked_feel)

#: the long form: done before a diagram is parsed to be run
SHORTHAND: tuple[Step, ...] = (
    drop_notes,
    plain_transactions,
    sending_events,
    link_flows,
    repetitions,
    implicit_starts,
    start_events,
    event_subprocesses,
    gateway_flows,
    gateways_at_exits,
    implicit_ends,
    doubled_flows,
)


def settle_names(file: str, root: Tree) -> list[Finding]:
    """Bring the names of other makes to ours, in place; what is refused."""
    return _through(NAMES, file, root)


def write_out(file: str, root: Tree) -> list[Finding]:
    """Write out the shorthand of this file, in place; what is refused."""
    return _through(SHORTHAND, file, root)


def _through(steps: tuple[Step, ...], file: str, root: Tree) -> list[Finding]:
    drawing = Drawing(file, root)
    for step in steps:
        step(drawing)
    return drawing.findings
