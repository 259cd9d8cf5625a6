"""The values of FEEL that Python has not: exact numbers, dates of any year, two kinds of duration, ranges. Pure."""
