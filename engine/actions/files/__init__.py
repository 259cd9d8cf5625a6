"""Files that people hand in: taken in, held, attached, opened."""
