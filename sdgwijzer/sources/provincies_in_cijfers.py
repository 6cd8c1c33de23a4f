"""Provincies in Cijfers: tables exported by hand from the databank of the portal (Swing).

The portal gives files to a visitor only, so each export is a file without an address. All
history stands on the map of 2025, by name and without codes.

A workbook has its title in row 1, labels in row 2, years (text) in row 3 and municipalities from
row 4. No cells are merged: a label stands above the LAST year of its block. After the
municipalities come people without a place, a blank row, the legend of the marks and the sources.

A label ends in its unit, but what is called [%] is a fraction in the cells (0.052 is 5.2 %): the
catalogue asks for `scale: 100`. Labels with (1) are linked to the national register and start a
year later than the others: their first year is a column full of `-`, which is no gap but a year
that does not exist.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Self

import numpy as np
import pandas as pd
from pydantic import field_validator, model_validator

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Missing, Number, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing import published_numbers, required, workbook
from sdgwijzer.sources._figures import figures

KEY: Final = "provincies_in_cijfers"
GEOGRAPHY: Final = 2025
MARKS: Final = {
    "-": Missing.NOT_PUBLISHED,
    "x": Missing.WITHHELD,
    "?": Missing.NOT_PUBLISHED,
    "nvt": Missing.NOT_APPLICABLE,
}
_LEGEND: Final = (
    "- Geen waarde",
    "x Verborgen waarde",
    "nvt Niet van toepassing",
    "? Ontbrekende waarde",
)
_NO_PLACE: Final = ("Buiten Vlaanderen en Brussel", "Niet te lokaliseren")


class Query(Record):
    """What to take from an export.

    Attributes:
        table: key of the export in `EXPORTS`.
        label: the publisher's label, to the letter (some have two spaces in a row).
        minus: a label to subtract: the difference of two rates, in percentage points.
        of: the label of the whole: gives a share with its components.
        scale: what to multiply a published value with; 100 for rates.
    """

    table: str
    label: str
    minus: str | None = None
    of: str | None = None
    scale: Number = 1

    @field_validator("table")
    @classmethod
    def _is_known(cls, table: str) -> str:
        if table not in EXPORTS:
            raise ValueError(f"no such export; there are {', '.join(EXPORTS)}")
        return table

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if self.of is not None and (self.minus is not None or self.scale != 1):
            raise ValueError("a share (of) has no minus, and its scale is that of its unit")
        return self


@dataclass(frozen=True)
class Export:
    """A file of the portal, and the function that lays its cells out.

    `layout` gives one row per name and one column per (label, year), with the cells as they are.
    """

    request: Request
    layout: Callable[[Path], pd.DataFrame]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, each export once.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025. A share has numerator and denominator,
        the others a value. A share of nobody is NOT_APPLICABLE; a difference or share of which
        one side is a gap is a gap for the same reason.

    Raises:
        SourceError: if an export has another layout, a label is missing or doubled, a name is
            no municipality, or a cell has a mark that is not in the legend.
    """
    queries = [Query.model_validate(indicator.query) for indicator in indicators]
    paths = {key: get(EXPORTS[key].request) for key in dict.fromkeys(q.table for q in queries)}
    exports = {
        key: _on_map(EXPORTS[key].layout(path), path, reference) for key, path in paths.items()
    }
    frames = [
        _figures(item, query, exports[query.table], paths[query.table].name)
        for item, query in zip(indicators, queries, strict=True)
    ]
    return pd.concat(frames, ignore_index=True)


def _workbook(path: Path, sheet: str) -> pd.DataFrame:
    cells = workbook.sheet(path, KEY, sheet)
    legend = np.flatnonzero(cells[0] == "Speciale waarden")
    if len(legend) != 1 or legend[0] < 3 or len(cells.columns) < 2:
        raise SourceError(
            KEY, path.name, "no table with a legend under it", "a row 'Speciale waarden'", "none"
        )
    explained = cells.loc[legend[0] :, 1]
    absent = [line for line in _LEGEND if not (explained == line).any()]
    if absent:
        found = ", ".join(map(repr, explained.head(len(_LEGEND))))
        raise SourceError(KEY, path.name, "other special values", ", ".join(absent), found)
    body = cells.iloc[3 : legend[0]]
    body = body[(body != "").any(axis=1)]
    wide = body.iloc[:, 1:].set_axis(body[0].rename("name"), axis=0)
    return wide.set_axis(_header(cells.iloc[1, 1:], cells.iloc[2, 1:], path.name), axis=1)


