"""Moving a running case to another version of its procedure: whether it may, why not, and doing it."""
