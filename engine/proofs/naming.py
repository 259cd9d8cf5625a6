"""Names in `duties.yaml` that nothing in the bundle carries: such a clause would hold of nothing and prove nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.cases.acts import Act
from engine.errors import Invalid
from engine.proofs.drawing import Drawing

ELEMENT, CLOCK, MESSAGE, OTHER = "element", "clock", "message", ""
#: what each key of a clause names; a `*` stands behind those that may be left out
CLAUSES: Mapping[str, Mapping[str, str]] = {
    "clock_in_the_same_act": {
        "members": ELEMENT,
        "clock": CLOCK,
        "days": OTHER,
        "unit": OTHER,
        "unless*": ELEMENT,
    },
    "clock_only_after": {"clock": CLOCK, "after": ELEMENT, "element*": OTHER, "never_where*": OTHER},
    "leaves_only_by": {"members": ELEMENT, "by": OTHER},
    "clock_moves_only_by": {"clock": CLOCK, "by": ELEMENT, "of*": ELEMENT, "where*": OTHER},
    "asked_rightly": {"act": ELEMENT, "must*": OTHER, "in_time*": CLOCK},
    "never_by_time": {},
    "sends_notice": {"act": ELEMENT, "where*": OTHER, "notice": OTHER},
    "opens_at_once": {"act": ELEMENT, "opens": ELEMENT},
    "gives_up_tasks": {"act": ELEMENT, "tasks": ELEMENT},
    "always_possible": {"message": MESSAGE, "or_task": ELEMENT},
    "requires_fields": {"acts": ELEMENT, "fields": OTHER},
    "keeps_off": {"acts": ELEMENT, "from": OTHER},
    "goes_to": {"acts": ELEMENT, "names": OTHER, "never*": OTHER},
    "only_through": {"from": ELEMENT, "to": ELEMENT, "through": ELEMENT},
}
HOUSE: Mapping[str, str] = {"task": ELEMENT, "adds": ELEMENT, "extends": CLOCK}


def require_keys(kind: str, said: Any) -> None:
    """Raises ValueError where a clause lacks a key or has one that its kind does not know."""
    if kind not in CLAUSES or not isinstance(said, Mapping):
        raise ValueError(kind)
    wanted = {key for key in CLAUSES[kind] if not key.endswith("*")}
    known = {key.removesuffix("*") for key in CLAUSES[kind]}
    lacking, foreign = sorted(wanted - said.keys()), sorted(set(map(str, said)) - known)
    if lacking or foreign:
        raise ValueError(f"{kind}: {', '.join(lacking or foreign)}")


def require_names(clauses: Iterable[tuple[str, Mapping[str, Any]]], house: Any, drawing: Drawing) -> None:
    """Raises Invalid where a clause or the house names what the bundle does not have."""
    known = _known(drawing)
    unknown = [
        f"{kind}.{key}: {name}"
        for kind, said in clauses
        for key, sort in _keys(kind, said)
        for name in _names(said[key])
        if sort and name not in known[sort]
    ]
    unknown += [f"leaves_only_by.by: {name}" for name in _leaving(clauses) if name not in known[ELEMENT]]
    for one in house if isinstance(house, list) else ():
        unknown += [
            f"house.{key}: {one[key]}" for key, sort in HOUSE.items() if key in one and one[key] not in known[sort]
        ]
        if "act" in one and one["act"] not in set(Act):
            unknown.append(f"house.act: {one['act']}")
    if unknown:
        raise Invalid("proofs.duties_unknown_names", names="; ".join(dict.fromkeys(unknown)))


def _keys(kind: str, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return ((key.removesuffix("*"), sort) for key, sort in CLAUSES[kind].items() if key.removesuffix("*") in said)


def _leaving(clauses: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    return (str(way.get("of")) for kind, said in clauses if kind == "leaves_only_by" for way in said["by"])


def _names(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _known(drawing: Drawing) -> Mapping[str, frozenset[str]]:
    """Everything a clause may name, by sort."""
    nodes = drawing.nodes.values()
    messages = (one for diagram in drawing.context.diagrams for one in diagram.declared("message").values())
    return {
        ELEMENT: frozenset(drawing.nodes),
        CLOCK: frozenset(str(one.get("name")) for node in nodes for one in node.extensions("deadline")),
        MESSAGE: frozenset(str(one.get("name")) for one in messages),
    }
