"""RVA: people with a full unemployment benefit by municipality, one old workbook (.xls).

A sheet per year since 2017, all on today's map. Cell A4 says the unit: the twin of this file
counts euros under the same headers. Names without codes: Flemish municipalities have their Dutch
name or a French one. The row `arr.…` closes the block of an arrondissement and is its total; it
tells Saint-Nicolas (Sint-Niklaas) from the one near Liège. Brussels is closed by the row of its
region. `<10` is withheld and takes part in the total; 0 is nobody. The last year is a mean of the
months so far, and provisional. Who is looking for work without a benefit is not in it.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import (
    Flag,
    Get,
    Indicator,
    Missing,
    Record,
    Request,
    Source,
)
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheets
from sdgwijzer.sources._figures import figures

KEY: Final = "rva_unemployment"
GEOGRAPHY: Final = 2025
_FILE: Final = "CCI_Commune_Statut_UP_FR.xls"
REQUEST: Final = Request(
    name=f"rva-unemployment/{_FILE}",
    url=f"https://www.onem.be/sites/default/files/assets/statistiques/113/{_FILE}",
)
_UNIT: Final = "Unités physiques - Moyenne annuelle"
_UNIT_ROW, _HEADER_ROW = 3, 5
_COLUMN: Final = "Total"
_WITHHELD: Final = {"<10": Missing.WITHHELD}
_WITHHELD_BELOW: Final = 10
_ROUNDING: Final = 0.05  # people by which a mean with one decimal may be off
_BRUSSELS: Final = "Région Bruxelles-Capitale"
_FRENCH: Final = {
    "Anvers": "Antwerpen",
    "Lierre": "Lier",
    "Malines": "Mechelen",
    "Baerle-Duc": "Baarle-Hertog",
    "Biévène": "Bever",
    "Hal": "Halle",
    "Vilvorde": "Vilvoorde",
    "Rhode-Saint-Genèse": "Sint-Genesius-Rode",
    "Crainhem": "Kraainem",
    "Louvain": "Leuven",
    "Tirlemont": "Tienen",
    "Léau": "Zoutleeuw",
    "Montaigu-Zichem": "Scherpenheuvel-Zichem",
    "Bruges": "Brugge",
    "Dixmude": "Diksmuide",
    "Ypres": "Ieper",
    "Messines": "Mesen",
    "Courtrai": "Kortrijk",
    "Menin": "Menen",
    "Espierres-Helchin": "Spiere-Helkijn",
    "Ostende": "Oostende",
    "Roulers": "Roeselare",
    "La Panne": "De Panne",
    "Nieuport": "Nieuwpoort",
    "Furnes": "Veurne",
    "Alost": "Aalst",
    "Grammont": "Geraardsbergen",
    "Termonde": "Dendermonde",
    "Gand": "Gent",
    "Audenarde": "Oudenaarde",
    "Renaix": "Ronse",
    "Saint-Nicolas": "Sint-Niklaas",
    "Tamise": "Temse",
    "Herck-la-Ville": "Herk-de-Stad",
    "Bourg-Léopold": "Leopoldsburg",
    "Saint-Trond": "Sint-Truiden",
    "Fourons": "Voeren",
    "Tongres-Borgloon": "Tongeren-Borgloon",
}
"""Statbel's French names of Flemish municipalities, where they differ from the Dutch."""


