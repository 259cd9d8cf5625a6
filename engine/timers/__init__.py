"""The only room that knows APScheduler: a ticker, never the truth."""
