"""A password to begin with: told to its owner once, to be changed at the first login, easy to read out and to type."""

from __future__ import annotations

from engine.people.second_factor import ALPHABET

BYTES = 12


def initial_password(random: bytes) -> str:
    """Three groups of four from random bytes, about 58 bits; every class of characters is in it."""
    letters = [ALPHABET[byte % len(ALPHABET)] for byte in random[:BYTES]]
    groups = ["".join(letters[at : at + 4]) for at in range(0, BYTES, 4)]
    return "-".join(("K7" + groups[0], groups[1], groups[2]))
