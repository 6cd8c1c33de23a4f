"""Provincies in Cijfers: lists exported by hand from the portal as CSV: pupils and newcomers.

A row per name, no codes, all history on the map of 2025; a header cell is `<label>|<year>`. Text
with `;`, quoted names and decimal commas. `-` and `?` are no value, `x` is hidden, `nvt` makes no
sense there: none of them is a zero. The 19 municipalities of Brussels and people without a place
stand among the rows (`_swing`). The portal cuts long file names.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd
from pydantic import field_validator

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns
from sdgwijzer.sources import _swing
from sdgwijzer.sources._figures import figures

KEY: Final = "provincies_in_cijfers_csv"
EXPORTS: Final = {
    "leerlingen": Request(name="pinc_exports/flanders_youth.csv"),
    "nieuwkomers": Request(name="pinc_exports/nieuwkomers - gemeenten.csv"),
    "nieuwkomers_niet_eu": Request(name="pinc_exports/nieuwkomers niet-EU - gemeenten.csv"),
    "nieuwkomers_per_1000": Request(
        name="pinc_exports/nieuwkomers per 1.000 inwoners 18_ jaar - gemeenten.csv"
    ),
}
"""Table → export. Another export is a line here."""


class Series(Record):
    """One label of one export.

    Attributes:
        table: key of the export in `EXPORTS`.
        label: what stands before the year in the header.
    """

    table: str
    label: str

    @field_validator("table")
    @classmethod
    def _is_known(cls, table: str) -> str:
        if table not in EXPORTS:
            raise ValueError(f"no such export; there are {', '.join(EXPORTS)}")
        return table


class Query(Series):
    """What to take from the exports.

    Attributes:
        of: the whole, for a share with components.
    """

    of: Series | None = None


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, each export once.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: a value, or numerator and denominator.

    Raises:
        SourceError: an export has another layout, a label is missing, a name is no municipality,
            or a cell has a mark that is not known.
    """
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    series = {Series(table=q.table, label=q.label) for q in queries.values()}
    series |= {q.of for q in queries.values() if q.of is not None}
    paths = {key: get(EXPORTS[key]) for key in sorted({one.table for one in series})}
    exports = {key: _export(path, reference) for key, path in paths.items()}
    found = {one: _series(exports[one.table], one.label, paths[one.table].name) for one in series}
    frames = [_figures(item, queries[item.id], found) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _export(path: Path, reference: Municipalities) -> pd.DataFrame:
    """The cells by code and (label, year), of the municipalities of Flanders only."""
    table = delimited(path, KEY, delimiter=";")
    require_columns(table.columns, ["gemeenten"], KEY, path.name)
    cells = table.set_index("gemeenten")
    parts = cells.columns.to_series().str.extract(r"^(?P<label>.+)\|(?P<year>\d{4})$")
    if parts.isna().any(axis=None):
        found = str(list(cells.columns[parts["label"].isna()])[:3])
        raise SourceError(KEY, path.name, "columns of another form", "<label>|<year>", found)
    cells.columns = pd.MultiIndex.from_frame(parts.assign(year=parts["year"].astype(int)))
    return _swing.on_map(cells, KEY, path.name, reference)


def _series(export: pd.DataFrame, label: str, file: str) -> pd.DataFrame:
    """Value and missing of one label, by code and year."""
    require_columns(export.columns.get_level_values("label").unique(), [label], KEY, file)
    return numbers(export[label].stack(), KEY, file, marks=_swing.MARKS, decimal=",")


def _figures(item: Indicator, query: Query, found: dict[Series, pd.DataFrame]) -> pd.DataFrame:
    own = found[Series(table=query.table, label=query.label)]
    missing, whole = own["missing"], None
    if query.of is not None:
        of = found[query.of].reindex(own.index)
        whole, missing = of["value"], missing.fillna(of["missing"])
        missing = missing.mask(missing.isna() & (whole == 0), Missing.NOT_APPLICABLE.value)
    return figures(item, own["value"], whole, missing=missing, geography=_swing.GEOGRAPHY)


SOURCE: Final = Source(
    key=KEY,
    title="Thuistaal van leerlingen; nieuwkomers",
    publisher=("Onderwijs Vlaanderen en Agentschap Binnenlands Bestuur, via Provincies in Cijfers"),
    homepage="https://provincies.incijfers.be/databank",
    licence="hergebruik met bronvermelding (provincies.incijfers.be)",
    query=Query,
    read=read,
)
