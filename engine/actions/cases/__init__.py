"""Acts beside the diagram, and how a case is seen."""
