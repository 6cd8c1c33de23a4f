"""Statbel: inhabitants on 1 January by municipality and group of origin, since 2000.

Not a file of Statbel itself: its workbook, put in a Parquet file by others, with four groups that
together are all inhabitants (Belgian background, neighbouring countries, other countries of the
EU, rest of the world). Its totals are Statbel's number of inhabitants, to the person. The shares
in it are rounded and are not read. Each year stands on the map of that year; the rows of
other regions are left out.
"""

from collections.abc import Sequence
from typing import Annotated, Final, Literal, get_args

import pandas as pd
from pydantic import Field

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.documents import parquet
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures

KEY: Final = "statbel_origin"
REQUEST: Final = Request(name="pinc_exports/origin_by_municipality.parquet")
Group = Literal["belgian_bg", "neighbouring", "eu27", "non_eu27"]
GROUPS: Final = get_args(Group)
_YEAR: Final = "year"
_CODE: Final = "CD_REFNIS"
_TOTAL: Final = "total"
_REGION: Final = "TX_RGN_DESCR_NL"
_FLEMISH: Final = "Vlaams Gewest"


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
        SourceError: the file has another layout, doubled rows, cells that are no number, codes
            of another year, or groups that are not all inhabitants together.
    """
    path = get(REQUEST)
    table = parquet(path, KEY, [_YEAR, _CODE, *GROUPS, _TOTAL, _REGION])
    require_unique(table, [_YEAR, _CODE], KEY, path.name)
    people = _flemish(table, path.name, reference)
    for name in (*GROUPS, _TOTAL):
        people[name] = numbers(people[name], KEY, path.name)["value"]
    wrong = people[list(GROUPS)].sum(axis=1) != people[_TOTAL]
    if wrong.any():
        found = str(people.loc[wrong, [_YEAR, _CODE, *GROUPS, _TOTAL]].iloc[0].to_dict())
        expected = f"{' + '.join(GROUPS)} = {_TOTAL}"
        raise SourceError(KEY, path.name, "sums differ", expected, found)
    people = people.rename(columns={_CODE: "nis_code"}).set_index(["nis_code", _YEAR])
    frames = []
    for item in indicators:
        groups = list(Query.model_validate(item.query).groups)
        frames.append(figures(item, people[groups].sum(axis=1), people[_TOTAL]))
    return pd.concat(frames, ignore_index=True)


def _flemish(table: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """The rows of Flemish municipalities, with the year as a whole number."""
    year = numbers(table[_YEAR], KEY, file)["value"].astype(int)
    table = table.assign(**{_YEAR: year, _CODE: table[_CODE].astype(str)})
    known = reference
    rows = table[table[_REGION] == _FLEMISH]
    there = [(one, code) for one in set(rows[_YEAR]) for code in known.on_map(one)]
    strange = ~rows.set_index([_YEAR, _CODE]).index.isin(there)
    if strange.any() or rows.empty:
        found = str(rows.loc[strange, [_YEAR, _CODE]].head(3).to_dict("records"))
        expected = f"rows of {_FLEMISH}, each year with the codes of that year"
        raise SourceError(KEY, file, "municipalities that were not there", expected, found)
    return rows.copy()


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
