"""A written scenario: who does what when, what must then be so, and how the story must read in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from engine.clock import BEIJING, beijing_day, utc
from engine.errors import Invalid
from engine.rehearsals.yaml_text import read_yaml

MAIN = "main"
#: an act of a day without a time
MORNING = "10:00"
#: what a step may be: an act, time passing, or time passing while the house was off
KINDS = ("do", "until", "down")
WORDS = frozenset({"title", "fictional", "note", "settings", "calendar", "steps", "expect"})
#: what an expectation is made of
LISTS = frozenset({"open", "has", "has_not", "notices", "deadlines"})
MAPS = frozenset({"items", "notified", "cases"})
DEADLINE_WORDS = frozenset({"for", "start", "original_due", "due", "estimate", "status", "days_left"})
STEP_KEYS = frozenset(
    {
        "at",
        "as",
        "do",
        "until",
        "down",
        "case",
        "task",
        "item",
        "form",
        "each",
        "refused",
        "expect",
        "to",
        "into",
        "new",
    }
    | {"true_day", "done_by", "reason", "table"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `at` is None for an act at the instant of the step before."""

    position: int  #: counted from 1, as a reader counts
    kind: str
    at: datetime | None
    verb: str
    actor: str
    case: str
    form: Mapping[str, Any]
    said: Mapping[str, Any]  #: the step as written, for what only one verb knows
    refused: Any
    expect: Mapping[str, Any]

    def get(self, name: str, default: Any = "") -> Any:
        return self.said.get(name, default)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that has been read. `published_until` hides shipped notices published later."""

    title: str
    settings: Mapping[str, Any]
    published_until: date | None
    steps: tuple[Step, ...]
    expect: Mapping[str, Any] = field(default_factory=dict)


def read_scenario(text: bytes) -> Scenario:
    """Read a scenario. Raises Invalid naming the line or step that cannot be understood."""
    read = read_yaml(text)
    if not isinstance(read, dict) or not isinstance(read.get("steps"), list) or not read["steps"]:
        raise Invalid("rehearsals.no_steps")
    if read.get("fictional") is not True:
        raise Invalid("rehearsals.not_marked_fictional")
    _refuse_unknown(0, read, WORDS)
    until = _map(0, "calendar", read.get("calendar")).get("published_until")
    steps = tuple(step for position, said in enumerate(read["steps"], 1) for step in _steps(position, said))
    if steps[0].at is None:
        raise Invalid("rehearsals.no_instant", step=1, text="-")
    return Scenario(
        title=str(read.get("title", "")),
        settings=_map(0, "settings", read.get("settings")),
        published_until=beijing_day(_instant(0, until)) if until else None,
        steps=steps,
        expect=_expect(0, read.get("expect")),
    )


def _map(position: int, word: str, value: Any) -> dict[str, Any]:
    """The map under this word; empty where nothing is written. Step 0 is the scenario itself."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Invalid("rehearsals.no_map", step=position, word=word)
    return value


def _expect(position: int, value: Any) -> dict[str, Any]:
    """The expectations, each of the kind it must be; whether they come true is for the player."""
    expect = _map(position, "expect", value)
    for word in LISTS & expect.keys():
        if not isinstance(expect[word], list):
            raise Invalid("rehearsals.no_list", step=position, word=word)
    for word in MAPS & expect.keys():
        _map(position, word, expect[word])
    for one in expect.get("deadlines", []):
        if "for" not in _map(position, "deadlines", one):
            raise Invalid("rehearsals.no_map", step=position, word="deadlines")
        _refuse_unknown(position, one, DEADLINE_WORDS)
    for one in _map(position, "cases", expect.get("cases")).values():
        _expect(position, one)
    return expect


def _refuse_unknown(position: int, said: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = set(said) - known
    if unknown:
        raise Invalid("rehearsals.unknown_words", step=position, words=", ".join(sorted(map(str, unknown))))


def _steps(position: int, said: Any) -> list[Step]:
    """The step, or one for each item of `each`; expectations hold after the last of them."""
    if not isinstance(said, dict) or len([kind for kind in KINDS if kind in said]) != 1:
        raise Invalid("rehearsals.one_kind", step=position)
    _refuse_unknown(position, said, STEP_KEYS)
    each = _map(position, "each", said.get("each"))
    if not each:
        return [_step(position, said)]
    parts = [_one_of(position, said, item, who) for item, who in each.items()]
    for part in parts[:-1]:
        part.pop("expect", None)
    for part in parts[1:]:
        part.pop("at", None)
    return [_step(position, part) for part in parts]


def _one_of(position: int, said: Mapping[str, Any], item: str, who: Any) -> dict[str, Any]:
    laid = who if isinstance(who, dict) else {"as": who}
    form = {**_map(position, "form", said.get("form")), **_map(position, "form", laid.get("form"))}
    return {**said, "item": str(item), "as": laid.get("as", said.get("as")), "form": form, "each": None}


def _step(position: int, said: Mapping[str, Any]) -> Step:
    kind = next(kind for kind in KINDS if kind in said)
    when = said.get("at") if kind == "do" else said[kind]
    return Step(
        position=position,
        kind=kind,
        at=_instant(position, when) if when else None,
        verb=str(said["do"]) if kind == "do" else kind,
        actor=str(said.get("as", "")),
        case=str(said.get("case", MAIN)),
        form=_map(position, "form", said.get("form")),
        said=said,
        refused=said.get("refused"),
        expect=_expect(position, said.get("expect")),
    )


def _instant(position: int, text: object) -> datetime:
    """Beijing time as written; a day alone means its morning."""
    written = str(text) if " " in str(text) else f"{text} {MORNING}"
    try:
        return utc(datetime.fromisoformat(written).replace(tzinfo=BEIJING))
    except ValueError:
        raise Invalid("rehearsals.no_instant", step=position, text=str(text)) from None
