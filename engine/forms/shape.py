"""The shape of a form's data: branches (objects), rows (lists of objects) and leaves (fields).

A form-js schema is read into this once; deriving, cleaning, routing and masking are walks over it. Groups vanish: their
paths become branches and their conditions are carried by what is inside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.forms.feel import Condition, Formula
from engine.forms.field_rights import OPEN, FieldRights

#: component types whose value may route a case (D6: choices, counts and days, never free text)
ROUTING_TYPES = frozenset({"select", "radio", "checkbox", "checklist", "taglist", "number", "datetime"})
CHOICE_TYPES = frozenset({"select", "radio", "checklist", "taglist"})
LIST_TYPES = frozenset({"checklist", "taglist"})
TEXT_TYPES = frozenset({"textfield", "textarea"})
FILE_TYPE = "filepicker"
FIELD_TYPES = ROUTING_TYPES | TEXT_TYPES | {FILE_TYPE}
#: computed from other fields: the browser shows it, the server computes it again and takes nobody's word for it
FORMULA_TYPE = "expression"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field. `schema` is its JSON Schema, without the choices that are handed in (`options_key`)."""

    type: str
    label: str
    schema: Mapping[str, Any]
    required: bool = False
    options_key: str = ""
    is_routing: bool = False
    is_covered: bool = False
    is_disabled: bool = False
    decimals: int | None = None
    conditions: tuple[Condition, ...] = ()
    rights: FieldRights = OPEN
    #: what stands in the field before anybody wrote in it
    default: Any = None
    formula: Formula | None = None
    #: file names' endings that may be chosen (empty: all that the house takes), and whether several
    endings: tuple[str, ...] = ()
    is_multiple: bool = False

    def empty(self) -> Any:
        """What an empty field stands for in the process data: no text is None, no choice is an empty list."""
        return False if self.type == "checkbox" else [] if self.type in LIST_TYPES else None


@dataclass(frozen=True, slots=True)
class Branch:
    """An object with its members by key."""

    members: dict[str, Leaf | Branch | Rows] = field(default_factory=dict)

    @property
    def is_routing(self) -> bool:
        return any(member.is_routing for member in self.members.values())

    @property
    def is_dynamic(self) -> bool:
        """Whether the schema of the data depends on the data or on what is handed in."""
        return any(
            member.is_dynamic if not isinstance(member, Leaf) else bool(member.conditions or member.options_key)
            for member in self.members.values()
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows (`dynamiclist`), each of the same branch."""

    label: str
    row: Branch
    least: int
    most: int
    conditions: tuple[Condition, ...] = ()
    rights: FieldRights = OPEN

    @property
    def is_routing(self) -> bool:
        return self.row.is_routing

    @property
    def is_dynamic(self) -> bool:
        return bool(self.conditions) or self.row.is_dynamic


def is_hidden(member: Leaf | Branch | Rows, names: Mapping[str, Any]) -> bool:
    """Whether a condition hides the member, given all the data that are in sight of it."""
    return not isinstance(member, Branch) and any(condition.holds(names) for condition in member.conditions)


def in_sight(names: Mapping[str, Any], row: Any) -> Mapping[str, Any]:
    """What a condition inside a row sees: the whole submission, and the row's own fields before it."""
    return {**names, **row} if isinstance(row, Mapping) else names
