"""The catalogues of everything people read. See `catalogue.py`."""
