"""What some acts do beside moving the diagram: the verbs that are drawn."""
