"""The headers of the Gemeente-Stadsmonitor: when are two of them the same?

The publisher writes one column in several ways: `Procent (%)` and `Procent`, `Per 1.000 inwoners`
and `Verhouding per 1000 inwoners`, and `Gemiddeld inkomen (in euro), per inwoner` where the ratio
says `per inwoner`. What differs in anything else is another column, and so are two units.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

_ASIDE: Final = re.compile(r"\(([^()]*)\)")
_THOUSANDS: Final = re.compile(r"(?<=\d)[. \u00a0\u202f](?=\d{3}(?!\d))")
_EMPTY: Final = {"verhouding"}
"""Words that say nothing: `Verhouding per 1000 inwoners`."""
_MANY: Final = re.compile(r"duizend|miljoen|miljard|\d{3}")
"""In a unit: a multiple, which a header that names no unit may not stand for."""


def matching(wanted: str, headers: Sequence[str]) -> list[str]:
    """The headers that mean the wanted one, by the first of three rules that any of them keeps.

    1. The very same text.
    2. The same words in any order, without the unit between brackets, "verhouding", the signs
       between thousands and other signs; two units, if both name one, must be the same.
    3. For a ratio (`Per inwoner`): the header ends with it.

    Returns:
        One header when it is clear; none, or several, when it is not.
    """
    rules: tuple[Callable[[str], bool], ...] = (
        lambda header: header == wanted,
        lambda header: _same_words(header, wanted) and _same_unit(header, wanted),
        lambda header: _ends_with_ratio(header, wanted),
    )
    for rule in rules:
        if found := [header for header in headers if rule(header)]:
            return found
    return []


def plain(text: object) -> str:
    """A title or a class, without what capitals and spaces make different."""
    return " ".join(str(text).split()).casefold()


def _pieces(header: str) -> list[str]:
    """The words in their order, small, without brackets and signs."""
    text = unicodedata.normalize("NFKC", _ASIDE.sub(" ", header)).casefold()
    words = re.findall(r"[^\W_]+", _THOUSANDS.sub("", text))
    return [word for word in words if word not in _EMPTY]


def _same_words(one: str, other: str) -> bool:
    """The same words in any order, or the same letters: `NIS-code` is `NIScode`."""
    first, second = _pieces(one), _pieces(other)
    return "".join(first) == "".join(second) or sorted(first) == sorted(second)


def _units(header: str) -> set[str]:
    """What stands between brackets: `(in euro)` and `(euro)` are the same."""
    asides = (unicodedata.normalize("NFKC", each).casefold() for each in _ASIDE.findall(header))
    return {re.sub(r"^in |[\s.]", "", each.strip()) for each in asides} - {""}


def _same_unit(one: str, other: str) -> bool:
    """Both name one unit, or one names none: but a multiple (miljoen euro) must be in both."""
    first, second = _units(one), _units(other)
    if first and second:
        return bool(first & second)
    return not any(_MANY.search(unit) for unit in first | second)


def _ends_with_ratio(header: str, wanted: str) -> bool:
    ratio, found = _pieces(wanted), _pieces(header)
    is_ratio = len(ratio) > 1 and ratio[0] == "per"
    return is_ratio and found[-len(ratio) :] == ratio and _same_unit(header, wanted)
