"""Meetings: suggested, planned, held, written down."""
