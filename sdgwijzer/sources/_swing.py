"""Workbooks of the portal Provincies in Cijfers (Swing), exported by hand: how cells are laid out.

All history stands on the map of 2025, by name and without codes. A workbook has its title in row 1,
labels in row 2, years (text) in row 3 and municipalities from row 4. No cells are merged: a label
stands above the LAST year of its block. Among the municipalities can be those of Brussels, after
them come people without a place, a blank row, the legend of the marks and the sources.

Labels with (1) are linked to the national register and start a year later than the others: their
first year is a column full of `-`, which is no gap but a year that does not exist.
"""

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Missing
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing import published_numbers, required, workbook

GEOGRAPHY: Final = 2025
MARKS: Final = {
    "-": Missing.NOT_PUBLISHED,
    "x": Missing.WITHHELD,
    "?": Missing.NOT_PUBLISHED,
    "nvt": Missing.NOT_APPLICABLE,
}
BRUSSELS: Final = frozenset(
    [
        "Anderlecht",
        "Brussel",
        "Elsene",
        "Etterbeek",
        "Evere",
        "Ganshoren",
        "Jette",
        "Koekelberg",
        "Oudergem",
        "Schaarbeek",
        "Sint-Agatha-Berchem",
        "Sint-Gillis",
        "Sint-Jans-Molenbeek",
        "Sint-Joost-ten-Node",
        "Sint-Lambrechts-Woluwe",
        "Sint-Pieters-Woluwe",
        "Ukkel",
        "Vorst",
        "Watermaal-Bosvoorde",
    ]
)
"""The municipalities of Brussels, as the portal writes them; no name is one of Flanders."""

NO_PLACE: Final = ("Buiten Vlaanderen en Brussel", "Niet te lokaliseren")
_LEGEND: Final = (
    "- Geen waarde",
    "x Verborgen waarde",
    "nvt Niet van toepassing",
    "? Ontbrekende waarde",
)


def wide(path: Path, sheet: str, source: str) -> pd.DataFrame:
    """The cells of a workbook as they are: a row per name, a column per (label, year).

    Raises:
        SourceError: no legend under the table, other special values, or labels that do not fit.
    """
    cells = workbook.sheet(path, source, sheet)
    legend = np.flatnonzero(cells[0] == "Speciale waarden")
    if len(legend) != 1 or legend[0] < 3 or len(cells.columns) < 2:
        raise SourceError(
            source, path.name, "no table with a legend under it", "a row 'Speciale waarden'", "none"
        )
    explained = cells.loc[legend[0] :, 1]
    absent = [line for line in _LEGEND if not (explained == line).any()]
    if absent:
        found = ", ".join(map(repr, explained.head(len(_LEGEND))))
        raise SourceError(source, path.name, "other special values", ", ".join(absent), found)
    body = cells.iloc[3 : legend[0]]
    body = body[(body != "").any(axis=1)]
    named = body.iloc[:, 1:].set_axis(body[0].rename("name"), axis=0)
    header = _header(cells.iloc[1, 1:], cells.iloc[2, 1:], source, path.name)
    return named.set_axis(header, axis=1)


def _header(labels: pd.Series, years: pd.Series, source: str, file: str) -> pd.MultiIndex:
    """(label, year) per column: the labels stand at the end of their blocks."""
    written = labels != ""
    number = published_numbers.numbers(years, source, file)["value"]
    block = written.cumsum().shift(fill_value=0)
    if not written.iloc[-1] or (number.groupby(block).diff().dropna() != 1).any():
        raise SourceError(
            source,
            file,
            "labels and years do not fit",
            "a label above the last of its consecutive years",
            f"labels {list(labels[written].head(3))} in columns {list(labels[written].index[:3])}",
        )
    if labels[written].duplicated().any():
        doubled = labels[written][labels[written].duplicated()].tolist()
        raise SourceError(source, file, "a label is doubled", "each label once", str(doubled))
    full = labels.where(written).bfill()
    return pd.MultiIndex.from_arrays([full, number.astype(int)], names=["label", "year"])


def on_map(cells: pd.DataFrame, source: str, file: str, reference: Municipalities) -> pd.DataFrame:
    """Names → codes, without what is no municipality of Flanders.

    Raises:
        SourceError: a name that is no municipality, or one that stands there twice.
    """
    names = cells.index.to_series().astype(str)
    placed = ~(names.isin(BRUSSELS) | names.str.startswith(NO_PLACE))
    codes = reference.codes(names[placed], GEOGRAPHY, source, file)
    required.require_unique(codes.to_frame("nis_code"), ["nis_code"], source, file)
    return cells[placed.to_numpy()].set_axis(pd.Index(codes, name="nis_code"), axis=0)


def real_years(cells: pd.DataFrame) -> pd.DataFrame:
    """Without the columns full of `-`: years that do not exist."""
    return cells.loc[:, ~(cells == "-").all()]


def series(cells: pd.DataFrame, label: str, source: str, file: str) -> pd.DataFrame:
    """Value and missing of one label, by code and year.

    Raises:
        SourceError: the label is not there, or a cell has a mark that is not in the legend.
    """
    labels = cells.columns.get_level_values("label").unique()
    required.require_columns(labels, [label], source, file)
    return published_numbers.numbers(cells[label].stack(), source, file, marks=MARKS)
