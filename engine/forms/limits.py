"""How much a submission may hold. The limits protect the server; a form's own limits come from its schema."""

from __future__ import annotations

import re

#: nested objects and lists, the outermost counting as one
MAX_DEPTH = 8
#: keys and list items, all levels together
MAX_VALUES = 5_000
#: characters of one text, where the form says nothing smaller
MAX_TEXT = 20_000
#: characters of all texts and keys together
MAX_CHARACTERS = 400_000
#: rows of one list
MAX_ROWS = 200
#: greatest amount of a number; beyond it JSON readers disagree
MAX_NUMBER = 10**15
#: characters of a form's pattern
MAX_PATTERN = 200

#: what a key looks like, dots apart
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
#: keys that mean something to a reader of ours or of the browser's
FORBIDDEN_KEYS = frozenset({"__proto__", "constructor", "prototype", "typename"})
