"""Reads single components of a form-js schema: a field with its marks, and what the component is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.forms.feel import Condition
from engine.forms.field_rights import FieldRights
from engine.forms.field_schema import field_schema
from engine.forms.shape import CHOICE_TYPES, FILE_TYPE, ROUTING_TYPES, TEXT_TYPES, Leaf


def leaf_of(component: Mapping[str, Any], conditions: tuple[Condition, ...], rights: FieldRights) -> Leaf:
    """The field of this component. Raises FieldRefused where the server could not check it."""
    kind = component["type"]
    digits = component.get("decimalDigits")
    return Leaf(
        type=kind,
        label=str(component.get("label") or component.get("key") or ""),
        schema=field_schema(component),
        required=bool((component.get("validate") or {}).get("required")),
        options_key=str(component.get("valuesKey") or "") if kind in CHOICE_TYPES else "",
        is_routing=is_marked(component, "routing") and kind in ROUTING_TYPES,
        is_covered=_is_covered(component, kind),
        is_disabled=bool(component.get("disabled")),
        decimals=digits if isinstance(digits, int) else None,
        conditions=conditions,
        rights=rights,
        default=component.get("defaultValue"),
        endings=_endings(component) if kind == FILE_TYPE else (),
        is_multiple=component.get("multiple") is True,
    )


def _endings(component: Mapping[str, Any]) -> tuple[str, ...]:
    """The endings a file field takes, such as `.pdf`; empty for all that the house takes."""
    return tuple(part.strip().lower() for part in str(component.get("accept") or "").split(",") if part.strip())


def _is_covered(component: Mapping[str, Any], kind: str) -> bool:
    """Free text and files may name a child, so they are covered unless the designer vouches for them."""
    if kind in TEXT_TYPES or kind == "filepicker":
        return not is_marked(component, "deidentified")
    return is_marked(component, "identifying")


def is_marked(component: Mapping[str, Any], mark: str) -> bool:
    """Whether the designer set this mark among the component's properties."""
    return str((component.get("properties") or {}).get(mark, "")).lower() == "true"


def count_of(component: Mapping[str, Any], name: str, otherwise: int) -> int:
    """A number among the component's properties. Raises ValueError where it is none."""
    return int((component.get("properties") or {}).get(name, otherwise))


def name_of(component: Mapping[str, Any]) -> str:
    """What a designer knows the component by."""
    return str(component.get("key") or component.get("path") or component.get("id") or component.get("type") or "")
