"""Statbel's number of inhabitants by origin: what the sources of origin and population share.

Not a file of Statbel itself: its workbook, put in a Parquet file by others, with four groups that
together are all inhabitants. Its totals are Statbel's number of inhabitants, to the person: they
equal those of the structure of the population in every municipality and year that both have.
"""

from pathlib import Path
from typing import Final, Literal, get_args

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Request
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.documents import parquet
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique

REQUEST: Final = Request(name="pinc_exports/origin_by_municipality.parquet")
Group = Literal["belgian_bg", "neighbouring", "eu27", "non_eu27"]
GROUPS: Final = get_args(Group)
TOTAL: Final = "total"
_YEAR: Final = "year"
_CODE: Final = "CD_REFNIS"
_REGION: Final = "TX_RGN_DESCR_NL"
_FLEMISH: Final = "Vlaams Gewest"


def people(path: Path, source: str, reference: Municipalities) -> pd.DataFrame:
    """The people of each group, and all of them, by nis_code and year, each year on its own map.

    Args:
        path: the file.
        source: key of the source, for the error.
        reference: the municipalities.

    Raises:
        SourceError: the file has another layout, doubled rows, cells that are no number, codes
            of another year, or groups that are not all inhabitants together.
    """
    table = parquet(path, source, [_YEAR, _CODE, *GROUPS, TOTAL, _REGION])
    require_unique(table, [_YEAR, _CODE], source, path.name)
    found = _flemish(table, source, path.name, reference)
    for name in (*GROUPS, TOTAL):
        found[name] = numbers(found[name], source, path.name)["value"]
    wrong = found[list(GROUPS)].sum(axis=1) != found[TOTAL]
    if wrong.any():
        first = str(found.loc[wrong, [_YEAR, _CODE, *GROUPS, TOTAL]].iloc[0].to_dict())
        raise SourceError(
            source, path.name, "sums differ", f"{' + '.join(GROUPS)} = {TOTAL}", first
        )
    return found.rename(columns={_CODE: "nis_code"}).set_index(["nis_code", _YEAR])


def _flemish(
    table: pd.DataFrame, source: str, file: str, reference: Municipalities
) -> pd.DataFrame:
    """The rows of Flemish municipalities, with the year as a whole number."""
    year = numbers(table[_YEAR], source, file)["value"].astype(int)
    table = table.assign(**{_YEAR: year, _CODE: table[_CODE].astype(str)})
    rows = table[table[_REGION] == _FLEMISH]
    there = [(one, code) for one in set(rows[_YEAR]) for code in reference.on_map(one)]
    strange = ~rows.set_index([_YEAR, _CODE]).index.isin(there)
    if strange.any() or rows.empty:
        found = str(rows.loc[strange, [_YEAR, _CODE]].head(3).to_dict("records"))
        expected = f"rows of {_FLEMISH}, each year with the codes of that year"
        raise SourceError(source, file, "municipalities that were not there", expected, found)
    return rows.copy()
