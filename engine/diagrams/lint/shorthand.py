"""What is drawn in short and cannot be written out: told with the sentence of the step that would have done it."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.normalizing.steps import write_out


def shorthand(context: Context) -> Iterator[Finding]:
    """Everything the steps refuse; the drawing itself is left as it is."""
    for diagram in context.diagrams:
        yield from write_out(diagram.file, copy.deepcopy(diagram.element))
