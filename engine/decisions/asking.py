"""Asks a model from outside any case: files and plain data in, an outcome with its reasons out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import DecimalException
from typing import Any, Final

from engine.decisions.limits import MAX_RESULT
from engine.decisions.model_reader import read_models
from engine.decisions.outcome import Outcome
from engine.decisions.refusals import DecisionRefused, DecisionUnknown

#: what a hostile model might still make a library raise; whoever asks for a stranger turns it into a refusal
NOT_OURS: Final = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, MemoryError,
                   DecimalException)  # fmt: skip


def ask(files: Mapping[str, bytes], file: str, decision: str, names: Mapping[str, Any]) -> Outcome:
    """What this decision of this file answers; the other files are there to be imported.

    Missing data are null, as the standard has it. Raises DecisionUnknown, DecisionRefused and what expressions refuse.
    """
    library = read_models(files)
    try:
        outcome = library.evaluate(decision, names, file=file)
    except DecisionUnknown:
        whole = [one for one in library.findings if one.file == file and not one.element]
        if whole:  # the file as a whole could not be read
            raise DecisionRefused("decisions.failed", detail=whole[0]) from None
        raise
    if _size(outcome.result) > MAX_RESULT:
        raise DecisionRefused("decisions.too_large_result", limit=MAX_RESULT)
    return outcome


def _size(value: Any) -> int:
    """How many values are inside, counted without recursion and no further than matters."""
    count, waiting = 0, [value]
    while waiting and count <= MAX_RESULT:
        one = waiting.pop()
        count += 1
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return count
