"""What goes wrong inside an evaluation, before it is told as a refusal that names the source."""

from __future__ import annotations

from typing import Any


class TooMuchWork(Exception):
    """The evaluation passed a limit; `args` are the catalogue key and the limit."""


class UnknownName(Exception):
    """The data have no such name; `args` is the name."""


class NoValue(Exception):
    """There is no value with these data; `key` names the sentence, `params` fill it."""

    def __init__(self, key: str, **params: Any) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params
