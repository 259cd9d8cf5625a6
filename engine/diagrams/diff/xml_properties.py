"""An XML element with all that is inside it as one flat list of properties. Nothing is left out but what is drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from engine.diagrams.dialect import CAMUNDA, HUISHANG

_PREFIXES = {CAMUNDA: "camunda:", HUISHANG: "huishang:"}
#: element texts whose line breaks mean nothing
_ALWAYS_SKIPPED = frozenset({"incoming", "outgoing"})


def properties(node: Any, apart: Collection[Any] = ()) -> dict[str, str]:
    """The properties of this element by path: `@attribute`, `child`, `child.@attribute`, `child[2]`, `child[name]`.

    Children in `apart` are parts of their own and left out. Id and name of the element itself are no properties.
    """
    own = {"id", "name"}
    found = {f"@{_local(name)}": text for name, text in node.attrib.items() if name not in own}
    found |= dict(_inside(node, "", set(map(id, apart))))
    return found


def _inside(node: Any, path: str, apart: set[int]) -> Iterator[tuple[str, str]]:
    children = [child for child in node if isinstance(child.tag, str) and id(child) not in apart]
    names = [_local(child.tag) for child in children]
    for place, (child, name) in enumerate(zip(children, names, strict=True)):
        if name in _ALWAYS_SKIPPED:
            continue
        step = name if names.count(name) == 1 else f"{name}[{_label(child, names[: place + 1].count(name))}]"
        here = f"{path}.{step}" if path else step
        text = (child.text or "").strip()
        if text:
            yield here, text
        attributes = [(key, value) for key, value in child.attrib.items() if key != "id"]
        yield from ((f"{here}.@{_local(key)}", value) for key, value in attributes)
        below = list(_inside(child, here, apart))
        yield from below
        if not text and not attributes and not below:
            yield here, "✓"


def _label(node: Any, number: int) -> str:
    """What tells this one from others of its kind beside it."""
    return str(node.get("name") or node.get("id") or number)


def _local(name: str) -> str:
    found = etree.QName(name)
    return _PREFIXES.get(found.namespace or "", "") + found.localname
