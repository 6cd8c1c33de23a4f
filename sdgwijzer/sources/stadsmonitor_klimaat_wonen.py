"""Energy labels of dwellings, from a table that a third party put together.

The table of a report on housing, made by hand: a row per municipality on the map of 2019 to 2024
with columns of several publishers, and a last row for all of Flanders under code 2000. It names
no source and no licence; its column names are like those of the Gemeente-Stadsmonitor. Bever,
Mesen, Horebeke and Herstappe are not in it. All shares are percentages without components.

Only the labels are taken. The numbers of households are about four times the true ones, those of
people living alone do not fit their years, the buildings at risk of water have no year, and nobody
says whether the exact zeros of heat stress (91 municipalities in 2030) are zeros or gaps.

The labels of a municipality add up to 100 but for rounding; where they do not, a column has
changed.
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

import pandas as pd
from pydantic import Field, field_validator

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "stadsmonitor_klimaat_wonen"
GEOGRAPHY: Final = 2019
REQUEST: Final = Request(name="stadsmonitor-klimaat-wonen/basisdata.csv")
LABELS: Final = ("A+", "A", "B", "C", "D", "E", "F")
ROUNDING: Final = 0.05
_CODE: Final = "NIS-code"
_FLANDERS: Final = "02000"  # written 2000
_LABELS_YEAR: Final = 2023

Label = Literal["A+", "A", "B", "C", "D", "E", "F"]


class Query(Record):
    """What to take from the table.

    Attributes:
        labels: the energy labels to add up.
    """

    labels: Annotated[tuple[Label, ...], Field(min_length=1)]

    @field_validator("labels")
    @classmethod
    def _once(cls, labels: tuple[Label, ...]) -> tuple[Label, ...]:
        if len(set(labels)) != len(labels):
            raise ValueError("a label counts once")
        return labels


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these shares for the municipalities in the table.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: a value in percent.

    Raises:
        SourceError: the table has another layout, doubled rows or unknown codes, labels that do
            not add up to 100, or a share that is no number from 0 to 100.
    """
    path = get(REQUEST)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    labels = {label: f"Categorie {label}-{_LABELS_YEAR} EPC" for label in LABELS}
    table = delimited(path, KEY, delimiter=",", columns=[_CODE, *labels.values()])
    table = flemish(table, _CODE, GEOGRAPHY, reference, KEY, path.name, others={_FLANDERS})
    require_unique(table, ["nis_code"], KEY, path.name)
    shares = table.set_index("nis_code")[list(labels.values())].apply(
        lambda cells: _share(cells, path.name)
    )
    shares = shares.rename(columns={name: label for label, name in labels.items()})
    _require_whole(shares[list(LABELS)], path.name)
    # A sum leaves dust in the last digits; the cells have two decimals.
    sums = {id_: shares[list(query.labels)].sum(axis=1).round(10) for id_, query in queries.items()}
    frames = [
        figures(item, sums[item.id], geography=GEOGRAPHY, year=_LABELS_YEAR) for item in indicators
    ]
    return pd.concat(frames, ignore_index=True)


def _share(cells: pd.Series, file: str) -> pd.Series:
    share = numbers(cells, KEY, file)["value"]
    if not share.between(0, 100).all():
        found = f"{share.min()} to {share.max()} in {cells.name!r}"
        raise SourceError(KEY, file, "shares outside 0 to 100", "percentages", found)
    return share


def _require_whole(labels: pd.DataFrame, file: str) -> None:
    total = labels.sum(axis=1)
    wrong = (total - 100).abs() > ROUNDING
    if wrong.any():
        found = f"{total[wrong].iloc[0]:.2f} in {total.index[wrong][0]}"
        expected = f"100 (± {ROUNDING})"
        raise SourceError(KEY, file, "energy labels do not add up", expected, found)


SOURCE: Final = Source(
    key=KEY,
    title="Energielabels van woningen, tabel van derden",
    publisher="onbekend: een tabel van derden (gehuybre/woonrapport), zonder bronvermelding",
    homepage="https://github.com/gehuybre/woonrapport",
    licence="niet vermeld",
    query=Query,
    read=read,
    shipped=False,
)
