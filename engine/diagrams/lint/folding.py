"""Findings as a designer reads them: causes alone, each with what goes away with it and what is like it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from engine.diagrams.lint.causes import RELATIONS, Pair
from engine.diagrams.lint.context import Context
from engine.findings import Finding, Severity

#: Findings that one look or one act mends together, with the values that make them the same one.
ALIKE: Final[Mapping[str, tuple[str, ...]]] = {
    "diagrams.attributes.camunda": ("name",),
    "diagrams.attributes.foreign": ("namespace",),
    "diagrams.layout.missing": (),
    "diagrams.lanes.none": (),
    "diagrams.variables": ("name",),
    "diagrams.references.process": ("reference",),
    "diagrams.references.decision": ("reference",),
    "diagrams.references.declaration": ("kind", "reference"),
    "diagrams.references.form": ("reference",),
    "diagrams.expressions.setting": ("name",),
    "diagrams.expressions.function": ("name",),
    "diagrams.deadlines.unknown": ("name",),
    "diagrams.duplicate_ids.missing": (),
    "diagrams.modelling.label": ("kind",),
}


def fold(context: Context, findings: Sequence[Finding]) -> list[Finding]:
    """The causes, in the order in which they came, each with all that follows from it or is like it."""
    above: dict[int, Finding] = {}
    for relation in RELATIONS:
        for cause, consequence in relation(context, findings):
            if cause.severity is Severity.ERROR:
                _put_under(cause, consequence, above)
    for first, other in _likes(findings):
        _put_under(first, other, above)
    folded: dict[int, list[Finding]] = {}
    for one in findings:
        if id(one) in above:
            folded.setdefault(id(_root(one, above)), []).append(one)
    return [dataclasses.replace(one, folded=tuple(folded.get(id(one), ()))) for one in findings if id(one) not in above]


def _put_under(cause: Finding, consequence: Finding, above: dict[int, Finding]) -> None:
    """Note the cause of a finding that has none yet, unless it is itself the cause of that cause."""
    if id(consequence) not in above and _root(cause, above) is not consequence:
        above[id(consequence)] = cause


def _likes(findings: Sequence[Finding]) -> Iterator[Pair]:
    """The first of each group of findings that are alike, with each of the others of the group."""
    first: dict[tuple[str, ...], Finding] = {}
    for one in findings:
        if one.key in ALIKE:
            group = (one.file, one.key, one.severity, *(str(one.params.get(name)) for name in ALIKE[one.key]))
            if first.setdefault(group, one) is not one:
                yield first[group], one


def _root(finding: Finding, above: Mapping[int, Finding]) -> Finding:
    """The finding at the top of the chain of causes."""
    while id(finding) in above:
        finding = above[id(finding)]
    return finding
