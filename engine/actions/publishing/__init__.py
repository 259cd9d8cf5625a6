"""Publishing a procedure once it is proved, as long work."""
