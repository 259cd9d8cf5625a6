"""Translates what Python says while a checked source runs into our own refusals."""

from __future__ import annotations

from engine.expressions.compiling import FILE
from engine.expressions.meter import TooMuchWork
from engine.expressions.refusals import ExpressionFailed

#: What a checked source can raise by itself. Refusals of world functions are none of these and pass as they are.
FAILURES = (
    *(TooMuchWork, NameError, TypeError, KeyError, IndexError, AttributeError),
    *(ValueError, ZeroDivisionError, OverflowError, RecursionError),
)


def failed(source: str, error: Exception) -> ExpressionFailed:
    """The refusal that says what this error means in this source."""
    line = _line(error)
    if isinstance(error, TooMuchWork):
        key, limit = error.args
        return ExpressionFailed(key, source, line, limit=limit)
    if isinstance(error, NameError):
        return ExpressionFailed("expressions.unknown_name", source, line, name=error.name)
    if isinstance(error, KeyError | IndexError):
        entry = str(error.args[0]) if error.args else ""
        return ExpressionFailed("expressions.unknown_entry", source, line, entry=entry)
    return ExpressionFailed("expressions.failed", source, line, detail=str(error))


def _line(error: BaseException) -> int:
    line, frame = 1, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == FILE:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
