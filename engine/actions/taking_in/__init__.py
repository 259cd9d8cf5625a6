"""What began elsewhere: cases that ran on paper, an office, a demonstration."""
