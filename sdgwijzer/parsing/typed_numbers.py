"""Numbers as people type them → floats. What can be read in two ways is refused, never guessed.

1.234 is one thousand and more for one reader and one and a bit for another, and both have a
spreadsheet that agrees with them. Where nothing around a number says which of the two signs is
the decimal sign, a single one before exactly three digits is an error with both ways to write it.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

_SPACES: Final = " \u00a0\u202f"  # a space, one that does not break, a narrow one
_PLAIN: Final = re.compile(r"(0|[1-9]\d*)(?:([.,])(\d+))?|([.,])(\d+)", re.ASCII)
_GROUPED: Final = re.compile(
    rf"([1-9]\d{{0,2}})(?:([{_SPACES}.,])(\d{{3}}))(?:\2\d{{3}})*(?:([.,])(\d+))?", re.ASCII
)
_SIGNS: Final = {"+": "", "-": "-", "−": "-"}
_EXPONENT: Final = re.compile(r"[-+]?\d+(?:[.,]\d*)?[eE][-+]?\d{1,2}", re.ASCII)


class Unclear(ValueError):
    """Text that is no number, or more than one; the arguments are what was expected and found."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.expected = expected
        self.found = found


class Numeral(NamedTuple):
    """A number, and with how many decimals it was written."""

    value: float
    decimals: int

    @property
    def rounding(self) -> float:
        """How far the number that was meant may lie from the one that was written."""
        return 0.5 * 10.0**-self.decimals


def read(text: str, decimal: str | None, *, whole: bool = False) -> Numeral:
    """The one number that a text can mean.

    Spaces, points and commas may group thousands, in threes. What has one meaning is read: in
    1.234,5 and 1.234.567 it does not matter which sign is usual.

    Args:
        text: what somebody typed, not empty.
        decimal: the decimal sign of what it stands in ("." or ","); None where nothing says so.
        whole: is it a count, of which a decimal sign before three digits groups thousands more
            often than it starts a fraction?

    Raises:
        Unclear: no number, or one that can be read in two ways; names the ways to write it.
    """
    typed = text.strip()
    sign, digits = ("", typed) if typed[:1] not in _SIGNS else (_SIGNS[typed[:1]], typed[1:])
    usual = decimal or "."
    plain = _PLAIN.fullmatch(digits)
    if plain:
        units, point, fraction = plain[1] or "0", plain[2] or plain[4], plain[3] or plain[5] or ""
        thousands = whole or (decimal is None and units != "0" and len(units) <= 3)
    else:
        grouped = _GROUPED.fullmatch(digits)
        if grouped is None or grouped[2] == grouped[4]:
            raise Unclear(_expected(typed, usual, whole=whole), repr(text))
        point, fraction, thousands = grouped[4], grouped[5] or "", False
        units = re.sub(r"\D", "", digits.removesuffix(fraction) if fraction else digits)
    astray = decimal is not None and point != decimal
    if len(fraction) == 3 and int(units + fraction) and (astray or thousands):
        raise Unclear(_two_ways(sign, units, fraction, decimal, whole=whole), repr(text))
    value = float(f"{sign}{units}.{fraction or 0}")
    if whole and not value.is_integer():
        raise Unclear(f"a whole number, as {value:.0f}", repr(text))
    return Numeral(value, len(fraction))


def ways(text: str, *, whole: bool = False) -> str:
    """How to write, where a point is the decimal sign, what somebody typed in another way."""
    try:
        found = read(text, None, whole=whole)
    except Unclear as unclear:
        return unclear.expected
    return f"a number without quotes and with a decimal point: {_written(found.value)}"


def _two_ways(sign: str, units: str, fraction: str, decimal: str | None, *, whole: bool) -> str:
    grouped = f"{sign}{int(units + fraction)}"
    short = fraction.rstrip("0")
    if whole:
        rounded = round(float(f"{sign}{units}.{fraction}"))
        return f"a whole number that can be read in one way only: {grouped} or {rounded}"
    # one decimal more, where three of them would again be two things
    more = f"{short}0" if len(short) == 3 and decimal is None else short
    fractional = f"{sign}{units}{(decimal or '.') if more else ''}{more}"
    return f"a number that can be read in one way only: {grouped} or {fractional}"


def _expected(typed: str, decimal: str, *, whole: bool) -> str:
    example = "30000" if whole else f"30000 or 30{decimal}5"
    if _EXPONENT.fullmatch(typed):
        plain = f"{Decimal(typed.replace(',', '.')):f}"
        return f"a number written in full, as {plain.replace('.', decimal)}"
    if re.search(r"[%€]|\bEUR|\beuro", typed):
        return f"a number without its unit, as {example}"
    if re.fullmatch(r"[-+]?0\d+", typed, re.ASCII):
        return f"a number without zeros in front, as {typed.lstrip('0') or '0'}"
    return f"a{' whole' if whole else ''} number, as {example}"


def _written(value: float) -> str:
    return f"{Decimal(repr(value)):f}".removesuffix(".0")
