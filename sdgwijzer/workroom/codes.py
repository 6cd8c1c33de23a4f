"""Codes that people type, keys that links carry, and what of them is kept: hashes alone."""

import re
import secrets
from hashlib import sha256
from typing import Final

LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""31, without 0, O, 1, I and L, which look alike on paper."""

CODE: Final = 8
"""Letters of the code of a circle."""

PASS: Final = 12
"""Letters of a pass, which is used once."""

REF: Final = 10
"""Letters of the name of a room, in addresses and files; no secret."""


def code(letters: int = CODE) -> str:
    """A new one, drawn by the system."""
    return "".join(secrets.choice(LETTERS) for _ in range(letters))


def key() -> str:
    """A new one of 256 bits, for a link or a cookie."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept: drawn secrets are long enough that no salt is needed."""
    return sha256(secret.encode()).hexdigest()


def typed(text: str) -> str:
    """A code as it was meant: spaces, dashes and small letters are as good."""
    return re.sub(r"[\s.-]", "", text).upper()[:40]


def spaced(text: str) -> str:
    """A code to read: four letters at a time."""
    return " ".join(text[each : each + 4] for each in range(0, len(text), 4))
