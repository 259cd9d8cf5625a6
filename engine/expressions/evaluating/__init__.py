"""Turns a tree into closures and runs them, counted and watched; what operators mean is given by `semantics`."""
