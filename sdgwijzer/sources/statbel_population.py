"""Statbel: inhabitants on 1 January by municipality, sex, nationality and age.

One zip per year with one text file of about 100 MB: every combination of municipality, sex,
nationality, marital status and age is a row with its number of people. Two layouts: to 2018 the
code is CD_MUNTY_REFNIS and the year stands in CD_YEAR; from 2019 the code is CD_REFNIS and the
year is in the file name only. Most are UTF-8, that of 2022 is Windows-1252. Each year stands on
the map of that year. Age 100 is 100 and older, with a row for each real age behind it: there, rows
that look doubled are not.

Years without such a file can have a list of totals per municipality: Windows-1252, points between
thousands, sums of larger areas among the rows (their codes have lost a zero), notes at the end. Of
a year without either, the table by origin has Statbel's total (`_origin`). Both give no groups, and
their figures have the flag `other_file`.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

import numpy as np
import pandas as pd

from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.fetch.finders import Dcat
from sdgwijzer.model import Flag, Get, Indicator, Record, Request, Source, Whole
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import chunked, delimited, header
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_total, require_unique
from sdgwijzer.sources import _origin
from sdgwijzer.sources._figures import figures

KEY: Final = "statbel_population"
FIRST_YEAR: Final = 2014
_URL: Final = (
    "https://statbel.fgov.be/sites/default/files/files/opendata/bevolking%20naar%20woonplaats%2C"
    "%20nationaliteit%20burgelijke%20staat%20%2C%20leeftijd%20en%20geslacht/"
)
_CELL: Final = ("CD_SEX", "CD_NATLTY", "CD_CIV_STS", "CD_AGE")  # with the code: one row
_FLANDERS: Final = "2000"  # in the list of totals, which has lost a zero
_OLDEST: Final = 100
_COUNT: Final = ["nis_code", "age", "nationality"]
_TOTALS: Final = ("NIS code", "Mannen", "Vrouwen", "Totaal")


Ages = tuple[Whole, Whole | None]
"""From and up to and including; None: and older."""


class Query(Record):
    """Whom to count; nobody named is all inhabitants.

    Attributes:
        ages: the ages above the line.
        of: the ages below the line; none for all inhabitants.
        nationality: BEL for Belgians, ETR for all others.
    """

    ages: tuple[Ages, ...] = ()
    of: tuple[Ages, ...] = ()
    nationality: Literal["BEL", "ETR"] | None = None

    @property
    def everybody(self) -> bool:
        """Whether the number of inhabitants is asked, and no group."""
        return not self.ages and self.nationality is None


def structure(year: int) -> Request:
    """The file with the structure of the population on 1 January of this year."""
    name = f"TF_SOC_POP_STRUCT_{year}.zip"
    found = Dcat(re.escape(name))
    return Request(
        name=f"statbel-population/{name}",
        url=_URL + name,
        also=(f"statbel-population-*/{name}",),
        finders=(found,),
        year=year,
    )


def totals(year: int) -> Request:
    """The list of totals per municipality of this year, exported from a workbook."""
    name = f"statbel-population-total-csv/Bevolking_per_gemeente {year}"
    return Request(name=f"{name}.csv", also=(f"{name} (*).csv",))


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, each file once.

    Returns:
        A frame with `FIGURE_COLUMNS`, each year on its own map: a group, of all inhabitants or of
        the ages in `of`.

    Raises:
        AnswerMissing: there is no file for any year.
        SourceError: a file has another layout, another year in it, or doubled rows.
    """
    years = list(_years(get, reference))
    if not years:
        raise AnswerMissing(f"{structure(FIRST_YEAR).name}: no file for this or a later year")
    frames = [_figures(item, years) for item in indicators]
    return pd.concat([frame for frame in frames if len(frame)], ignore_index=True)


def _years(get: Get, reference: Municipalities) -> Iterator[pd.DataFrame]:
    """Per year that has a file: nis_code, age, nationality, people, year; a total has no age."""
    without = []
    for year in range(FIRST_YEAR, date.today().year + 1):
        try:
            counts = _structure(get(structure(year)), year, reference)
        except AnswerMissing:
            try:
                counts = _totals(get(totals(year)), year, reference)
            except AnswerMissing:
                without.append(year)
                continue
        yield counts.assign(year=year)
    yield from _by_origin(without, get, reference)


def _by_origin(years: Sequence[int], get: Get, reference: Municipalities) -> Iterator[pd.DataFrame]:
    """The totals of these years that the table by origin has; a year without any stays a gap."""
    if not years:
        return
    try:
        path = get(_origin.REQUEST)
    except AnswerMissing:
        return
    total = _origin.people(path, KEY, reference)[_origin.TOTAL].rename("people").reset_index()
    for _, people in total[total["year"].isin(years)].groupby("year"):
        yield people.assign(age=np.nan, nationality=None)


