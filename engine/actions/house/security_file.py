"""Reads the security settings of an installation: its own file, else the one that ships with the house."""

from __future__ import annotations

from pathlib import Path

from engine.errors import Invalid
from engine.people.security import Security, read_security
from engine.yaml_files import YamlRefused, read_yaml

SHIPPED = Path(__file__).parents[3] / "processes" / "security.yaml"


def security_of(path: Path | None) -> Security:
    """The settings in this file. Raises Invalid where it is not there, is no YAML, or holds what cannot be set."""
    source = path or SHIPPED
    try:
        return read_security(read_yaml(source.read_bytes()))
    except (OSError, YamlRefused):
        raise Invalid("identity.security.unreadable", file=source.name) from None
