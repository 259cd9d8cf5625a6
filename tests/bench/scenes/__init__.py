"""One measurement a file; each gives rows of the table."""
