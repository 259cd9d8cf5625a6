"""Running cases carried to another version, and back."""
