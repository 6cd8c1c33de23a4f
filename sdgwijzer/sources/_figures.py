"""What all readers share: which rows are municipalities, and a number → a row of figures."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.errors import CatalogueError, SourceError
from sdgwijzer.model import FIGURE_COLUMNS, Indicator, Merge, Missing
from sdgwijzer.municipalities import Municipalities


def figures(
    item: Indicator,
    amount: pd.Series,
    whole: pd.Series | None = None,
    *,
    missing: Missing | pd.Series = Missing.NOT_PUBLISHED,
    flag: pd.Series | None = None,
    **place: int,
) -> pd.DataFrame:
    """The figures of an indicator: what `merge` says decides where a number goes.

    What adds up (`sum`) and what is published as it is (`not_possible`) is a value. With `ratio`
    it is a numerator, and the pipeline divides: by the whole of the source, or by `per`. A rate
    with the people it is of (`mean`) is a value beside a denominator, and never divided.

    Args:
        item: the indicator.
        amount: a number per row; the levels of its index are named as columns of figures.
        whole: what it is a part of, on the same index; None when the source does not give it.
        missing: the reason of a row without a number, or the reasons row by row (text or None).
            A row with a reason has no number.
        flag: flags row by row; rows without a number get none.
        place: `year` or `geography`, where the index has no such level. A year without a
            geography is on the map of that year.

    Returns:
        A frame with `FIGURE_COLUMNS`, in the order of the rows.

    Raises:
        CatalogueError: a part of a whole would be kept as if it were published.
    """
    part = amount.to_numpy(float)
    rest = None if whole is None else whole.reindex(amount.index).to_numpy(float)
    if isinstance(missing, Missing):
        gap = np.isnan(part) if rest is None else np.isnan(part) | np.isnan(rest)
        reasons = _where(gap, pd.Series(missing.value, amount.index))
    else:
        given = missing.reindex(amount.index)
        gap = given.notna().to_numpy(bool)
        reasons = _where(gap, given)
    nothing = np.full(len(part), np.nan)
    part = np.where(gap, np.nan, part)
    divided = item.merge is Merge.RATIO
    if rest is None or not _needs(item):
        rest = nothing
    keys = {name: amount.index.get_level_values(name) for name in amount.index.names} | place
    columns = {
        "value": nothing if divided else part,
        "numerator": part if divided else nothing,
        "denominator": np.where(gap, np.nan, rest),
        "flag": None if flag is None else _where(~gap, flag.reindex(amount.index)),
        "missing": reasons,
        "indicator_id": item.id,
    }
    frame = pd.DataFrame({"geography": keys.get("year"), **keys, **columns}, np.arange(len(part)))
    return frame[list(FIGURE_COLUMNS)]


def _where(known: npt.NDArray[np.bool_], texts: pd.Series) -> pd.Series:
    """The texts of these rows, None for the others."""
    cells = texts.to_numpy(object, copy=True)
    cells[~known | pd.isna(cells)] = None
    return pd.Series(cells, dtype=object)


def _needs(item: Indicator) -> bool:
    """Does an indicator take the whole from its own source?"""
    if item.merge is Merge.NOT_POSSIBLE:
        raise CatalogueError(
            f"{item.id}: merge: expected ratio for a part of a whole (or sum for the part alone, "
            f"mean for a rate), found {item.merge.value}; change it in indicators.yaml"
        )
    return item.merge in (Merge.RATIO, Merge.MEAN) and item.per is None


def codes(cells: pd.Series) -> pd.Series:
    """NIS codes as text: one that went through a number lost its zero or gained a decimal."""
    return cells.map(str).str.strip().str.removesuffix(".0").str.zfill(5).rename("nis_code")


def flemish(
    table: pd.DataFrame,
    column: str,
    geography: int,
    reference: Municipalities,
    source: str,
    file: str,
    *,
    others: Collection[str] | None = None,
) -> pd.DataFrame:
    """The rows of the Flemish municipalities on the map of a year, with their `nis_code`.

    Args:
        table: the table.
        column: where the codes are.
        geography: the year of the map.
        reference: the municipalities.
        source: key of the source, for the error.
        file: name of the file, for the error.
        others: codes that may stand among them, when no other may; None where the file has other
            regions too.

    Raises:
        SourceError: there is none, or a code that is neither a municipality nor expected.
    """
    code = codes(table[column])
    inside = code.isin(list(reference.on_map(geography)))
    strangers = sorted(set(code[~inside]) - set(others or ()))
    if not inside.any() or (others is not None and strangers):
        expected = f"codes of the municipalities of {geography}"
        if others:
            expected += f", and {', '.join(sorted(others))}"
        found = str(strangers[:5]) if strangers else "no rows"
        problem = "unknown municipalities" if inside.any() else "no Flemish municipalities"
        raise SourceError(source, file, problem, expected, found)
    return table.assign(nis_code=code)[inside]
