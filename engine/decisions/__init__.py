"""Decision tables (DMN) evaluated by our own core: right or refused, never the first match by chance."""
