"""Who may do what: roles, units, participation and the one place that decides rights. Pure."""
