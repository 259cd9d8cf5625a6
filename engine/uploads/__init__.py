"""Files people hand in: what they are by their content, what is taken out of them, and whether they are clean."""
