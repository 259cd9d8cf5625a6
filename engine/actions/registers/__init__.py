"""The books of the office: read, counted, taken away."""
