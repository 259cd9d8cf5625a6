"""The record as such: searched, sealed, verified, its keys rotated."""
