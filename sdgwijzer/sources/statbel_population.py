"""Statbel: inhabitants on 1 January by municipality, sex, nationality and age.

One zip per year with one text file of about 100 MB: every combination of municipality, sex,
nationality, marital status and age is a row with its number of people. Two layouts: to 2017 the
code is CD_MUNTY_REFNIS and the year stands in CD_YEAR; from 2019 the code is CD_REFNIS and the
year is in the file name only. Each year stands on the map of that year. Age 100 is 100 and older,
with a row for each real age behind it: there, rows that look doubled are not.

Years without such a file can have a list of totals per municipality: Windows-1252, points between
thousands, sums of larger areas among the rows (their codes have lost a zero), notes at the end.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

import numpy as np
import pandas as pd

from sdgwijzer import municipalities
from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.model import FIGURE_COLUMNS, Get, Indicator, Record, Request, Source
from sdgwijzer.tables import chunked, delimited, header, numbers, require_unique

KEY: Final = "statbel_population"
FIRST_YEAR: Final = 2014
_URL: Final = (
    "https://statbel.fgov.be/sites/default/files/files/opendata/bevolking%20naar%20woonplaats%2C"
    "%20nationaliteit%20burgelijke%20staat%20%2C%20leeftijd%20en%20geslacht/"
)
_CELL: Final = ("CD_SEX", "CD_NATLTY", "CD_CIV_STS", "CD_AGE")  # with the code: one row
_OLDEST: Final = 100
_GROUPS: Final = ("age_65_plus", "age_0_17", "non_belgian")
_TOTALS: Final = ("NIS code", "Mannen", "Vrouwen", "Totaal")


class Query(Record):
    """Whom to count.

    Attributes:
        measure: all inhabitants, or the share of a group in them.
    """

    measure: Literal["inhabitants", "age_65_plus", "age_0_17", "non_belgian"]


def structure(year: int) -> Request:
    """The file with the structure of the population on 1 January of this year."""
    name = f"TF_SOC_POP_STRUCT_{year}.zip"
    return Request(name=f"statbel-population/{name}", url=_URL + name)


def totals(year: int) -> Request:
    """The list of totals per municipality of this year, exported from a workbook."""
    name = f"statbel-population-total-csv/Bevolking_per_gemeente {year}"
    return Request(name=f"{name}.csv", also=(f"{name} (*).csv",))


def read(indicators: Sequence[Indicator], get: Get) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, each file once.

    Returns:
        A frame with `FIGURE_COLUMNS`, each year on its own map: the number of inhabitants as
        value, a group as numerator with all inhabitants as denominator.

    Raises:
        AnswerMissing: there is no file for any year.
        SourceError: a file has another layout, another year in it, or doubled rows.
    """
    counted = list(_years(get))
    if not counted:
        raise AnswerMissing(f"{structure(FIRST_YEAR).name}: no file for this or a later year")
    counts = pd.concat(counted, ignore_index=True)
    figures = [_figures(item, counts) for item in indicators]
    return pd.concat(figures, ignore_index=True)[list(FIGURE_COLUMNS)]


def _years(get: Get) -> Iterator[pd.DataFrame]:
    """Per year that has a file: nis_code, year, inhabitants, and the groups where known."""
    for year in range(FIRST_YEAR, date.today().year + 1):
        try:
            counts = _structure(get(structure(year)), year)
        except AnswerMissing:
            try:
                counts = _totals(get(totals(year)), year)
            except AnswerMissing:
                continue  # a year that the publisher (or the folder) does not have
        yield counts.assign(year=year)


def _structure(path: Path, year: int) -> pd.DataFrame:
    """Inhabitants and groups by municipality, added up piece by piece."""
    names = header(path, KEY, delimiter="|")
    code = "CD_MUNTY_REFNIS" if "CD_MUNTY_REFNIS" in names else "CD_REFNIS"
    columns = [code, *_CELL, "MS_POPULATION", *({"CD_YEAR"} & set(names))]
    flemish = list(municipalities.load().on_map(year))
    pieces, cells = [], []
    for chunk in chunked(path, KEY, delimiter="|", columns=columns):
        if "CD_YEAR" in chunk and set(chunk["CD_YEAR"]) != {str(year)}:
            found = ", ".join(sorted(set(chunk["CD_YEAR"])))
            raise SourceError(KEY, path.name, "another year in CD_YEAR", str(year), found)
        rows = chunk[chunk[code].isin(flemish)]
        groups = _groups(rows, code, path.name)
        cells.append(rows.loc[groups["age"] < _OLDEST, [code, *_CELL]])
        pieces.append(groups.drop(columns="age").groupby("nis_code", as_index=False).sum())
    require_unique(pd.concat(cells), [code, *_CELL], KEY, path.name)
    return pd.concat(pieces).groupby("nis_code", as_index=False).sum()


def _groups(rows: pd.DataFrame, code: str, file: str) -> pd.DataFrame:
    """Per row its age, and its number of people in each group that it belongs to."""
    people = numbers(rows["MS_POPULATION"], KEY, file)["value"]
    age = numbers(rows["CD_AGE"], KEY, file)["value"]
    nationality = rows["CD_NATLTY"]
    unknown = set(nationality) - {"BEL", "ETR"}
    if unknown:
        raise SourceError(KEY, file, "another CD_NATLTY", "BEL or ETR", str(sorted(unknown)))
    return pd.DataFrame(
        {
            "nis_code": rows[code],
            "age": age,
            "inhabitants": people,
            "age_65_plus": people.where(age >= 65, 0),
            "age_0_17": people.where(age < 18, 0),
            "non_belgian": people.where(nationality == "ETR", 0),
        }
    )


def _totals(path: Path, year: int) -> pd.DataFrame:
    """Inhabitants by municipality; sums of larger areas and notes have no municipality's code."""
    table = delimited(path, KEY, delimiter=";", columns=_TOTALS, encoding="cp1252")
    table = table[table["NIS code"].isin(list(municipalities.load().on_map(year)))]
    require_unique(table, ["NIS code"], KEY, path.name)
    men, women, total = (
        numbers(table[name], KEY, path.name, thousands=".")["value"] for name in _TOTALS[1:]
    )
    wrong = men + women != total
    if wrong.any():
        first = table[wrong].iloc[0].to_dict()
        raise SourceError(KEY, path.name, "sums differ", "Mannen + Vrouwen = Totaal", str(first))
    known = pd.DataFrame({"nis_code": table["NIS code"], "inhabitants": total})
    return known.assign(**dict.fromkeys(_GROUPS, np.nan))


def _figures(item: Indicator, counts: pd.DataFrame) -> pd.DataFrame:
    measure = Query.model_validate(item.query).measure
    known = counts[counts[measure].notna()]
    everybody = measure == "inhabitants"
    return pd.DataFrame(
        {
            "indicator_id": item.id,
            "nis_code": known["nis_code"],
            "geography": known["year"],
            "year": known["year"],
            "value": known["inhabitants"] if everybody else np.nan,
            "numerator": np.nan if everybody else known[measure],
            "denominator": np.nan if everybody else known["inhabitants"],
            "flag": None,
            "missing": None,
        }
    )


SOURCE: Final = Source(
    key=KEY,
    title="Bevolking naar woonplaats, nationaliteit, leeftijd en geslacht op 1 januari",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/themas/bevolking/structuur-van-de-bevolking",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
