"""Desk, inboxes, supervision and being told: what a working day begins with."""
