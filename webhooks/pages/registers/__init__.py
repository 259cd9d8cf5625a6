"""Registers (台账), and long work that can be left."""
