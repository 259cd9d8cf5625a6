"""Days off and make-up days: imported, counted anew, shown."""
