"""What happens between people: timers, long work, uploads, signs of life."""
