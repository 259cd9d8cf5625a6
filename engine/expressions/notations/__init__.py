"""Reads texts of each notation into the common tree."""
