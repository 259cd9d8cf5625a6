"""All built-in functions by name, and the names of those that are refused although the standard has them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.expressions.feel_functions import (
    contexts,
    conversion,
    dates,
    lists,
    numeric,
    ranges,
    sorting,
    statistics,
    strings,
)
from engine.expressions.feel_functions.signatures import BuiltIn

BUILT_IN: Mapping[str, BuiltIn] = {
    **strings.FUNCTIONS,
    **numeric.FUNCTIONS,
    **lists.FUNCTIONS,
    **statistics.FUNCTIONS,
    **sorting.FUNCTIONS,
    **dates.FUNCTIONS,
    **conversion.FUNCTIONS,
    **ranges.FUNCTIONS,
    **contexts.FUNCTIONS,
}
#: asked from the caller, who has the clock
FROM_THE_CLOCK = frozenset({"now", "today"})
#: in the standard, yet never here: the same case must give the same answer twice
REFUSED = frozenset({"random number"})
FUNCTION_NAMES = frozenset(BUILT_IN) | FROM_THE_CLOCK | REFUSED
