"""Plays a written scenario through the real engine with a moving clock."""
