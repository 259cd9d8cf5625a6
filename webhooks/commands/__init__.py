"""One file a command of the huishang command line."""
