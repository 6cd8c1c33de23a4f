"""VITO for the Department of Environment: inhabitants with green near their home, 2013 and 2016.

A workbook that Provincies in Cijfers made for its databank; it names no source. Read is the sheet
with names: a row per municipality (map of 2018) and year, with VITO's own inhabitants, spread over
a grid: they are not those of the register, so a share has its whole from here. The two years come
from different base maps.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources import _upload
from sdgwijzer.sources._figures import figures

KEY: Final = "vito_green"
GEOGRAPHY: Final = 2018
REQUEST: Final = Request(name="vito-groen-in-de-buurt/NAT_groen_buurt_VITO.xlsx")
_SHEET: Final = "Groen in de buurt"
_ALL: Final = "Totaal Inwoners"


class Query(Record):
    """Which green to look at.

    Attributes:
        kind: Buurtgroen (0.2 ha within 400 m) or Wijkgroen (10 ha within 800 m).
    """

    kind: Literal["Buurtgroen", "Wijkgroen"]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2018: inhabitants with green, of all.

    Raises:
        SourceError: the sheet has another layout, doubled rows, unknown names or cells that are no
            number.
    """
    path = get(REQUEST)
    cells = sheet(path, KEY, _SHEET)
    table = cells.iloc[1:].set_axis(cells.iloc[0].map(str).str.strip(), axis=1)
    wanted = {item.id: f"Inwoners {Query.model_validate(item.query).kind}" for item in indicators}
    columns = [_ALL, *sorted(set(wanted.values()))]
    require_columns(table.columns, ["Gemeente", "Jaar", *columns], KEY, path.name)
    table = table[(table[["Gemeente", "Jaar"]] != "").any(axis=1)]
    require_unique(table, ["Gemeente", "Jaar"], KEY, path.name)
    code = reference.codes(table["Gemeente"].map(str), GEOGRAPHY, KEY, path.name)
    year = numbers(table["Jaar"], KEY, path.name)["value"].astype(int)
    people = pd.DataFrame({name: numbers(table[name], KEY, path.name)["value"] for name in columns})
    people = people.set_axis(
        pd.MultiIndex.from_arrays([code, year], names=["nis_code", "year"]), axis=0
    )
    frames = [
        figures(item, people[wanted[item.id]], people[_ALL], geography=GEOGRAPHY)
        for item in indicators
    ]
    return pd.concat(frames, ignore_index=True)


SOURCE: Final = Source(
    key=KEY,
    title="Groen in de buurt van de woning in 2013 en 2016",
    publisher="VITO voor het Departement Omgeving, via Provincies in Cijfers",
    homepage=_upload.HOMEPAGE,
    licence=_upload.LICENCE,
    query=Query,
    read=read,
    shipped=False,
)
