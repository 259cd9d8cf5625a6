"""Being told: on the screen, by letter, in a digest."""
