"""From a first word of an application to an open case."""
