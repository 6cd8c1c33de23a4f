"""VDAB: vacancies received and open by municipality and year, exported from Provincies in Cijfers.

A workbook of the portal (`_swing`): all history on the map of 2025, by name. Its title speaks of
scarcity, but no ratio stands in it. Whether open vacancies are an average of the year or a count on
one day is not stated; the sectors add up to the total exactly, as averages would hardly do. Jobs
through an agency are evidently not in it. A zero is a real zero.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.sources import _swing
from sdgwijzer.sources._figures import figures

KEY: Final = "vdab_vacancies"
REQUEST: Final = Request(name="pinc-vacatures/vacancies_shortages_sectors.xlsx")
_SHEET: Final = "Vacatures en krapte gemeenten"


class Query(Record):
    """What to take from the table.

    Attributes:
        label: the publisher's label, to the letter: `openstaande vacatures`, or one of its sectors.
    """

    label: str


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: numbers of vacancies.

    Raises:
        SourceError: the sheet has another layout, a label is missing or doubled, a name is no
            municipality, or a cell has a mark that is not in the legend.
    """
    path = get(REQUEST)
    cells = _swing.on_map(_swing.wide(path, _SHEET, KEY), KEY, path.name, reference)
    cells = _swing.real_years(cells)
    frames = []
    for item in indicators:
        label = Query.model_validate(item.query).label
        found = _swing.series(cells, label, KEY, path.name)
        frames.append(
            figures(item, found["value"], missing=found["missing"], geography=_swing.GEOGRAPHY)
        )
    return pd.concat(frames, ignore_index=True)


SOURCE: Final = Source(
    key=KEY,
    title="Vacatures per gemeente",
    publisher="VDAB, via Provincies in Cijfers",
    homepage="https://provincies.incijfers.be/databank",
    licence="hergebruik met bronvermelding (provincies.incijfers.be)",
    query=Query,
    read=read,
)
