"""Reads YAML the way its writers mean it: days and `yes`/`no` stay text, and a key written twice is an error.

YAML 1.1 would turn 2022-03-28 into a date, `no` into false and 09:30 into 570; a lawyer should not have to know that.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from engine.errors import Invalid

#: the C reader where the library was built with it: ten times as fast
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]  # one of two classes, known at run time
    """The safe loader with plain scalars of YAML 1.2: null, true, false, numbers, text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # the library's own name

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be one word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} is written twice", key.start_mark)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep=deep))


for _tag, _pattern, _first in (
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-0123456789")),
    ("merge", r"^<<$", ["<"]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def read_yaml(text: str | bytes) -> Any:
    """The value written in the text. Raises Invalid with the line and what is wrong there."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # built on the safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise Invalid("rehearsals.unreadable", line=line, problem=error.problem or "") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Invalid("rehearsals.unreadable", line=0, problem=str(error)) from error
