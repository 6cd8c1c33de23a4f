"""Statbel: inhabitants on 1 January by municipality and group of origin, since 2000.

Four groups that together are all inhabitants (Belgian background, neighbouring countries, other
countries of the EU, rest of the world); see `_origin`. The shares in the file are rounded and are
not read. Each year stands on the map of that year; the rows of other regions are left out.
"""

from collections.abc import Sequence
from typing import Annotated, Final

import pandas as pd
from pydantic import Field

from sdgwijzer.model import Get, Indicator, Record, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.sources import _origin
from sdgwijzer.sources._figures import figures
from sdgwijzer.sources._origin import GROUPS, REQUEST, Group

__all__ = ["GROUPS", "REQUEST", "SOURCE"]

KEY: Final = "statbel_origin"


class Query(Record):
    """Whom to count, out of all inhabitants.

    Attributes:
        groups: columns of the groups, added up; eu27 is without Belgium and its neighbours.
    """

    groups: Annotated[tuple[Group, ...], Field(min_length=1)]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one file.

    Returns:
        A frame with `FIGURE_COLUMNS`, each year on its own map: the group, of all inhabitants.

    Raises:
        SourceError: see `_origin.people`.
    """
    people = _origin.people(get(REQUEST), KEY, reference)
    frames = []
    for item in indicators:
        groups = list(Query.model_validate(item.query).groups)
        frames.append(figures(item, people[groups].sum(axis=1), people[_origin.TOTAL]))
    return pd.concat(frames, ignore_index=True)


SOURCE: Final = Source(
    key=KEY,
    title="Bevolking naar herkomst op 1 januari",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/themas/bevolking/structuur-van-de-bevolking/herkomst",
    licence="CC BY 4.0",
    via="its workbook put in a Parquet file by a third party (NetBeck22/education)",
    query=Query,
    read=read,
)
