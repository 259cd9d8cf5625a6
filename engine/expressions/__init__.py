"""The one safe expression core behind conditions, scripts, timers and templates. Pure."""
