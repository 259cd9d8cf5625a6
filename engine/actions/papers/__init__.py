"""Papers: their templates, registers and scans, and the archive of a case."""
