"""What Camunda's attributes and extension elements say about one drawn element, read once and compiled."""
