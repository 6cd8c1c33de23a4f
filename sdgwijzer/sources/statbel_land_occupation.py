"""Statbel: land use according to the land register, 1985-2015, in hectare.

One row per year, municipality and heading; the 27 headings of a municipality together are its
whole area, public roads and water that are not registered included (heading 5TOT). All years
stand on the map of before 2019. Use in the register is not what one sees on the ground, and some
jumps between years are another way of registering.
"""

from collections.abc import Sequence
from typing import Annotated, Final

import pandas as pd
from pydantic import Field

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "statbel_land_occupation"
GEOGRAPHY: Final = 2018
REQUEST: Final = Request(name="statbel-land-occupation/TF_EAE_LAND_OCCUPTN_flanders_1985_2015.csv")
_YEAR: Final = "CD_YEAR"
_CODE: Final = "CD_MUNTY_REFNIS"
_HEADING: Final = "CD_RUB_LVL_3"
_AREA: Final = "MS_TOT_SUR"


class Query(Record):
    """Which land to add up.

    Attributes:
        headings: codes of headings (level 3), or their first characters.
        of: headings of the whole; none for the whole area of the municipality.
    """

    headings: Annotated[tuple[str, ...], Field(min_length=1)]
    of: tuple[str, ...] = ()


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one file.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2018: hectares, of the part and the whole.

    Raises:
        SourceError: the file has another layout, doubled rows, or no such heading.
    """
    path = get(REQUEST)
    table = delimited(path, KEY, delimiter="|", columns=(_YEAR, _CODE, _HEADING, _AREA))
    require_unique(table, [_YEAR, _CODE, _HEADING], KEY, path.name)
    table = flemish(table, _CODE, GEOGRAPHY, reference, KEY, path.name)
    table = table.assign(
        year=numbers(table[_YEAR], KEY, path.name)["value"].astype(int),
        hectares=numbers(table[_AREA], KEY, path.name)["value"],
    )
    area = table.pivot(index=["nis_code", "year"], columns=_HEADING, values="hectares")
    frames = [_figures(item, area, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, area: pd.DataFrame, file: str) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    part = _sum(area, query.headings, file)
    whole = _sum(area, query.of, file) if query.of else area.sum(axis=1)
    return figures(item, part, whole, geography=GEOGRAPHY)


def _sum(area: pd.DataFrame, headings: Sequence[str], file: str) -> pd.Series:
    """Hectares of these headings; a heading that a municipality lacks is no land of that kind."""
    unknown = [code for code in headings if not area.columns.str.startswith(code).any()]
    if unknown:
        found = ", ".join(area.columns)
        raise SourceError(KEY, file, "no such headings", ", ".join(unknown), found)
    return area.loc[:, area.columns.str.startswith(tuple(headings))].sum(axis=1)


SOURCE: Final = Source(
    key=KEY,
    title="Bodembezetting volgens het kadasterregister (reeks 1985-2015)",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/open-data",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
