"""Provincies in Cijfers: tables exported by hand from the databank of the portal (Swing).

The portal gives files to a visitor only, so each export is a file without an address. How it is
laid out stands in `_swing`.

A label ends in its unit, but what is called [%] is a fraction in the cells (0.052 is 5.2 %): the
catalogue asks for `scale: 100`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Self

import pandas as pd
from pydantic import field_validator, model_validator

from sdgwijzer.model import Get, Indicator, Missing, Number, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.sources import _swing
from sdgwijzer.sources._figures import figures

KEY: Final = "provincies_in_cijfers"


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
        key: _swing.real_years(_swing.on_map(EXPORTS[key].layout(path), KEY, path.name, reference))
        for key, path in paths.items()
    }
    frames = [
        _figures(item, query, exports[query.table], paths[query.table].name)
        for item, query in zip(indicators, queries, strict=True)
    ]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, query: Query, wide: pd.DataFrame, file: str) -> pd.DataFrame:
    found, whole = _swing.series(wide, query.label, KEY, file), None
    if query.minus is not None:
        found = _beside(found, _swing.series(wide, query.minus, KEY, file))
        found["value"] = found["value"] - found["value_other"]
    elif query.of is not None:
        found = _beside(found, _swing.series(wide, query.of, KEY, file))
        whole = found["value_other"]
        nobody = found["missing"].isna() & (whole == 0)
        found["missing"] = found["missing"].mask(nobody, Missing.NOT_APPLICABLE.value)
    # A multiplication leaves dust in the last digits; the cells have three decimals.
    amount = (found["value"] * query.scale).round(10)
    return figures(item, amount, whole, missing=found["missing"], geography=_swing.GEOGRAPHY)


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
        partial(_swing.wide, sheet="Werkloosheid gemeenten", source=KEY),
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
