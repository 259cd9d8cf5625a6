"""Tries a diagram alone, in memory: made-up answers, a moving clock, stand-ins for what is not at hand."""