def _header(labels: pd.Series, years: pd.Series, file: str) -> pd.MultiIndex:
    """(label, year) per column: the labels stand at the end of their blocks."""
    written = labels != ""
    number = published_numbers.numbers(years, KEY, file)["value"]
    block = written.cumsum().shift(fill_value=0)
    if not written.iloc[-1] or (number.groupby(block).diff().dropna() != 1).any():
        raise SourceError(
            KEY,
            file,
            "labels and years do not fit",
            "a label above the last of its consecutive years",
            f"labels {list(labels[written].head(3))} in columns {list(labels[written].index[:3])}",
        )
    if labels[written].duplicated().any():
        doubled = labels[written][labels[written].duplicated()].tolist()
        raise SourceError(KEY, file, "a label is doubled", "each label once", str(doubled))
    full = labels.where(written).bfill()
    return pd.MultiIndex.from_arrays([full, number.astype(int)], names=["label", "year"])


def _on_map(wide: pd.DataFrame, path: Path, reference: Municipalities) -> pd.DataFrame:
    """Names → codes, without people who have no place and without years that do not exist."""
    names = wide.index.to_series().astype(str)
    placed = ~names.str.startswith(_NO_PLACE)
    codes = reference.codes(names[placed], GEOGRAPHY, KEY, path.name)
    required.require_unique(codes.to_frame("nis_code"), ["nis_code"], KEY, path.name)
    flemish = wide[placed.to_numpy()].set_axis(pd.Index(codes, name="nis_code"), axis=0)
    return flemish.loc[:, ~(flemish == "-").all()]


def _figures(item: Indicator, query: Query, wide: pd.DataFrame, file: str) -> pd.DataFrame:
    found, whole = _series(wide, query.label, file), None
    if query.minus is not None:
        found = _beside(found, _series(wide, query.minus, file))
        found["value"] = found["value"] - found["value_other"]
    elif query.of is not None:
        found = _beside(found, _series(wide, query.of, file))
        whole = found["value_other"]
        nobody = found["missing"].isna() & (whole == 0)
        found["missing"] = found["missing"].mask(nobody, Missing.NOT_APPLICABLE.value)
    # A multiplication leaves dust in the last digits; the cells have three decimals.
    amount = (found["value"] * query.scale).round(10)
    return figures(item, amount, whole, missing=found["missing"], geography=GEOGRAPHY)


def _series(wide: pd.DataFrame, label: str, file: str) -> pd.DataFrame:
    """Value and missing of one label, by code and year."""
    required.require_columns(wide.columns.get_level_values("label").unique(), [label], KEY, file)
    return published_numbers.numbers(wide[label].stack(), KEY, file, marks=MARKS)


def _beside(own: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Both sides, for the years that both have; a gap on either side is a gap."""
    both = own.join(other.add_suffix("_other"), how="inner")
    missing = both["missing"].where(both["missing"].notna(), both["missing_other"])
    both["missing"] = missing.astype(object).where(missing.notna(), None)
    return both


EXPORTS: Final = {
    "werkloosheid": Export(
        Request(
            name="pinc_exports/Werkloosheid - gemeenten.xlsx",
            also=("pinc_exports/unemployment_jobseekers_data.xlsx",),
        ),
        partial(_workbook, sheet="Werkloosheid gemeenten"),
    ),
}
"""Table → export. Another export is a line here, and a layout when it is no workbook."""

_GUEST: Final = Request(
    name="pinc_exports/guest.json",
    url="https://provincies.incijfers.be/databank/selectiontableasjson.ashx"
    "?var=v9101_mo_s_01_1_eens_p&geolevel=gemeente&periodlevel=year&period=mrp",
)
"""The portal's table for guests: answered programs in 2025; its other service refuses them. No
key of its variables of jobseekers is known, so the reader keeps to exports by hand."""

SOURCE = Source(
    key=KEY,
    title="Werkzoekenden per gemeente",
    publisher="VDAB, via Provincies in Cijfers",
    homepage="https://provincies.incijfers.be/databank",
    licence="hergebruik met bronvermelding (provincies.incijfers.be)",
    query=Query,
    read=read,
    probes=(_GUEST,),
)
