"""Measures the house against real diagrams and tables. They stay where they are; the command is here."""
