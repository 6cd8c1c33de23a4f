"""Statbel: road accidents with dead or injured, one workbook per year.

A row per hour, municipality and kind of place, with the number of accidents: they are added up. The
numbers are accidents and not people (those are in another file, TF_ACCIDENTS_VICTIMS): one with
two dead is one accident with dead. `…_30_DAYS` also counts who died within 30 days, the European
definition. An accident with both dead and seriously injured may stand in both columns, so these are
never added. Accidents are counted where they happen. A municipality without a row in a year has no
figure here: mostly it had no accident, but the file does not say so.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.fetch.finders import Dcat
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import codes, figures
from sdgwijzer.sources.stadsmonitor import geography

KEY: Final = "statbel_accidents"
FIRST_YEAR: Final = 2014  # the first of which there are inhabitants to divide by
_URL: Final = "https://statbel.fgov.be/sites/default/files/files/opendata/Verkeersongevallen/"
_FLANDERS: Final = "02000"
_ALL: Final = "MS_ACCT"
_PARTS: Final = ("MS_ACCT_WITH_DEAD_30_DAYS", "MS_ACCT_WITH_SERLY_INJ")
_COLUMNS: Final = ("DT_DAY", "CD_MUNTY_REFNIS", "CD_RGN_REFNIS", _ALL, *_PARTS)


class Query(Record):
    """Which accidents to count.

    Attributes:
        column: all with dead or injured, those with dead (within 30 days), or with seriously
            injured.
    """

    column: Literal["MS_ACCT", "MS_ACCT_WITH_DEAD_30_DAYS", "MS_ACCT_WITH_SERLY_INJ"]


def accidents(year: int) -> Request:
    """The workbook of this year."""
    file = f"TF_ACCIDENTS_{year}.xlsx"
    return Request(
        name=f"statbel-accidents/{file}",
        url=_URL + file,
        finders=(Dcat(rf"TF_ACCIDENTS_{year}\.xlsx"),),
        year=year,
    )


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, each workbook once.

    Returns:
        A frame with `FIGURE_COLUMNS`, each year on the map that its codes are of: accidents.

    Raises:
        AnswerMissing: there is no workbook for any year.
        SourceError: a workbook has another layout, days of another year, doubled rows, codes of
            several maps, cells that are no number, or more accidents of a kind than accidents.
    """
    years = list(_years(get, reference))
    if not years:
        raise AnswerMissing(f"{accidents(FIRST_YEAR).name}: no file for this or a later year")
    sums = pd.concat(years, ignore_index=True)
    sums = sums.set_index(["nis_code", "geography", "year"])
    frames = [figures(item, sums[Query.model_validate(item.query).column]) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _years(get: Get, reference: Municipalities) -> Iterator[pd.DataFrame]:
    for year in range(FIRST_YEAR, date.today().year + 1):
        try:
            path = get(accidents(year))
        except AnswerMissing:
            continue  # a year that the publisher (or the folder) does not have
        yield _sums(sheet(path, KEY), year, path.name, reference)


def _sums(cells: pd.DataFrame, year: int, file: str, reference: Municipalities) -> pd.DataFrame:
    """Accidents by nis_code, with geography and year."""
    table = cells.iloc[1:].set_axis(cells.iloc[0].map(str).str.strip(), axis=1)
    require_columns(table.columns, _COLUMNS, KEY, file)
    table = table[(table != "").any(axis=1)]
    _require_days(table["DT_DAY"], year, file)
    if table.astype(str).duplicated(keep=False).all():
        raise SourceError(KEY, file, "all rows are doubled", "each row once", f"{len(table)} rows")
    flemish = codes(table["CD_RGN_REFNIS"]) == _FLANDERS
    code = codes(table.loc[flemish, "CD_MUNTY_REFNIS"])
    on_map = geography(set(code), reference) if len(code) else None
    if on_map is None:
        found = f"{code.nunique()} codes that are not: {sorted(set(code))[:5]}"
        raise SourceError(KEY, file, "other municipalities", "codes of one map of Flanders", found)
    names = [_ALL, *_PARTS]
    counts = table.loc[flemish, names].apply(lambda each: numbers(each, KEY, file)["value"])
    wrong = (counts < 0).any(axis=1) | counts[list(_PARTS)].gt(counts[_ALL], axis=0).any(axis=1)
    if wrong.any():
        found = str(counts[wrong].iloc[0].to_dict())
        raise SourceError(KEY, file, "accidents that do not fit", f"at most {_ALL} of each", found)
    return counts.groupby(code).sum().reset_index().assign(geography=on_map, year=year)


def _require_days(days: pd.Series, year: int, file: str) -> None:
    found = days.map(lambda day: day.isoformat() if isinstance(day, date) else str(day))
    wrong = sorted(set(found[~found.str.fullmatch(rf"{year}-\d\d-\d\d.*")]))
    if wrong or found.empty:
        raise SourceError(KEY, file, "other days in DT_DAY", f"days of {year}", str(wrong[:5]))


SOURCE: Final = Source(
    key=KEY,
    title="Verkeersongevallen met doden of gewonden",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/open-data",
    licence="CC BY 4.0",
    query=Query,
    read=read,
    shipped=False,
)
