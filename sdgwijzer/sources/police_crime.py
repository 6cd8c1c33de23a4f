"""Federal police: registered offences by municipality of the fact, 2008 to 2020.

Read from a file that Provincies in Cijfers made for its databank (`_upload`): all years on the map
of 2019. It names no source; the subject (`vh`, veiligheid) and the public site say whose figures
they are. Kinds overlap (violence in the family is seen from another angle): they are never added.
All offences of 2020 hold breaches of the rules against COVID and cannot be compared: they are left
out (`until`). Rare kinds come near to single persons in a small municipality and are not read.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.model import Get, Indicator, Record, Request, Source, Whole
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.sources import _upload
from sdgwijzer.sources._figures import figures

KEY: Final = "police_crime"
GEOGRAPHY: Final = 2019
REQUEST: Final = Request(name="pinc-criminaliteit/Upload_2008_2020.xlsx")
_SHEETS: Final = {
    "totcrim": "upload1",
    "ds_woning": "upload3",
    "ds_fiets": "upload3",
    "ifg_fys": "upload3",
}


class Query(Record):
    """Which offences to count.

    Attributes:
        kind: all, burglaries in dwellings, bicycle thefts, physical violence within the family.
        until: the last year that can be compared; None for all.
    """

    kind: Literal["totcrim", "ds_woning", "ds_fiets", "ifg_fys"]
    until: Whole | None = None


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: numbers of offences.

    Raises:
        SourceError: see `_upload.sums`.
    """
    path = get(REQUEST)
    frames = []
    for item in indicators:
        query = Query.model_validate(item.query)
        column = f"v2801_vh_{query.kind}"
        found = _upload.sums(
            path,
            KEY,
            _SHEETS[query.kind],
            [column],
            level="gemeente",
            geography=GEOGRAPHY,
            reference=reference,
        )[column]
        if query.until is not None:
            found = found[found.index.get_level_values("year") <= query.until]
        frames.append(figures(item, found, geography=GEOGRAPHY))
    return pd.concat(frames, ignore_index=True)


SOURCE: Final = Source(
    key=KEY,
    title="Politiële criminaliteitsstatistieken per gemeente",
    publisher="Federale Politie, via Provincies in Cijfers",
    homepage=_upload.HOMEPAGE,
    licence=_upload.LICENCE,
    query=Query,
    read=read,
    shipped=False,
)
