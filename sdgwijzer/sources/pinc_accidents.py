"""Statbel: road accidents with injured in 2019 and 2020, by way of Provincies in Cijfers.

A file that was made for its databank (`_upload`), on the map of 2019; it names no source. Only all
accidents and those with at least one bicycle are read: whether `do` counts who died within 30 days
is not stated. The numbers are accidents, not people. Statbel's own files are read by
`statbel_accidents`.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.sources import _upload
from sdgwijzer.sources._figures import figures

KEY: Final = "pinc_accidents"
GEOGRAPHY: Final = 2019
REQUEST: Final = Request(name="pinc-verkeersongevallen/20210623_Upload crimi en verkeer.xlsx")
_SHEET: Final = "UPLOAD2021"


class Query(Record):
    """Which accidents to count.

    Attributes:
        kind: all with injured, or those with at least one bicycle.
    """

    kind: Literal["ongeval_lets", "fiets"]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: numbers of accidents.

    Raises:
        SourceError: see `_upload.sums`.
    """
    path = get(REQUEST)
    kinds = {item.id: Query.model_validate(item.query).kind for item in indicators}
    columns = [f"v2802_vh_ver_{kind}" for kind in sorted(set(kinds.values()))]
    found = _upload.sums(
        path, KEY, _SHEET, columns, level="gemeente", geography=GEOGRAPHY, reference=reference
    )
    frames = [
        figures(item, found[f"v2802_vh_ver_{kinds[item.id]}"], geography=GEOGRAPHY)
        for item in indicators
    ]
    return pd.concat(frames, ignore_index=True)


SOURCE: Final = Source(
    key=KEY,
    title="Verkeersongevallen met gewonden in 2019 en 2020",
    publisher="Statbel, via Provincies in Cijfers",
    homepage=_upload.HOMEPAGE,
    licence=_upload.LICENCE,
    query=Query,
    read=read,
    shipped=False,
)
