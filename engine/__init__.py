"""Decides and remembers: everything of the procedure that does not speak HTTP."""
