"""Registers (台账): the books of the office, their columns, and which counts may be told to whom. Pure."""
