"""One task on one screen, the files people hand in, and the phrases they keep."""
