"""Reads FEEL: names that may hold blanks are found first, then a grammar builds the common tree."""
