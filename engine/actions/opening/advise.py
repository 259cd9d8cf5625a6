"""What the decision tables say of an application while it is being typed: asked and forgotten, nothing is kept.

The tables are those of the version in force, asked in the order the procedure's guide names; the review of the
application will ask them again, and a person decides (R1, D14).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.actions.house.office import Office
from engine.actions.opening.application_guide import guide_of
from engine.clock import beijing_day
from engine.decisions.library import Library
from engine.decisions.outcome import Outcome
from engine.errors import Refusal
from engine.people.actor import Actor
from engine.storage import definitions

MET, UNCLEAR, NOT_MET, UNFINISHED = "met", "unclear", "not_met", "unfinished"


@dataclass(frozen=True, slots=True)
class Said:
    """One rule that matched: of which table, in its own words."""

    decision: str
    name: str
    rule: int
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One circumstance: what the table says, whether it is claimed, and which of its fields are still empty."""

    value: str
    standing: str
    claimed: bool
    missing: tuple[str, ...]
    rules: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """`grade` is the outcome of each single-valued table by its name; `refused` names tables that could not answer."""

    circumstances: tuple[Standing, ...]
    grades: Mapping[str, Any]
    grade_rules: tuple[Said, ...]
    refused: tuple[str, ...]

    @property
    def computed(self) -> tuple[str, ...]:
        """The circumstances that the tables find met."""
        return tuple(one.value for one in self.circumstances if one.standing == MET)


def advise(office: Office, actor: Actor, procedure: str, typed: Mapping[str, Any]) -> Advice:
    """What the tables say of this much of an application. Raises Unknown or Forbidden as the guide does."""
    guide = guide_of(office, actor, procedure)
    library = _library(office, procedure)
    names: dict[str, Any] = {key: typed.get(key) for key in guide.components}
    outcomes: dict[str, Outcome] = {}
    refused = []
    for asked in guide.said.get("decisions", ()):
        try:
            outcome = library.evaluate(asked["ask"], names)
            names[asked["as"]] = outcome.value(asked.get("shape"))
        except Refusal:
            refused.append(str(asked["ask"]))
            names[asked["as"]] = None
        else:
            outcomes[asked["as"]] = outcome
    lists = [name for name in outcomes if isinstance(names[name], list)]
    return Advice(
        circumstances=tuple(_circumstance(card, typed, names, outcomes, lists) for card in guide.cards),
        grades={name: names[name] for name in outcomes if name not in lists},
        grade_rules=tuple(one for name in outcomes if name not in lists for one in _rules(outcomes[name])),
        refused=tuple(refused),
    )


def _circumstance(
    card: Mapping[str, Any],
    typed: Mapping[str, Any],
    names: Mapping[str, Any],
    outcomes: Mapping[str, Outcome],
    lists: Sequence[str],
) -> Standing:
    value, unclear = str(card["value"]), str(card.get("unclear", ""))
    found = {one for name in lists for one in names[name]}
    missing = tuple(key for key in card.get("fields", ()) if _asks(card, key) and typed.get(key) in (None, "", []))
    rules = tuple(
        Said(outcomes[name].decision, outcomes[name].name, one.number, one.text)
        for name in lists
        for one in outcomes[name].matched
        if not {value, unclear}.isdisjoint(one.outputs.values())
    )
    standing = MET if value in found else UNCLEAR if unclear in found else UNFINISHED if missing else NOT_MET
    return Standing(value, standing, value in (typed.get("claimed") or ()), missing, rules)


def _asks(card: Mapping[str, Any], key: str) -> bool:
    """Whether the table asks for this field; the rest is evidence in words."""
    return key not in card.get("words", ())


def _rules(outcome: Outcome) -> list[Said]:
    return [Said(outcome.decision, outcome.name, one.number, one.text) for one in outcome.matched]


def _library(office: Office, procedure: str) -> Library:
    with office.database.reading() as connection:
        version = definitions.effective(connection, procedure, beijing_day(office.clock.now()))
        assert version is not None, "the guide has found it"  # noqa: S101
        return office.procedures.get(connection, version.digest, version.process).definition.decisions
