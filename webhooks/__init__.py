"""Everything that speaks HTTP, in and out, and the command line."""
