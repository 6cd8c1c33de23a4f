"""Investments of municipalities: what was spent per inhabitant, from the annual accounts (BBC-DR).

Exported by hand from the reporting tool of Agentschap Binnenlands Bestuur: one wide sheet, all
history on the map of 2025, with names instead of codes ("Gemeente en OCMW Aalst"). Row 1 has the
financial year of a column, row 2 its account ("REK224-0 Wegen - aanschaffingswaarde"); each year
has its own set of accounts. An empty cell means that nothing was booked. Negative amounts are
corrections of earlier years and stay as they are.

The last row holds the filters of the export. They say what the numbers are: the same sheet could
hold plans, another version of the accounts, or euros in total.
"""

import math
from collections.abc import Sequence
from typing import Annotated, Final

import pandas as pd
from pydantic import StringConstraints

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source, Whole
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing import published_numbers, required, workbook
from sdgwijzer.sources._figures import figures

KEY: Final = "abb_investments"
GEOGRAPHY: Final = 2025
REQUEST: Final = Request(name="abb-bbc/detail-alle-jaren.xlsx")
_OWNER: Final = "Gemeente en OCMW "
_ACCOUNT: Final = r"^REK(\d{3,4}(?:-\d)?) "

AccountPrefix = Annotated[str, StringConstraints(pattern=r"^\d{1,4}(-\d)?$")]


class Query(Record):
    """Which accounts to add up.

    Attributes:
        accounts: first digits of account numbers, without REK; none for all investments.
        since: first year to take, where a new account was hardly used in its first year.
    """

    accounts: tuple[AccountPrefix, ...] = ()
    since: Whole = 0


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: value in euro per inhabitant, for the
        years in which at least one of the accounts exists. Zero is an account on which nothing
        was booked; a municipality without any booking in a year is NOT_PUBLISHED.

    Raises:
        SourceError: if the export has another layout or other filters, a name is no municipality,
            or no account has a number that is asked for.
    """
    path = get(REQUEST)
    spent = _spent(workbook.sheet(path, KEY, "Export"), path.name, reference)
    reported = spent.notna().T.groupby(level="year").any().T
    frames = [_figures(item, spent, reported, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _spent(cells: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """Euro per inhabitant by code and (year, account); nothing booked is NaN."""
    corner = cells.iloc[:2, 0].tolist()
    if corner != ["Boekjaar", "Alg. rekening"]:
        raise SourceError(KEY, file, "another header", "Boekjaar and Alg. rekening", str(corner))
    cells = cells[cells[0] != ""]
    _require_filters(str(cells.iloc[-1, 0]), file)
    body = cells.iloc[2:-1]
    amounts = published_numbers.numbers(
        body.iloc[:, 1:].stack(), KEY, file, marks={"": Missing.NOT_PUBLISHED}
    )["value"].unstack()
    codes = pd.Index(_codes(body[0].astype(str), file, reference), name="nis_code")
    return amounts.set_axis(codes, axis=0).set_axis(_header(cells, file), axis=1)


def _require_filters(text: str, file: str) -> None:
    """Realised, as first approved, and per inhabitant; any other choice is another figure."""
    filters = [line.strip() for line in text.splitlines()]
    expected = {
        "[Type rapport] is Jaarrekening": filters,
        "[Status rapport] is Origineel": filters,
        "Uitgave per inwoner (": text,
    }
    absent = [choice for choice, where in expected.items() if choice not in where]
    if filters[:1] != ["Toegepaste filters:"] or absent:
        raise SourceError(
            KEY,
            file,
            "the last row does not have the filters of this indicator",
            " and ".join(absent or expected),
            repr(text[:80] if filters[:1] != ["Toegepaste filters:"] else text),
        )


def _codes(names: pd.Series, file: str, reference: Municipalities) -> pd.Series:
    other = names[~names.str.startswith(_OWNER)]
    if len(other):
        raise SourceError(KEY, file, "other rows", f"{_OWNER}<name>", str(other.tolist()[:5]))
    codes = reference.codes(names.str.removeprefix(_OWNER), GEOGRAPHY, KEY, file)
    required.require_unique(codes.to_frame("nis_code"), ["nis_code"], KEY, file)
    return codes


def _header(cells: pd.DataFrame, file: str) -> pd.MultiIndex:
    years = published_numbers.numbers(cells.iloc[0, 1:], KEY, file)["value"].astype(int)
    labels = cells.iloc[1, 1:].astype(str)
    accounts = labels.str.extract(_ACCOUNT, expand=False)
    if accounts.isna().any():
        found = str(labels[accounts.isna()].tolist()[:3])
        raise SourceError(KEY, file, "columns without an account", "REK<number> <name>", found)
    columns = pd.DataFrame({"year": years, "account": accounts})
    required.require_unique(columns, ["year", "account"], KEY, file)
    return pd.MultiIndex.from_frame(columns)


def _figures(
    item: Indicator, spent: pd.DataFrame, reported: pd.DataFrame, file: str
) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    numbers = spent.columns.get_level_values("account")
    unknown = [prefix for prefix in query.accounts if not numbers.str.startswith(prefix).any()]
    if unknown:
        found = ", ".join(sorted(set(numbers.str[:3])))
        raise SourceError(KEY, file, "no such accounts", f"REK{', REK'.join(unknown)}", found)
    chosen = spent.loc[:, numbers.str.startswith(query.accounts or "")].fillna(0)
    years = chosen.columns.get_level_values("year").unique()
    years = years[years >= query.since]
    # fsum: the sum does not depend on the order of the columns.
    total = {year: [math.fsum(row) for row in chosen[year].to_numpy()] for year in years}
    value = pd.DataFrame(total, index=spent.index).where(reported[years])
    return figures(item, value.rename_axis(columns="year").unstack(), geography=GEOGRAPHY)


SOURCE = Source(
    key=KEY,
    title="Investeringsuitgaven van gemeenten en OCMW's (jaarrekeningen)",
    publisher="Agentschap Binnenlands Bestuur (BBC-DR)",
    homepage=(
        "https://www.lokaalbestuur.vlaanderen.be/bbc-strategisch-en-financieel-beleid/"
        "basisgegevens/bbc-data-maak-je-eigen-rapport"
    ),
    licence="Modellicentie Gratis Hergebruik Vlaanderen",
    query=Query,
    read=read,
)
