"""The rules a bundle must keep before it may be published: one rule, one file; the list of them is in `rules.py`."""
