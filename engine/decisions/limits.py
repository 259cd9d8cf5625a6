"""How large a model of decisions may be. Generous for an office, far below what could stall a worker."""

from __future__ import annotations

from typing import Final

MAX_DECISIONS: Final = 500  #: decisions and functions of one file
MAX_RULES: Final = 3_000  #: rules of one table
MAX_CELLS: Final = 30_000  #: cells of one file
MAX_DIFFERENT: Final = 2_000  #: different texts among them; each costs a reading
MAX_NAMES: Final = 1_000  #: names of more than one word that a file declares: inputs, types and their parts
MAX_CHAIN: Final = 50  #: decisions that require one another in a row, and calls inside calls
MAX_NESTING: Final = 30  #: boxed expressions inside each other, types inside each other
MAX_STEPS: Final = 20_000  #: boxed expressions, rules and calls evaluated for one answer
MAX_ROUNDS: Final = 10_000  #: rounds of boxed iterations for one answer
MAX_RESULT: Final = 20_000  #: values inside one answer, where it is asked from outside a case
