"""What people typed, as text that stays text.

Kept as it was meant: one form of each letter (NFC), without signs that steer a line or turn its
direction. Nothing is taken out that one can see.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from sdgwijzer.goals import GOALS

TITLE: Final = (3, 80)
BODY: Final = 1000
REASON: Final = (20, 600)

_STEERING: Final = re.compile(
    r"[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029"
    r"\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def line(text: str) -> str:
    """Text of one line."""
    return re.sub(r"\s+", " ", paragraphs(text)).strip()


def paragraphs(text: str) -> str:
    """Text of more lines: at most one empty line between two."""
    plain = unicodedata.normalize("NFC", re.sub(r"\r\n?|\t", lambda m: _blank(m[0]), text))
    plain = _STEERING.sub("", plain)
    return re.sub(r"\n{3,}", "\n\n", plain).strip()


def _blank(sign: str) -> str:
    return " " if sign == "\t" else "\n"


def goals(numbers: Iterable[str | int]) -> list[int]:
    """Numbers of goals, each once, in order; what is none falls out."""
    found = {int(each) for each in numbers if str(each).isdecimal()}
    return sorted(found & {goal.number for goal in GOALS})


def alphabetical(text: str) -> str:
    """A key to order by, as one looks something up: accents and capitals do not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
