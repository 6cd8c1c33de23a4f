"""Statistiek Vlaanderen: private households by size, on 1 January.

The file belongs to a projection and runs on for years that still have to come: nothing in it tells
what was counted from what is expected. Which year was the last to be counted, is known for the
release in the URL only; later years are left out. One row per year, municipality (map of 2019) and
size, of which 4+ is four or more. A row that is not there is a gap: Herstappe has none in the
years of the projection.
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal, get_args

import pandas as pd
from pydantic import Field

from sdgwijzer.errors import SourceError
from sdgwijzer.fetch.finders import Link
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures, flemish

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
        A frame with `FIGURE_COLUMNS`, on the map of 2019: households of these sizes, of
        all households. A municipality of which a size is not known has no figure that year.

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
    whole = households.sum(axis=1, skipna=False)
    frames = []
    for item in indicators:
        sizes = list(Query.model_validate(item.query).sizes)
        part = households[sizes].sum(axis=1).where(whole.notna())
        frames.append(figures(item, part, whole, geography=GEOGRAPHY))
    return pd.concat(frames, ignore_index=True)


def _counted(table: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """Households by size, a row per municipality and counted year; an unknown number is a gap."""
    year = numbers(table[_YEAR], KEY, file)["value"].astype(int)
    table = flemish(table.assign(year=year), _CODE, GEOGRAPHY, reference, KEY, file)
    table = table[table["year"] <= LAST_OBSERVED]
    if table.empty:
        expected = f"a year up to {LAST_OBSERVED}"
        raise SourceError(KEY, file, "no households are counted", expected, "none")
    cells = numbers(table[_COUNT], KEY, file, marks={"": Missing.NOT_PUBLISHED})
    wide = table.assign(households=cells["value"]).pivot(
        index=["nis_code", "year"], columns=_SIZE, values="households"
    )
    return wide.reindex(pd.MultiIndex.from_product(wide.index.levels))


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
