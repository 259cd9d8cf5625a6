"""Draws a diagram that came without a drawing: columns from left to right, lanes as bands, lines between columns."""
