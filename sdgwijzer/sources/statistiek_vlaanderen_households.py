"""Statistiek Vlaanderen: private households by size, on 1 January.

The file belongs to a projection and runs on for years that still have to come: nothing in it tells
what was counted from what is expected. Which year was the last to be counted, is known for the
release in the URL only; later years are left out. One row per year, municipality (map of 2019) and
size, of which 4+ is four or more. A row that is not there is a gap: Herstappe has none in the
years of the projection.
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal, get_args

import numpy as np
import pandas as pd
from pydantic import Field

from sdgwijzer.errors import SourceError
from sdgwijzer.fetch.finders import Link
from sdgwijzer.model import FIGURE_COLUMNS, Get, Indicator, Merge, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique

KEY: Final = "statistiek_vlaanderen_households"
GEOGRAPHY: Final = 2019
LAST_OBSERVED: Final = 2023
"""Last year that is counted in the release of REQUEST (May 2024): change both together."""

REQUEST: Final = Request(
    name="statistiek-vlaanderen-households/aantal_huishoudens_naar_huishoudgrootte_zwfmvn.csv",
    url=(
        "https://assets.vlaanderen.be/raw/upload/v1716295326/"
        "aantal_huishoudens_naar_huishoudgrootte_zwfmvn.csv"
    ),
    fallbacks=(
        Link(
            "https://www.vlaanderen.be/statistiek-vlaanderen/bevolking/"
            "huishoudensvooruitzichten-aantal-en-groei",
            r"aantal_huishoudens_naar_huishoudgrootte\w*\.csv",
        ),
    ),
    also=("statistiek-vlaanderen-households/huishoudens.csv",),
)
Size = Literal["1", "2", "3", "4+"]
_YEAR: Final = "jaar"
_CODE: Final = "niscode"
_SIZE: Final = "aantal_huishoudleden"
_COUNT: Final = "aantal"


class Query(Record):
    """Which households to count.

    Attributes:
        sizes: numbers of persons; all four are all households.
    """

    sizes: Annotated[tuple[Size, ...], Field(min_length=1)] = get_args(Size)


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and counted years, from one file.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: households as value for an indicator
        that adds up, else as numerator with all households as denominator. A municipality of which
        a size is not known has no figure of any kind that year.

    Raises:
        SourceError: the file has another layout, doubled rows, other sizes, or no counted year.
    """
    path = get(REQUEST)
    table = delimited(path, KEY, delimiter=",", columns=(_YEAR, _CODE, _SIZE, _COUNT))
    require_unique(table, [_YEAR, _CODE, _SIZE], KEY, path.name)
    found = set(table[_SIZE])
    if found != set(get_args(Size)):
        expected = ", ".join(get_args(Size))
        raise SourceError(KEY, path.name, "other sizes", expected, ", ".join(sorted(found)))
    households = _counted(table, path.name, reference)
    return pd.concat([_figures(item, households) for item in indicators], ignore_index=True)


def _counted(table: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """Households by size, a row per municipality and counted year; an unknown number is a gap."""
    year = numbers(table[_YEAR], KEY, file)["value"].astype(int)
    flemish = table[_CODE].isin(list(reference.on_map(GEOGRAPHY)))
    table = table.assign(year=year)[flemish & (year <= LAST_OBSERVED)]
    if table.empty:
        expected = f"municipalities of {GEOGRAPHY} in a year up to {LAST_OBSERVED}"
        raise SourceError(KEY, file, "no households are counted", expected, "none")
    cells = numbers(table[_COUNT], KEY, file, marks={"": Missing.NOT_PUBLISHED})
    wide = table.assign(households=cells["value"]).pivot(
        index=[_CODE, "year"], columns=_SIZE, values="households"
    )
    everywhere = pd.MultiIndex.from_product(wide.index.levels, names=["nis_code", "year"])
    return wide.reindex(everywhere)


def _figures(item: Indicator, households: pd.DataFrame) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    whole = households.sum(axis=1, skipna=False)
    part = households[list(query.sizes)].sum(axis=1).where(whole.notna())
    gap = pd.Series(Missing.NOT_PUBLISHED.value, whole.index, dtype=object)
    adds_up = item.merge is Merge.SUM
    frame = pd.DataFrame(
        {
            "indicator_id": item.id,
            "geography": GEOGRAPHY,
            "value": part if adds_up else np.nan,
            "numerator": np.nan if adds_up else part,
            "denominator": np.nan if adds_up else whole,
            "flag": None,
            "missing": gap.where(whole.isna(), None),
        }
    )
    return frame.reset_index()[list(FIGURE_COLUMNS)]


SOURCE: Final = Source(
    key=KEY,
    title="Huishoudens naar grootte (waargenomen jaren)",
    publisher="Statistiek Vlaanderen",
    homepage=(
        "https://www.vlaanderen.be/statistiek-vlaanderen/bevolking/"
        "huishoudensvooruitzichten-aantal-en-groei"
    ),
    licence="Modellicentie Gratis Hergebruik v1.0",
    query=Query,
    read=read,
)
