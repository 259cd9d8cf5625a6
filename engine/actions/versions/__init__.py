"""Versions of a procedure: handed in, published, withdrawn, compared."""
