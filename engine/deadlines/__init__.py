"""Legal time: working days by State Council notice and the append-only deadline ledger. Pure."""
