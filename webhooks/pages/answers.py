"""What a view of a page may answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Screen:
    """A whole page from a template."""

    template: str
    values: Values = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page for htmx. `headers` such as HX-Trigger or HX-Retarget may go with it."""

    template: str
    values: Values = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goto:
    """Another page after something was done. `said` is the key of the sentence shown there, filled with `params`."""

    path: str
    said: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    #: cookies to set: name and value; an empty value removes the cookie
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file. `inline` shows it in a frame of our own pages, else it is saved under `filename`."""

    data: bytes
    media: str
    filename: str = ""
    inline: bool = False
    #: names this state of the thing: whoever holds it already is told so in a few bytes (304)
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    """JSON for a script of the page."""

    value: Any
    status: int = 200


Answer: TypeAlias = Screen | Fragment | Goto | Bytes | Data
