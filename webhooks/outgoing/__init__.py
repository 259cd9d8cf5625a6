"""What leaves the house by itself: letters by e-mail."""
