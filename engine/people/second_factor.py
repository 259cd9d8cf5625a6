"""The second factor: six digits that change each half minute (TOTP, RFC 6238), and codes for the day the phone is lost.

A code counts once: the number of its half minute must be later than the last one that was taken.
"""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

ISSUER = "Huishang"
SECONDS = 30
DIGITS = 6
#: half minutes a phone's clock may be wrong, before and after
DRIFT = 1
#: characters that are not taken for one another when they are read out
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
RECOVERY_LENGTH = 12


def new_secret() -> str:
    """160 random bits in base32, as authenticators want them."""
    return pyotp.random_base32()


def address_of(secret: str, login: str) -> str:
    """The otpauth:// address that a QR code holds."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=SECONDS).provisioning_uri(name=login, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The half minute this code belongs to, if it is right and later than the last one taken; else None."""
    digits = "".join(code.split())
    if not (len(digits) == DIGITS and digits.isascii() and digits.isdigit()):
        return None
    totp = pyotp.TOTP(secret, digits=DIGITS, interval=SECONDS)
    present = int(now.timestamp()) // SECONDS
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):  # each is compared, so that time tells nothing
        if hmac.compare_digest(totp.generate_otp(step), digits) and step > last_step:
            found = step
    return found


def plain_recovery(code: str) -> str:
    """A recovery code as it is hashed: without the dashes and blanks people write."""
    return "".join(character for character in code.casefold() if character.isalnum())


def recovery_code(random: bytes) -> str:
    """A code for people from random bytes, in groups of four: about 59 bits."""
    letters = [ALPHABET[byte % len(ALPHABET)] for byte in random[:RECOVERY_LENGTH]]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, RECOVERY_LENGTH, 4))
