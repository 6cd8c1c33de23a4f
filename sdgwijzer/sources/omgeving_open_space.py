"""Department of Environment: what the open space is, by its map of land use of 2013 and 2016.

A file that Provincies in Cijfers made for its databank (`_upload`): square metres by statistical
sector, added up, on the map of 2018; it names no source. Only the open space is in it (no built-up
land, roads, gardens), so the shares are of the open space and not of the municipality. The two
years can differ by the way of mapping, not only on the ground.
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

import pandas as pd
from pydantic import Field

from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.sources import _upload
from sdgwijzer.sources._figures import figures

KEY: Final = "omgeving_open_space"
GEOGRAPHY: Final = 2018
REQUEST: Final = Request(
    name="omgeving-landgebruik-open-ruimte/Upload_landgebruik_open_ruimte_2013_2016.xlsx"
)
_SHEET: Final = "Blad1"
_WHOLE: Final = "v1591_opp_or_totaal"


class Query(Record):
    """Which kinds of land to take, out of all open space.

    Attributes:
        kinds: kinds of land, added up.
    """

    kinds: Annotated[
        tuple[Literal["bos", "akker", "grasland", "struikgewas", "braak", "water", "moeras"], ...],
        Field(min_length=1),
    ]

    @property
    def columns(self) -> list[str]:
        """The publisher's columns."""
        return [f"v1591_opp_or_{kind}" for kind in self.kinds]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2018: square metres of the open space.

    Raises:
        SourceError: see `_upload.sums`.
    """
    path = get(REQUEST)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    columns = sorted({_WHOLE, *(name for query in queries.values() for name in query.columns)})
    area = _upload.sums(
        path, KEY, _SHEET, columns, level="statsec", geography=GEOGRAPHY, reference=reference
    )
    frames = [
        figures(item, area[queries[item.id].columns].sum(axis=1), area[_WHOLE], geography=GEOGRAPHY)
        for item in indicators
    ]
    return pd.concat(frames, ignore_index=True)


SOURCE: Final = Source(
    key=KEY,
    title="Landgebruik van de open ruimte in 2013 en 2016",
    publisher="Departement Omgeving en VITO, via Provincies in Cijfers",
    homepage=_upload.HOMEPAGE,
    licence=_upload.LICENCE,
    query=Query,
    read=read,
    shipped=False,
)
