"""The lists of all rules. A rule looks at the whole bundle and yields what it finds; none depends on another.

Running rules tell what the engine could not run, or would run otherwise than drawn. House rules tell what this office
requires besides before it publishes: people, forms, settings, legal deadlines by the ledger, a drawing to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from engine.diagrams.findings import Finding
from engine.diagrams.lint.attributes import attributes
from engine.diagrams.lint.compensation import compensation
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.deadlines import deadlines
from engine.diagrams.lint.decision_functions import decision_functions
from engine.diagrams.lint.decision_tables import decision_tables
from engine.diagrams.lint.declared import declared
from engine.diagrams.lint.default_flows import default_flows
from engine.diagrams.lint.duplicate_ids import duplicate_ids
from engine.diagrams.lint.event_gateways import event_gateways
from engine.diagrams.lint.event_positions import event_positions
from engine.diagrams.lint.executable import executable
from engine.diagrams.lint.expressions import expressions
from engine.diagrams.lint.extensions import extensions
from engine.diagrams.lint.flow_conditions import flow_conditions
from engine.diagrams.lint.flow_ends import flow_ends
from engine.diagrams.lint.forms import forms
from engine.diagrams.lint.known_elements import known_elements
from engine.diagrams.lint.lanes import lanes
from engine.diagrams.lint.layout import layout
from engine.diagrams.lint.legal_timers import legal_timers
from engine.diagrams.lint.modelling import modelling
from engine.diagrams.lint.multi_instances import multi_instances
from engine.diagrams.lint.office_references import office_references
from engine.diagrams.lint.parallel_writes import parallel_writes
from engine.diagrams.lint.people import people
from engine.diagrams.lint.processes import processes
from engine.diagrams.lint.reachability import reachability
from engine.diagrams.lint.recursion import recursion
from engine.diagrams.lint.references import references
from engine.diagrams.lint.settings import settings
from engine.diagrams.lint.shorthand import shorthand
from engine.diagrams.lint.size import size
from engine.diagrams.lint.splits import splits
from engine.diagrams.lint.timed_starts import timed_starts
from engine.diagrams.lint.timers import timers
from engine.diagrams.lint.variables import variables
from engine.diagrams.lint.watched_deadlines import watched_deadlines

Rule = Callable[[Context], Iterable[Finding]]

RUNNING_RULES: Final[tuple[Rule, ...]] = (
    processes,
    duplicate_ids,
    known_elements,
    event_positions,
    shorthand,
    compensation,
    event_gateways,
    multi_instances,
    flow_ends,
    flow_conditions,
    splits,
    reachability,
    recursion,
    references,
    extensions,
    attributes,
    expressions,
    declared,
    timers,
    deadlines,
    decision_functions,
    parallel_writes,
    size,
)

HOUSE_RULES: Final[tuple[Rule, ...]] = (
    executable,
    default_flows,
    people,
    office_references,
    legal_timers,
    watched_deadlines,
    timed_starts,
    decision_tables,
    forms,
    settings,
    variables,
    lanes,
    modelling,
    layout,
)
