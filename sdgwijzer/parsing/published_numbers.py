"""Cells of a publisher → numbers, and the marks it writes for what is withheld → reasons."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Missing


def numbers(
    cells: pd.Series,
    source: str,
    file: str,
    *,
    marks: Mapping[str, Missing] | None = None,
    decimal: str = ".",
    thousands: str = "",
) -> pd.DataFrame:
    """Cells → numbers and reasons for the gaps among them.

    Args:
        cells: text or numbers, one per observation.
        source: key of the source, for the error.
        file: name of the file, for the error.
        marks: what the publisher writes instead of a number → the reason of the gap; an empty
            cell is the mark "". A mark that is not named here is an error.
        decimal: the decimal sign.
        thousands: the sign between thousands, if any.

    Returns:
        A frame on the index of `cells` with columns value (float) and missing (text or None),
        of which exactly one is set.

    Raises:
        SourceError: with the marks that are neither a number nor known, and how often they occur.
    """
    known = {mark: reason.value for mark, reason in (marks or {}).items()}
    text = cells.map(str).astype(str).str.strip()
    missing = text.map(known).astype(object)
    plain = text
    if decimal != "." or thousands:
        # Only text is written in the publisher's way; 1.5 in a workbook is one and a half.
        written = cells.map(lambda cell: isinstance(cell, str)).astype(bool)
        plain = text.mask(written, _plain(text, decimal, thousands))
    value = pd.to_numeric(plain.where(missing.isna()), errors="coerce").astype(float)
    unknown = missing.isna() & ~np.isfinite(value)
    if unknown.any():
        counts = text[unknown].value_counts().head(5)
        found = ", ".join(f"{mark!r} ({count}x)" for mark, count in counts.items())
        expected = "numbers" + (f" or {', '.join(map(repr, known))}" if known else "")
        raise SourceError(source, file, "cells that are no number", expected, found)
    return pd.DataFrame({"value": value, "missing": missing.where(missing.notna(), None)})


def _plain(text: pd.Series, decimal: str, thousands: str) -> pd.Series:
    """Numbers as Python writes them; "" for what is written in another way."""
    point, group = re.escape(decimal), re.escape(thousands)
    whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d*)" if thousands else r"\d*"
    usual = text.str.fullmatch(rf"[-+]?{whole}(?:{point}\d*)?")
    plain = text.str.replace(thousands, "", regex=False) if thousands else text
    return plain.str.replace(decimal, ".", regex=False).where(usual, "")
