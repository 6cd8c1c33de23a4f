"""Statbel: places where enterprises are active (establishment units), a be.STAT view as JSON.

A list of facts, one per municipality and fourth quarter, by name and without codes, on the map of
2025 for all years. Names may carry spaces behind them. One fact per quarter has no place
("Onbepaalde locatie"). Facts can stand there twice (all of the fourth quarter of 2023 did in a
release): equal ones count once, different ones are an error.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.documents import json_document
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.sources._figures import figures

KEY: Final = "statbel_establishments"
GEOGRAPHY: Final = 2025
REQUEST: Final = Request(
    name="statbel-bestat-establishments/vestigingseenheden.json",
    url=(
        "https://bestat.statbel.fgov.be/bestat/api/views/"
        "010873e5-add8-4664-a58c-77b2e6e9da62/result/JSON"
    ),
)
_COLUMNS: Final = ("Gewest", "Gemeente", "Kwartaal", "Aantal vestigingseenheden")
_QUARTER: Final = r"^4de kwartaal (\d{4})$"


class Query(Record):
    """Nothing to choose: the view has one number."""


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one document.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: the count.

    Raises:
        SourceError: the document has another layout, an unknown name, or two numbers for one cell.
    """
    path = get(REQUEST)
    document = json_document(path, KEY)
    facts = document.get("facts") if isinstance(document, dict) else None
    if not isinstance(facts, list) or not facts:
        raise SourceError(KEY, path.name, "no facts", "a list 'facts'", type(facts).__name__)
    table = pd.DataFrame(facts)
    require_columns(table.columns, _COLUMNS, KEY, path.name)
    regions = table["Gewest"].map(str).str.strip()
    table = table[regions == "Vlaams Gewest"]
    if table.empty:
        found = str(sorted(set(regions)))
        raise SourceError(KEY, path.name, "no Flemish facts", "'Vlaams Gewest'", found)
    table = table.assign(
        nis_code=reference.codes(table["Gemeente"], GEOGRAPHY, KEY, path.name),
        year=_years(table["Kwartaal"], path.name),
        count=numbers(table["Aantal vestigingseenheden"], KEY, path.name)["value"],
    )
    _require_at_most_one_doubled_quarter(table, path.name)
    table = table.drop_duplicates(["nis_code", "year", "count"])
    require_unique(table, ["nis_code", "year"], KEY, path.name)
    count = table.set_index(["nis_code", "year"])["count"]
    frames = [figures(item, count, geography=GEOGRAPHY) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _require_at_most_one_doubled_quarter(table: pd.DataFrame, file: str) -> None:
    """The publisher gives every row of its last quarter twice; anything more is damage."""
    copies = table.groupby(["nis_code", "year", "count"]).size()
    years = sorted(set(copies[copies > 1].index.get_level_values("year")))
    if copies.max() > 2 or len(years) > 1:
        found = f"up to {copies.max()} copies, in {', '.join(map(str, years))}"
        raise SourceError(KEY, file, "doubled rows", "each row twice in one quarter at most", found)


def _years(quarters: pd.Series, file: str) -> pd.Series:
    years = quarters.map(str).str.strip().str.extract(_QUARTER, expand=False)
    if years.isna().any():
        found = str(sorted(set(quarters[years.isna()].map(str)))[:3])
        raise SourceError(KEY, file, "another period", "'4de kwartaal <year>'", found)
    return years.astype(int)


SOURCE: Final = Source(
    key=KEY,
    title="Vestigingseenheden per gemeente (be.STAT)",
    publisher="Statbel",
    homepage="https://bestat.statbel.fgov.be",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
