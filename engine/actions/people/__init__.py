"""Bodies, people, posts, deputies and tokens, and how people like their pages."""
