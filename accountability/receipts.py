"""The receipt of a tip: shown once, kept as a keyed hash. Whoever loses it loses the way to the tip."""

from __future__ import annotations

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

# nothing that is easily taken for another when copied by hand: no 0 and O, no 1 and I
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# of 5 bits each: 120
LENGTH = 24
GROUP = 4
_SALT = "accountability.receipts"


def new_receipt() -> str:
    """LENGTH characters of ALPHABET, as unguessable as the machine's own source of randomness."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def grouped(receipt: str) -> list[str]:
    """In groups of four, to be copied."""
    return [receipt[start : start + GROUP] for start in range(0, len(receipt), GROUP)]


def as_typed(text: str) -> str:
    """What a person means: capitals, half width, without blanks and hyphens."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def hashed(receipt: str) -> str:
    """64 hexadecimal digits, under the key of this installation; the same work whatever was typed."""
    return salted_hmac(_SALT, receipt, algorithm="sha256").hexdigest()
