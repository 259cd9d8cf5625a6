"""The task endpoints: each view parses, calls one action and answers."""
