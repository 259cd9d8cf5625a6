"""Writes out what BPMN lets people draw in short: before a diagram is parsed, each shorthand becomes its long form."""
