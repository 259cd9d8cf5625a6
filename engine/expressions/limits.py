"""How much one expression may ask of the machine. Generous for a procedure, far below what could stall a worker."""

from __future__ import annotations

MAX_EXPRESSION = 4_000  #: characters of one expression or template
MAX_SCRIPT = 20_000  #: characters of one script
MAX_NODES = 3_000  #: nodes of one syntax tree
MAX_DEPTH = 50  #: levels of one syntax tree
MAX_TEXT = 10_000  #: characters of one text value
MAX_ITEMS = 1_000  #: entries of one list or object that is walked, built or joined
MAX_VALUES = 10_000  #: values inside one value that a script keeps, counted with repetition
MAX_KEPT = 50_000  #: values inside all values that one run of a script keeps
MAX_VALUE_DEPTH = 20  #: levels inside one value that a script keeps
MAX_STEPS = 10_000  #: steps of one evaluation: rounds, entries handed to functions, text and lists made
NODES_A_STEP = 16  #: a round over a larger body costs more than one step
WATCHED_EVERY = 256  #: steps between two looks at the clock
MAX_SECONDS = 0.05  #: work of one evaluation, the second line behind the steps
MAX_NUMBER = 10**15  #: size of any number; above it floats no longer count exactly
CACHED_SOURCES = 2_048  #: compiled sources kept for each kind
