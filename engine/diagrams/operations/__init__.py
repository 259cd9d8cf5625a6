"""The operations a service task may name: an allow-list in code, each in its own file."""
