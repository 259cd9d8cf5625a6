"""YAML files that somebody sends: plain values, and none of what makes a small file large when it is read."""

from __future__ import annotations

from typing import Any, Final

import yaml

MAX_DEPTH: Final = 20  #: lists and objects inside one another
MAX_YAML: Final = 100_000  #: bytes


class YamlRefused(Exception):
    """The file is not read; `reason` is `syntax`, `alias`, `tag`, `deep`, `twice`, `number` or `large`."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line


def read_yaml(raw: bytes) -> Any:
    """The value in this file. Raises YamlRefused for aliases, tags, depth, repeated keys and what is no YAML."""
    if len(raw) > MAX_YAML:
        raise YamlRefused("large", 0)
    try:
        _look(raw)
        return yaml.load(raw, Loader=_Loader)  # noqa: S506  # built on the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlRefused("syntax", mark.line + 1 if mark else 0) from None
    except (yaml.YAMLError, UnicodeError):
        raise YamlRefused("syntax", 0) from None
    except (ValueError, OverflowError):
        raise YamlRefused("number", 0) from None  # such as the day 2026-02-30


def _look(raw: bytes) -> None:
    """Refuse, before anything is built, what could blow it up."""
    depth = 0
    for event in yaml.parse(raw, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark is not None else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlRefused("alias", line)
        if getattr(event, "tag", None):
            raise YamlRefused("tag", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise YamlRefused("deep", line)


class _Loader(yaml.SafeLoader):
    """The safe loader, which also refuses a key that stands twice and a number without end."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value.__hash__ is None or key.value in seen:
                raise YamlRefused("twice", key.start_mark.line + 1)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep))

    def construct_yaml_float(self, node: yaml.ScalarNode) -> float:
        value = float(super().construct_yaml_float(node))
        if value - value != 0:
            raise YamlRefused("number", node.start_mark.line + 1)
        return value


_Loader.add_constructor("tag:yaml.org,2002:float", _Loader.construct_yaml_float)