def _structure(path: Path, year: int, reference: Municipalities) -> pd.DataFrame:
    """People by municipality, age and nationality, added up piece by piece."""
    names = header(path, KEY, delimiter="|")
    code = "CD_MUNTY_REFNIS" if "CD_MUNTY_REFNIS" in names else "CD_REFNIS"
    name = "TX_MUNTY_DESCR_NL" if "TX_MUNTY_DESCR_NL" in names else "TX_DESCR_NL"
    columns = [code, name, *_CELL, "MS_POPULATION", *({"CD_YEAR"} & set(names))]
    flemish = list(reference.on_map(year))
    pieces, cells, named = [], [], set()
    for chunk in chunked(path, KEY, delimiter="|", columns=columns):
        if "CD_YEAR" in chunk and set(chunk["CD_YEAR"].unique()) != {str(year)}:
            found = ", ".join(sorted(chunk["CD_YEAR"].unique()))
            raise SourceError(KEY, path.name, "another year in CD_YEAR", str(year), found)
        rows = chunk[chunk[code].isin(flemish)]
        named |= set(rows[[code, name]].drop_duplicates().itertuples(index=False, name=None))
        counts = _counts(rows, code, path.name)
        cells.append(rows.loc[counts["age"] < _OLDEST, [code, *_CELL]])
        pieces.append(counts.groupby(_COUNT, as_index=False).sum())
    _require_names(named, year, path.name, reference)
    require_unique(pd.concat(cells), [code, *_CELL], KEY, path.name)
    return pd.concat(pieces).groupby(_COUNT, as_index=False).sum()


def _require_names(
    named: Collection[tuple[str, str]], year: int, file: str, reference: Municipalities
) -> None:
    """Each code has the name of its municipality: the text was read in its own encoding."""
    wrong = sorted(
        f"{code} {name}"
        for code, name in named
        if reference.code(name.partition(" (")[0], year) != code
    )
    if wrong:
        expected = f"the names of the municipalities of {year}"
        raise SourceError(KEY, file, "other names beside the codes", expected, str(wrong[:5]))


def _counts(rows: pd.DataFrame, code: str, file: str) -> pd.DataFrame:
    nationality = rows["CD_NATLTY"]
    unknown = set(nationality.unique()) - {"BEL", "ETR"}
    if unknown:
        raise SourceError(KEY, file, "another CD_NATLTY", "BEL or ETR", str(sorted(unknown)))
    return pd.DataFrame(
        {
            "nis_code": rows[code],
            "age": numbers(rows["CD_AGE"], KEY, file)["value"],
            "nationality": nationality,
            "people": numbers(rows["MS_POPULATION"], KEY, file)["value"],
        }
    )


def _totals(path: Path, year: int, reference: Municipalities) -> pd.DataFrame:
    """Inhabitants by municipality; sums of larger areas and notes have no municipality's code."""
    table = delimited(path, KEY, delimiter=";", columns=_TOTALS)
    on_map = list(reference.on_map(year))
    table = table[table["NIS code"].isin([*on_map, _FLANDERS])]
    require_unique(table, ["NIS code"], KEY, path.name)
    men, women, total = (
        numbers(table[name], KEY, path.name, thousands=".")["value"] for name in _TOTALS[1:]
    )
    wrong = men + women != total
    if wrong.any():
        first = table[wrong].iloc[0].to_dict()
        raise SourceError(KEY, path.name, "sums differ", "Mannen + Vrouwen = Totaal", str(first))
    known = pd.DataFrame({"nis_code": table["NIS code"], "people": total, "year": year})
    sums = known.set_index(["nis_code", "year"])
    whole = sums[sums.index.get_level_values(0) == _FLANDERS]
    require_total(sums.drop(whole.index), whole.droplevel(0), len(on_map), KEY, path.name)
    known = known.loc[known["nis_code"] != _FLANDERS, ["nis_code", "people"]]
    return known.assign(age=np.nan, nationality=None)


def _figures(item: Indicator, years: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One indicator; year by year, because a groupby takes several times the memory of its rows."""
    query = Query.model_validate(item.query)
    found = pd.concat([_sums(query, counts) for counts in years]).sort_index()
    flag = pd.Series(Flag.OTHER_FILE.value, found.index, dtype=object).where(found["alone"], None)
    return figures(item, found["part"], found["whole"], flag=flag)


def _sums(query: Query, counts: pd.DataFrame) -> pd.DataFrame:
    """Of one year by nis_code and year: part, whole, and whether only a total is known."""
    known = counts if query.everybody else counts[counts["age"].notna()]
    part = _within(known["age"], query.ages)
    if query.nationality is not None:
        part &= known["nationality"] == query.nationality
    whole = _sum(known, _within(known["age"], query.of))
    return pd.DataFrame(
        {"part": _sum(known, part), "whole": whole, "alone": known["age"].isna().all()}
    )


def _within(age: pd.Series, ages: Sequence[Ages]) -> pd.Series:
    """Which ages are in one of the ranges; without ranges all of them, the unknown too."""
    found = pd.Series(not ages, index=age.index)
    for low, high in ages:
        found |= age.between(low, high if high is not None else np.inf)
    return found


def _sum(counts: pd.DataFrame, chosen: pd.Series) -> pd.Series:
    """People by municipality and year; a municipality without anybody chosen has zero."""
    people = counts["people"].where(chosen, 0)
    return people.groupby([counts["nis_code"], counts["year"]]).sum()


SOURCE: Final = Source(
    key=KEY,
    title="Bevolking naar woonplaats, nationaliteit, leeftijd en geslacht op 1 januari",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/themas/bevolking/structuur-van-de-bevolking",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
