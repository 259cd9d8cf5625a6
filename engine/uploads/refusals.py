"""Why a file is not taken."""

from __future__ import annotations

from typing import Any


class FileRefused(Exception):
    """The file is not taken. `reason` is the last part of the sentence `tasks.file.<reason>`."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason, params)
        self.reason = reason
        self.params = params
