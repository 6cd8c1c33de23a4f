"""A row that a municipality typed itself → an observation, held against its indicator."""

from collections.abc import Iterator, Mapping
from typing import Final

from sdgwijzer.catalogue import bounds
from sdgwijzer.model import FIRST_YEAR, Chance, Flag, Indicator, Missing
from sdgwijzer.parsing import typed_numbers

AMOUNTS: Final = ("value", "numerator", "denominator")
COLUMNS: Final = ("year", *AMOUNTS, "flag", "missing")
"""What a file of own figures may have; year and one other at least."""


def observation(
    cells: Mapping[str, str], item: Indicator, decimal: str | None, last: int
) -> dict[str, object]:
    """One line of the file as a row of `OBSERVATION_COLUMNS`.

    Args:
        cells: its cells by column (`COLUMNS`), "" for an empty one.
        item: the own indicator.
        decimal: the decimal sign of the file; None where it is not known.
        last: the last year that can have a figure.

    Raises:
        ValueError: what is wrong with it; the arguments are what was expected and found.
    """
    year = _year(cells.get("year", ""), decimal, last)
    counted = set(_counted(item))
    amounts: dict[str, typed_numbers.Numeral | None] = {}
    for name in AMOUNTS:
        text = cells.get(name, "")
        try:
            amounts[name] = (
                typed_numbers.read(text, decimal, whole=name in counted) if text else None
            )
        except typed_numbers.Unclear as unclear:
            raise ValueError(f"{name}: {unclear.expected}", unclear.found) from None
    written, numerator, denominator = amounts.values()
    value = written.value if written else None
    if numerator or denominator:
        value = _divided(item, written, numerator, denominator)
    missing, flag = cells.get("missing") or None, cells.get("flag") or None
    for name, code, known in (("missing", missing, Missing), ("flag", flag, Flag)):
        if code is not None and code not in set(known):
            raise ValueError(f"{name}: one of {', '.join(known)}, or nothing", repr(code))
    if (value is None) == (missing is None):
        found = "neither" if value is None else "both"
        raise ValueError("a value, or the reason why there is none in missing", found)
    if value is not None and not item.plausible[0] <= value <= item.plausible[1]:
        low, high = item.plausible
        raise ValueError(f"value: {low:g} to {high:g}, as in 'plausible'", f"{value:g}")
    return {
        "indicator_id": item.id,
        "nis_code": item.owner,
        "year": year,
        "value": value,
        "numerator": numerator.value if numerator else None,
        "denominator": denominator.value if denominator else None,
        "flag": flag,
        "missing": missing,
    }


def _year(text: str, decimal: str | None, last: int) -> int:
    expected = f"year: {FIRST_YEAR} to {last}, this year"
    try:
        year = typed_numbers.read(text, decimal, whole=True).value
    except typed_numbers.Unclear as unclear:
        raise ValueError(expected, unclear.found) from None
    if not FIRST_YEAR <= year <= last:
        raise ValueError(expected, repr(text))
    return int(year)


def _counted(item: Indicator) -> Iterator[str]:
    """Which columns count people or things, and can have no part of one."""
    if item.measure.additive and not item.measure.measured:
        yield "value"
    if item.chance in (Chance.SHARE, Chance.EVENTS):
        yield "numerator"
    if item.chance is Chance.SHARE or (" per " in f" {item.unit}" and "km²" not in item.unit):
        yield "denominator"


def _divided(
    item: Indicator,
    written: typed_numbers.Numeral | None,
    numerator: typed_numbers.Numeral | None,
    denominator: typed_numbers.Numeral | None,
) -> float:
    """Numerator / denominator in the unit, which a value beside them may not contradict."""
    if item.measure.additive:
        raise ValueError(f"the number of {item.unit} in value", "a numerator or a denominator")
    if numerator is None or denominator is None:
        found = "a numerator alone" if numerator else "a denominator alone"
        raise ValueError("numerator and denominator, or neither", found)
    if denominator.value <= 0:
        raise ValueError("denominator: more than 0", f"{denominator.value:g}")
    low, high = bounds(item)
    value = item.measure.factor * numerator.value / denominator.value
    if not low <= value <= high:
        found = f"{numerator.value:.12g} of {denominator.value:.12g}"
        raise ValueError(f"numerator and denominator that give {low:g} to {high:g}", found)
    if written is not None and abs(written.value - value) > 1.001 * written.rounding:
        expected = f"value: {value:.6g}, as numerator and denominator say, or nothing"
        raise ValueError(expected, f"{written.value:.12g}")
    return written.value if written is not None else value
