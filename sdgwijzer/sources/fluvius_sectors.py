"""Fluvius: electricity and gas from the grid in 2020, by statistical sector and kind of user.

One sheet with a row per market, direction, statistical sector, kind of user and role of the
contract. The first five characters of a statistical sector are the municipality, in the codes of
before 2019. `34013REST` and `34013zzzz` are an unknown place inside a municipality and take part
in its sum; plain `REST` and `zzzz` belong to no municipality
(and stand there more than once). An empty amount is confidential: the
municipality gets a gap wherever that row would count. Homes without a kind (`Empty/Onbekend`)
count in the whole and in no kind.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "fluvius_sectors"
GEOGRAPHY: Final = 2018
YEAR: Final = 2020
REQUEST: Final = Request(name="fluvius/statistiche-sector-zonder-subsector-2020.xlsx")
_AMOUNT: Final = "Benaderend Verbruik (kWh)"
_PLACE: Final = "Statistische Sector"
_ROW: Final = ["Markt", "Richting", _PLACE, "Sector", "Rol Contact"]


class Query(Record):
    """Which users to count, in the whole that flows to all of them.

    Attributes:
        users: kinds of users, as the publisher calls them.
        markets: electricity, gas or both.
    """

    users: tuple[str, ...]
    markets: tuple[Literal["Elektriciteit", "Gas"], ...]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these shares for all municipalities, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2018: kWh of these users and of all users.

    Raises:
        SourceError: the sheet has another layout, doubled rows, no such users or no numbers.
    """
    path = get(REQUEST)
    cells = sheet(path, KEY, "ZS_RESULTAAT")
    table = cells.iloc[1:].set_axis(cells.iloc[0].astype(str), axis=1)
    require_columns(table.columns, [*_ROW, _AMOUNT], KEY, path.name)
    table = table.assign(code=table[_PLACE].astype(str).str[:5])
    table = flemish(table, "code", GEOGRAPHY, reference, KEY, path.name)
    table = table[table["Richting"] == "Afname"]
    require_unique(table, _ROW, KEY, path.name)
    amount = numbers(table[_AMOUNT], KEY, path.name, marks={"": Missing.WITHHELD})["value"]
    if (amount < 0).any():
        raise SourceError(KEY, path.name, "negative use", "kWh from 0", str(amount.min()))
    table = table.assign(amount=amount)
    frames = [_figures(item, table, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, table: pd.DataFrame, file: str) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    for column, asked in (("Markt", query.markets), ("Sector", query.users)):
        absent = set(asked) - set(table[column])
        if absent:
            there = ", ".join(sorted(set(table[column])))
            raise SourceError(KEY, file, f"no such {column}", ", ".join(sorted(absent)), there)
    rows = table[table["Markt"].isin(query.markets)]
    here, whole = rows["nis_code"], rows["amount"]
    part = whole.where(rows["Sector"].isin(query.users), 0)
    known = whole.notna().groupby(here).all()
    return figures(
        item,
        part.groupby(here).sum().where(known),
        whole.groupby(here).sum().where(known),
        missing=Missing.WITHHELD,
        geography=GEOGRAPHY,
        year=YEAR,
    )


SOURCE: Final = Source(
    key=KEY,
    title="Verbruik van elektriciteit en aardgas per statistische sector en soort gebruiker, 2020",
    publisher="Fluvius",
    homepage="https://opendata.fluvius.be",
    licence="Open data license Fluvius (hergebruik met bronvermelding)",
    query=Query,
    read=read,
)
