"""Files that Provincies in Cijfers made to fill its databank: what the readers of them share.

A sheet has a row per period and area: `period` (year), `geolevel`, `geoitem` (code of the area; of
a statistical sector the first five digits are the municipality's) and a column per subject, numbers
without marks. Areas of Brussels and people or facts without a place stand among them. The files
name no publisher and no licence, so no figures of them are in the repository.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import flemish

LICENCE: Final = "niet vermeld (Provincies in Cijfers: hergebruik met bronvermelding)"
HOMEPAGE: Final = "https://provincies.incijfers.be/databank"
_KEYS: Final = ["period", "geolevel", "geoitem"]


def sums(
    path: Path,
    source: str,
    name: str,
    columns: Sequence[str],
    *,
    level: str,
    geography: int,
    reference: Municipalities,
) -> pd.DataFrame:
    """The numbers of one sheet by nis_code and year; sectors are added up.

    Args:
        path: the workbook.
        source: key of the source, for the error.
        name: the sheet.
        columns: which subjects.
        level: the only `geolevel` that is expected.
        geography: the year of the map that the codes are of.
        reference: the municipalities.

    Raises:
        SourceError: the sheet has another layout or level, doubled rows, cells that are no number,
            or negative numbers.
    """
    cells = sheet(path, source, name)
    table = cells.iloc[1:].set_axis(cells.iloc[0].map(str).str.strip(), axis=1)
    require_columns(table.columns, [*_KEYS, *columns], source, path.name)
    require_unique(table, ["period", "geoitem"], source, path.name)
    levels = sorted(set(table["geolevel"].map(str)))
    if levels != [level]:
        raise SourceError(source, path.name, "another geolevel", level, str(levels))
    table = table.assign(code=table["geoitem"].map(str).str.removesuffix(".0").str[:5])
    table = flemish(table, "code", geography, reference, source, path.name)
    year = numbers(table["period"], source, path.name)["value"].astype(int).rename("year")
    amounts = pd.DataFrame({c: numbers(table[c], source, path.name)["value"] for c in columns})
    if (amounts < 0).any(axis=None):
        found = str(amounts.min().min())
        raise SourceError(source, path.name, "negative numbers", "0 or more", found)
    return amounts.groupby([table["nis_code"], year]).sum()
