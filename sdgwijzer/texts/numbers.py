"""Numbers, units, days and lists as they are read in Dutch."""

from collections.abc import Iterable
from typing import Final

from sdgwijzer.judgement import small
from sdgwijzer.model import (
    Indicator,
)

NBSP: Final = "\u00a0"

MONTHS: Final = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def number(value: float, decimals: int) -> str:
    """1234.5 → "1 234,5": decimal comma, fixed space between thousands."""
    rounded = f"{value:,.{decimals}f}"
    if float(rounded.replace(",", "")) == 0:
        rounded = rounded.removeprefix("-")  # -0,04 rounds to 0, not to -0
    return rounded.replace(",", NBSP).replace(".", ",").replace("-", "−")


def quantity(value: float, unit: str, decimals: int, *, one: str = "") -> str:
    """A number with its unit: "6,1 %", "580,1 euro per inwoner", "1 inwoner".

    Args:
        value: in the unit.
        unit: as it reads behind most numbers.
        decimals: on the screen.
        one: as it reads behind 1, where that is otherwise.
    """
    shown = number(value, decimals)
    return f"{shown}{NBSP}{one if one and shown.replace('−', '') == '1' else unit}"


def figure(value: float, item: Indicator, decimals: int | None = None) -> str:
    """A value of an indicator as it is read: "6,1 %", "27 247 inwoners", "1 inwoner".

    Args:
        value: in the indicator's unit.
        item: for unit and decimals.
        decimals: other ones.
    """
    decimals = item.decimals if decimals is None else decimals
    if item.measure.bare:
        return number(value, decimals)
    return quantity(value, item.unit, decimals, one=item.measure.one)


def pooled(since: int, value: float, item: Indicator) -> str:
    """The figure of three years together that a small count is compared by."""
    years = f"{since}-{since + small.POOL_YEARS - 1}"
    return f"Om te vergelijken, {years} samen: {figure(value, item)}"


def change(value: float, item: Indicator, more: int = 0) -> str:
    """A difference of two values: percentages differ in percentage points.

    Args:
        value: in the indicator's unit.
        item: for unit and decimals.
        more: decimals beyond those of the value itself.
    """
    if item.unit == "%":
        return quantity(value, "procentpunt", item.decimals + more)
    return figure(value, item, item.decimals + more)


def unit_of(item: Indicator) -> str:
    """The unit beside the name of an indicator, without what that name says already.

    "euro" beside "Schuld per inwoner", "per 1.000 gebouwen" beside "Renovaties", "" beside
    "Sportclubs per 1.000 inwoners".
    """
    if item.measure.bare:
        return ""
    name = item.name.casefold()
    counted, per, whom = item.unit.partition("per ")
    if per and f"per {whom.split()[0]}" in name:
        counted = counted.strip()
        return "" if counted.casefold() in name else counted
    return "" if item.unit.casefold() in name else item.unit


def name_and_unit(item: Indicator) -> str:
    """As in "Schuld per inwoner, in euro", "Renovaties, per 1.000 gebouwen", "Sportclubs"."""
    unit = unit_of(item)
    between = ", " if unit.startswith("per ") else ", in "
    return f"{item.name}{between}{unit}" if unit else item.name


def ordinal(rank: float, equal: int = 0) -> str:
    """34.0 → "34e"; ties share a mean rank: 35.0 with 2 equals → "34e-36e".

    Args:
        rank: mean rank of those with the same value.
        equal: how many others have it.
    """
    low, high = (rank - equal / 2, rank + equal / 2) if equal else (rank // 1, -(-rank // 1))
    low, high = int(low), int(high)
    return f"{low}e" if low == high else f"{low}e-{high}e"


def place(rank: float, n: int, unit: str = "gemeenten", equal: int = 0) -> str:
    """Never a rank without the number that have a figure: "34e van 271 gemeenten"."""
    return f"{ordinal(rank, equal)} van {n}{NBSP}{unit}"


def day(iso: str) -> str:
    """2026-11-23 → "23 november 2026"; "" stays ""."""
    if not iso:
        return ""
    year, month, date = iso.split("-")
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}"


def listed(names: list[str]) -> str:
    """["a", "b", "c"] → "a, b en c"."""
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def as_sentences(parts: Iterable[str]) -> str:
    """["in 2024 ...", "", "sinds 2015 ..."] → "In 2024 .... Sinds 2015 ...."."""
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)


def plural(count: int, one: str, many: str) -> str:
    """1 → "1 indicator", 3 → "3 indicatoren"."""
    return f"{count}{NBSP}{one if count == 1 else many}"


def percent(share: float) -> str:
    """0.05 → "5 %"."""
    return f"{share * 100:.0f}{NBSP}%"


def count(value: float | None) -> str:
    """A whole number, one with a decimal, or a dash for what is not there."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else number(value, 1)
