"""Where a file of the Gemeente-Stadsmonitor stands, and how its cells come out: CSV or workbook.

Per indicator the site offers a CSV today, and offered a workbook until 2023 at least; per theme
(and for the whole survey) it offers a workbook with a sheet per indicator, named after its code. No
address of a CSV is known: the page of the indicator links to it. These pages are named after the
title, as the content system of the site (Drupal) makes addresses: six of the seven that are known
follow that rule.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from sdgwijzer.errors import AnswerMissing, DownloadError
from sdgwijzer.fetch.finders import Link
from sdgwijzer.model import Get, Request
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.workbook import sheet

KEY: Final = "stadsmonitor"

_SITE: Final = "https://gemeente-stadsmonitor.vlaanderen.be"
_ALL: Final = f"{_SITE}/download-alle-cijfers"
_PAGES: Final = f"{_SITE}/over-de-monitor/overzicht-indicatoren"
_BLOB: Final = "https://gsminfo.blob.core.windows.net/$web/Rapporten_outputs/OutputPerlDO"
_PLACES: Final = ("", f"{KEY}*/")
"""Where in a folder that somebody filled: on top, or in a folder of its own."""

_THEMES: Final = {
    "AR": "armoede",
    "CU": "cultuur",
    "DE": "demografie",
    "EC": "economie",
    "KL": "klimaat",
    "LO": "bestuur",
    "MO": "mobiliteit",
    "ON": "onderwijs",
    "RU": "ruimte",
    "SA": "samenleven",
    "WE": "werk",
    "WO": "wonen",
    "ZO": "zorg",
}
"""First letters of a code → a word in the name of the workbook of its theme (never seen live)."""
_SURVEY: Final = r"(?i)survey|bevraging"
_NO_WORDS: Final = frozenset(
    (
        *("a", "an", "as", "at", "before", "but", "by", "for", "from", "is", "in", "into", "like"),
        *("of", "off", "on", "onto", "per", "since", "than", "the", "this", "that", "to", "up"),
        *("via", "with"),
    )
)
"""What Drupal leaves out of an address: English words, of which some are Dutch too."""


class Sheet(NamedTuple):
    """The cells of one indicator, under their headers."""

    cells: pd.DataFrame
    file: str
    decimal: str  # the sign in numbers that are written as text


def page(title: str) -> str:
    """Address of the page of an indicator."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9 -]", "", plain).replace("-", " ").split()
    return f"{_PAGES}/{'-'.join(word for word in words if word not in _NO_WORDS)}"


def csv_request(code: str, title: str) -> Request:
    """The CSV of an indicator: what people download today."""
    names = (f"gemeentestadsmonitor_{code}.csv", f"GSM_Extract_{code}.csv")
    return Request(
        name=f"{KEY}/{names[0]}",
        also=tuple(place + name for name in names for place in _PLACES),
        finders=tuple(Link(page_, _linked(code, "csv")) for page_ in (page(title), _ALL)),
    )


def workbook_request(code: str, title: str) -> Request:
    """The workbook of an indicator: what the site linked to in 2023."""
    names = (f"GSM_Extract_{code}.xlsx", f"gemeentestadsmonitor_{code}.xlsx")
    return Request(
        name=f"{KEY}/{names[0]}",
        also=tuple(place + name for name in names for place in _PLACES),
        finders=(Link(page(title), _linked(code, "xlsx")),),
        url=f"{_BLOB}/{names[0]}",
        fallbacks=(Link(_ALL, _linked(code, "xlsx")),),
    )


def theme_request(code: str) -> Request:
    """A workbook with many indicators, a sheet for each: of a theme, or of the whole survey."""
    if "_S_" in code:
        name = "gemeentestadsmonitor_survey_alledata.xlsx"
        pattern = r"(?i)/[^/]*(survey|bevraging)[^/]*alle[^/]*\.xlsx(\?|$)"
        return Request(
            name=f"{KEY}/{name}",
            also=tuple(place + name for place in _PLACES),
            finders=(Link(_ALL, pattern),),
        )
    theme = _THEMES.get(code[:2], code[:2].lower())
    pattern = rf"(?i)^(?!.*(survey|bevraging)).*/[^/]*{theme}[^/]*\.xlsx(\?|$)"
    return Request(
        name=f"{KEY}/thema_{theme}.xlsx",
        also=(f"{KEY}*/*{theme}*.xlsx", f"*stadsmonitor*{theme}*.xlsx"),
        unlike=_SURVEY,
        finders=(Link(_ALL, pattern),),
    )


def _linked(code: str, ending: str) -> str:
    """Pattern of the address of the file of an indicator."""
    return rf"(?i)/([^/?]*[_-])?{code}([^0-9a-z_/?][^/?]*)?\.{ending}(\?|$)"


def opened(code: str, title: str, get: Get) -> Sheet:
    """The table of an indicator, from the first file that can be had.

    Raises:
        DownloadError: none can, with what became of each.
        SourceError: it is no table.
    """
    ways: tuple[tuple[Request, Callable[[Path], Sheet]], ...] = (
        (csv_request(code, title), _csv),
        (workbook_request(code, title), _workbook),
        (theme_request(code), lambda path: _workbook(path, code)),
    )
    problems: list[DownloadError] = []
    for request, read in ways:
        try:
            path = get(request)
        except DownloadError as error:
            problems.append(error)
            continue
        return read(path)
    missing = all(isinstance(each, AnswerMissing) for each in problems)
    said = "; ".join(map(str, problems))
    raise (AnswerMissing if missing else DownloadError)(said) from problems[-1]


def _csv(path: Path) -> Sheet:
    return Sheet(_named(delimited(path, KEY, delimiter=";")), path.name, ",")


def _workbook(path: Path, name: str | None = None) -> Sheet:
    cells = sheet(path, KEY, name)
    return Sheet(_named(cells.iloc[1:].set_axis(cells.iloc[0].map(str), axis=1)), path.name, ".")


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """The columns that have a header, spaces around it aside."""
    table = table.set_axis(table.columns.str.strip(), axis=1)
    return table.loc[:, table.columns != ""]
