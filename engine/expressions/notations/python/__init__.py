"""The Python subset: Python's own parser, an allow-list over what it reads, and the way into the common tree."""
