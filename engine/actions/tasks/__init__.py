"""Tasks: claimed, handed over, filled in, completed; one task on one screen."""
