"""Translates what goes wrong while a checked source runs into our own refusals."""

from __future__ import annotations

from engine.expressions.faults import NoValue, TooMuchWork, UnknownName
from engine.expressions.refusals import ExpressionFailed

#: What a checked source can raise by itself. Refusals of world functions are none of these and pass as they are.
FAILURES = (
    *(TooMuchWork, UnknownName, NoValue, TypeError, KeyError, IndexError, AttributeError),
    *(ValueError, ArithmeticError, RecursionError),
)


def failed(source: str, error: Exception, line: int = 1) -> ExpressionFailed:
    """The refusal that says what this error means in this source."""
    if isinstance(error, TooMuchWork):
        key, limit = error.args
        return ExpressionFailed(key, source, line, limit=limit)
    if isinstance(error, UnknownName):
        return ExpressionFailed("expressions.unknown_name", source, line, name=error.args[0])
    if isinstance(error, NoValue):
        return ExpressionFailed(error.key, source, line, **error.params)
    if isinstance(error, KeyError | IndexError):
        entry = str(error.args[0]) if error.args else ""
        return ExpressionFailed("expressions.unknown_entry", source, line, entry=entry)
    return ExpressionFailed("expressions.failed", source, line, detail=str(error))
