"""Writes a tree out again, a notation each; reading what was written gives the same tree."""