class Query(Record):
    """Nothing to choose: everybody with a full unemployment benefit."""


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: the mean number of people.

    Raises:
        SourceError: a sheet has another unit or layout, an unknown name, doubled rows, cells that
            are no number, or a total that is not the sum of its municipalities.
    """
    path = get(REQUEST)
    years = [_year(name, cells, path.name, reference) for name, cells in sheets(path, KEY).items()]
    table = pd.concat(years, ignore_index=True)
    require_unique(table, ["nis_code", "year"], KEY, path.name)
    table = table.set_index(["nis_code", "year"])
    year = table.index.get_level_values("year")
    flag = pd.Series(Flag.PROVISIONAL.value, table.index).where(year == year.max(), None)
    frames = [
        figures(item, table["value"], missing=table["missing"], flag=flag, geography=GEOGRAPHY)
        for item in indicators
    ]
    return pd.concat(frames, ignore_index=True)


def _year(name: str, cells: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """nis_code, value, missing and year of the Flemish municipalities on one sheet."""
    if not re.fullmatch(r"20\d\d", name.strip()):
        raise SourceError(KEY, file, "a sheet that is no year", "sheets such as 2024", name)
    unit = str(cells.iat[_UNIT_ROW, 0]).strip() if len(cells) > _HEADER_ROW else ""
    if unit != _UNIT:
        raise SourceError(KEY, file, f"another unit in A4 of {name}", _UNIT, repr(unit))
    headers = cells.iloc[_HEADER_ROW].map(str).str.strip()
    require_columns(headers, [_COLUMN], KEY, f"{file}, sheet {name}")
    body = cells.iloc[_HEADER_ROW + 1 :].set_axis(headers, axis=1)
    rows = pd.DataFrame({"place": body.iloc[:, 0].map(str).str.strip(), "cell": body[_COLUMN]})
    rows = rows[rows["place"] != ""]
    ends = rows["place"].str.startswith("arr.") | (rows["place"] == _BRUSSELS)
    rows["block"] = rows["place"].where(ends).bfill().fillna("the end of the sheet")
    inside = rows["block"].str.removeprefix("arr.").map(_plain).isin(_arrondissements(reference))
    whole, places = rows[ends & inside], ~ends & ~rows["place"].str.startswith("prov.")
    _require_no_dutch(rows[places & ~inside], file, reference)
    rows = rows[places & inside]
    rows = rows.join(numbers(rows["cell"], KEY, file, marks=_WITHHELD))
    if rows.empty or (rows["value"] < 0).any():
        found = f"{len(rows)} municipalities, the smallest number {rows['value'].min()}"
        raise SourceError(KEY, file, f"no numbers of people on {name}", "0 or more", found)
    _require_totals(rows, whole, f"{file}, sheet {name}")
    return rows.assign(nis_code=_codes(rows["place"], file, reference), year=int(name))


def _plain(name: str) -> str:
    """A name without capitals, accents, hyphens or apostrophes."""
    letters = unicodedata.normalize("NFKD", re.sub(r"[-'’]", " ", name).casefold())
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())


def _codes(places: pd.Series, file: str, reference: Municipalities) -> pd.Series:
    """Codes for names in a Flemish arrondissement, Dutch or French."""
    dutch = {row.name: code for code, row in reference.on_map(GEOGRAPHY).items()}
    french = {name: dutch[translated] for name, translated in _FRENCH.items()}
    codes = places.map(_plain).map(
        {_plain(name): code for name, code in {**french, **dutch}.items()}
    )
    if codes.isna().any():
        expected = f"names of the municipalities of {GEOGRAPHY}"
        found = str(sorted(set(places[codes.isna()]))[:10])
        raise SourceError(KEY, file, "unknown municipalities", expected, found)
    return codes


def _arrondissements(reference: Municipalities) -> set[str]:
    """Plain names of the Flemish arrondissements, Dutch and French."""
    dutch = {row.arrondissement for row in reference.on_map(GEOGRAPHY).values()}
    french = {name for name, translated in _FRENCH.items() if translated in dutch}
    return {_plain(name) for name in (*dutch, *french, "Hal-Vilvorde", "Tongres")}


def _require_no_dutch(rows: pd.DataFrame, file: str, reference: Municipalities) -> None:
    """No Flemish municipality, under its Dutch name, stands in another arrondissement."""
    dutch = {_plain(row.name) for row in reference.on_map(GEOGRAPHY).values()}
    astray = rows[rows["place"].map(_plain).isin(dutch)]
    if len(astray):
        expected = "a row of a Flemish arrondissement that closes them"
        found = f"{astray['place'].iloc[0]} before {astray['block'].iloc[0]}"
        raise SourceError(KEY, file, "Flemish municipalities elsewhere", expected, found)


def _require_totals(rows: pd.DataFrame, whole: pd.DataFrame, file: str) -> None:
    """The row that closes a block is the sum of it; withheld numbers are below 10 each."""
    require_unique(whole, ["place"], KEY, file)
    total = numbers(whole["cell"], KEY, file)["value"].set_axis(whole["place"])
    blocks = rows.groupby("block")["value"]
    gap = total - blocks.sum().reindex(total.index, fill_value=0)
    withheld = (blocks.size() - blocks.count()).reindex(total.index, fill_value=0)
    slack = _ROUNDING * (blocks.size().reindex(total.index, fill_value=0) + 1)
    wrong = (gap < -slack) | (gap > withheld * _WITHHELD_BELOW + slack)
    if wrong.any():
        name = str(wrong.idxmax())
        expected = f"{total[name]:.1f}, as the sheet says itself"
        found = f"{total[name] - gap[name]:.1f} and {withheld[name]} withheld"
        raise SourceError(KEY, file, f"the total of {name} differs", expected, found)


SOURCE: Final = Source(
    key=KEY,
    title="Uitkeringsgerechtigde volledig werklozen per gemeente",
    publisher="RVA",
    homepage="https://www.rva.be",
    licence="Vrij hergebruik met vermelding van de bron en de datum (RVA)",
    query=Query,
    read=read,
    shipped=False,
)
