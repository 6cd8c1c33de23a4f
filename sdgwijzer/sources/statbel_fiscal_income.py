"""Statbel: fiscal statistics of income, by municipality of residence and income year.

One sheet with a row per year and municipality; all years stand on the map of 2019. Amounts are
in euro of that year, numbers are tax returns or inhabitants. `*` is withheld. A zero is real: some
municipalities levy no tax of their own.

The workbook at hand ends with 2020. Of 2023 there is an extract that a third party made of the same
table: the total income only, on the map of 2025, where a merged municipality is the sum of its
parts. It has no inhabitants: they come from the indicator that the catalogue names (`per`), those
of the day after the year, as in Statbel's own column. The publisher's file of today holds that year
itself: then nothing is asked of the extract.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.fetch.finders import Dcat
from sdgwijzer.model import Flag, Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "statbel_fiscal_income"
GEOGRAPHY: Final = 2019
REQUEST: Final = Request(
    name="statbel-fiscal-income/TF_PSNL_INC_TAX_MUNTY.xlsx",
    finders=(Dcat(r"TF_PSNL_INC_TAX_MUNTY\.xlsx"),),
    url=(
        "https://statbel.fgov.be/sites/default/files/files/opendata/arbeid/"
        "TF_PSNL_INC_TAX_MUNTY.zip"
    ),
)
EXTRACT_YEAR: Final = 2023
EXTRACT: Final = Request(
    name="statbel-fiscal-income-2023-nis2025/statbel_fiscal_income_commune_2023_nis_2025.csv"
)
_EXTRACT_MAP: Final = 2025
_TOTAL: Final = "MS_TOT_NET_TAXABLE_INC"
_RESIDENTS: Final = "MS_TOT_RESIDENTS"
_MARKS: Final = {"*": Missing.WITHHELD, "": Missing.NOT_PUBLISHED}
_KEYS: Final = ("CD_YEAR", "CD_MUNTY_REFNIS")


class Query(Record):
    """What to divide by what.

    Attributes:
        column: the publisher's column above the line.
        of: columns below the line, added up.
    """

    column: str
    of: tuple[str, ...]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, each file once.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: numerator and denominator. What the
        extract adds is on the map of 2025, a numerator with the flag `other_file`.

    Raises:
        SourceError: a file has another layout, doubled rows or an unknown mark.
    """
    path = get(REQUEST)
    cells = sheet(path, KEY, "TF_PSNL_INC_TAX_MUNTY")
    table = cells.iloc[1:].set_axis(cells.iloc[0].astype(str), axis=1)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    asked = {name for query in queries.values() for name in (query.column, *query.of)}
    require_columns(table.columns, [*_KEYS, *sorted(asked)], KEY, path.name)
    for key in _KEYS:
        table[key] = numbers(table[key], KEY, path.name)["value"].astype(int)
    require_unique(table, _KEYS, KEY, path.name)
    table = flemish(table, "CD_MUNTY_REFNIS", GEOGRAPHY, reference, KEY, path.name)
    table = table.rename(columns={"CD_YEAR": "year"}).set_index(["nis_code", "year"])
    found = {name: numbers(table[name], KEY, path.name, marks=_MARKS) for name in sorted(asked)}
    frames = [_figures(item, queries[item.id], found) for item in indicators]
    per_inhabitant = Query(column=_TOTAL, of=(_RESIDENTS,))
    wanted = [item for item in indicators if item.per and queries[item.id] == per_inhabitant]
    if wanted and table.index.get_level_values("year").max() < EXTRACT_YEAR:
        frames += _extracted(wanted, get, reference)
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, query: Query, found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    amount = found[query.column]["value"]
    missing = found[query.column]["missing"]
    for name in query.of:
        missing = missing.fillna(found[name]["missing"])
    whole = sum((found[name]["value"] for name in query.of), start=pd.Series(0.0, amount.index))
    rows = figures(item, amount, whole, missing=missing, geography=GEOGRAPHY)
    # The source has the inhabitants itself: `per` is for the years in which it has not.
    return rows.assign(denominator=whole.where(missing.isna()).to_numpy(float))


def _extracted(
    indicators: Sequence[Indicator], get: Get, reference: Municipalities
) -> list[pd.DataFrame]:
    """The total income of the year of the extract; nothing where there is no such file."""
    try:
        path = get(EXTRACT)
    except AnswerMissing:
        return []
    columns = ["income_year", "geography_id", "geography_vintage", "value"]
    table = delimited(path, KEY, delimiter=",", columns=columns)
    expected = {"income_year": str(EXTRACT_YEAR), "geography_vintage": f"nis_{_EXTRACT_MAP}"}
    for name, only in expected.items():
        if set(table[name]) != {only}:
            raise SourceError(
                KEY, path.name, f"another {name}", only, str(sorted(set(table[name])))
            )
    require_unique(table, ["geography_id"], KEY, path.name)
    table = flemish(table, "geography_id", _EXTRACT_MAP, reference, KEY, path.name)
    total = numbers(table.set_index("nis_code")["value"], KEY, path.name)["value"]
    flag = pd.Series(Flag.OTHER_FILE.value, total.index)
    place = {"year": EXTRACT_YEAR, "geography": _EXTRACT_MAP}
    return [figures(item, total, flag=flag, **place) for item in indicators]


SOURCE: Final = Source(
    key=KEY,
    title="Fiscale statistiek van de inkomens per gemeente",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/open-data/fiscale-statistiek-van-de-inkomens",
    licence="CC BY 4.0",
    via="the total of 2023 summed to the map of 2025 by a third party (PolicyEngine/chronicle)",
    query=Query,
    read=read,
)
