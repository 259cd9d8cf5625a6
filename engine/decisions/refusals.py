"""How a decision table says no. A missing or wrong input names itself; it is never quietly false."""

from __future__ import annotations

from engine.errors import Invalid


class DecisionRefused(Invalid):
    """With these inputs the table gives no answer. Nothing was changed."""


class CellRefused(Invalid):
    """A cell of a table cannot be read."""
