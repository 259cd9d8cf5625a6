"""Every operation there is. One that is not here is refused when a diagram is published."""

from __future__ import annotations

from collections.abc import Mapping

from engine.diagrams.operations.event import EVENT
from engine.diagrams.operations.notice import NOTICE
from engine.diagrams.operations.operation import Operation

OPERATIONS: Mapping[str, Operation] = {operation.name: operation for operation in (EVENT, NOTICE)}
