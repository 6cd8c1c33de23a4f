"""Other names of municipalities → `data/place_names.csv`: French, former ones, postcodes.

From Statbel's REFNIS (names and codes since 1970, with the municipalities that merged in 1977 and
1983) and the federal tables of postcodes: one of 2011 that has the former municipalities too, and
one of 2022 for postcodes of which the first does not know whose they are. What became of a former
municipality follows from the postcodes that it shares with municipalities of 2018; where those are
several, all are kept: it is not decided here which one is meant. A former municipality with a
postcode that is nobody's any more (Kozen) is left out: the others do not say where it is.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Final

import pandas as pd

from sdgwijzer import municipalities
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import SdgWijzerError, SourceError
from sdgwijzer.lists import List, Prepared
from sdgwijzer.model import Get, Request
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited

KEY: Final = "place_names"
FILE: Final = "place_names.csv"
MAP: Final = 2018
"""The codes that a name belongs to are of this year's map; mergers since are followed from it."""

_REFNIS: Final = Request(
    name="statbel-refnis/TU_COM_REFNIS.txt",
    url="https://statbel.fgov.be/sites/default/files/files/opendata/REFNIS%20code/TU_COM_REFNIS.zip",
)
_POSTCODES: Final = Request(name="postal-codes/NIS_POSTAL.csv")
_NEWER: Final = Request(name="postal-codes/NIS_ZIP_MNTY.csv")
_COLUMNS: Final = ("kind", "name", "code", "nis_codes")


class Kind(StrEnum):
    """What a name is."""

    FRENCH = "french"  # of a municipality of 2018, where it differs from the Dutch one
    FORMER = "former"  # a municipality that ended before 2018, often a district now
    POSTCODE = "postcode"


@dataclass(frozen=True)
class PlaceName:
    """One name, and the municipalities on the map of `MAP` that it may stand for."""

    kind: Kind
    name: str  # as the publisher writes it: "Beveren (Roeselare)"; of a postcode its digits
    code: str  # the REFNIS code of a municipality, "" of a postcode
    nis_codes: tuple[str, ...]


def read(get: Get, reference: Municipalities) -> list[PlaceName]:
    """All names of Flemish places.

    Args:
        get: the publishers' files.
        reference: the municipalities.

    Returns:
        By kind, name and code.

    Raises:
        SourceError: a file has another layout, or says nothing of a municipality of 2018.
    """
    of_2018 = set(reference.on_map(MAP))
    refnis, postcodes = _refnis(get), _postcodes(get, _POSTCODES)
    for postcode, codes in _postcodes(get, _NEWER).items():
        if not postcodes.get(postcode, set()) & of_2018:
            postcodes[postcode] = postcodes.get(postcode, set()) | codes
    _require_whole(of_2018, refnis, postcodes)
    found = {*_digits(postcodes, of_2018), *_names(refnis, postcodes, of_2018)}
    return sorted(found, key=lambda each: (each.kind, each.name, each.code))


def _require_whole(
    of_2018: Set[str], refnis: pd.DataFrame, postcodes: Mapping[str, Set[str]]
) -> None:
    """Both files say something of each municipality of 2018; errors as `read`."""
    unknown = sorted(of_2018 - set(refnis["CD_REFNIS"]))
    lost = sorted(of_2018 - {code for codes in postcodes.values() for code in codes})
    for file, absent in ((_REFNIS.name, unknown), (_POSTCODES.name, lost)):
        if absent:
            expected = f"all {len(of_2018)} municipalities of {MAP}"
            raise SourceError(KEY, file, "municipalities are missing", expected, str(absent[:10]))


def _digits(postcodes: Mapping[str, Set[str]], of_2018: Set[str]) -> Iterator[PlaceName]:
    """The postcodes that are of a Flemish municipality."""
    for postcode, codes in postcodes.items():
        if there := codes & of_2018:
            yield PlaceName(Kind.POSTCODE, postcode, "", tuple(sorted(there)))


def _names(
    refnis: pd.DataFrame, postcodes: Mapping[str, Set[str]], of_2018: Set[str]
) -> Iterator[PlaceName]:
    """Former and French names; what was merged before 2018 is what shares a postcode with it."""
    now: dict[str, set[str]] = defaultdict(set)
    nowhere: set[str] = set()  # codes with a postcode outside Flanders
    for codes in postcodes.values():
        there = codes & of_2018
        if not there:
            nowhere |= codes
        for code in codes:
            now[code] |= there
    for row in refnis.itertuples():
        code, dutch, french = str(row.CD_REFNIS), str(row.TX_REFNIS_NL), str(row.TX_REFNIS_FR)
        mine = (code,) if code in of_2018 else tuple(sorted(now[code]))
        if not mine or code in nowhere:
            continue
        if code not in of_2018:
            yield PlaceName(Kind.FORMER, dutch, code, mine)
        if _base(french) != _base(dutch):
            yield PlaceName(Kind.FRENCH, french, code, mine)


def _refnis(get: Get) -> pd.DataFrame:
    """Municipalities since 1970: code, Dutch and French name; a name that changed stands twice."""
    columns = ("LVL_REFNIS", "CD_REFNIS", "TX_REFNIS_FR", "TX_REFNIS_NL")
    table = delimited(get(_REFNIS), KEY, delimiter="|", columns=columns)
    return table[table["LVL_REFNIS"] == "4"]


def _postcodes(get: Get, request: Request) -> dict[str, set[str]]:
    """Postcode → codes of municipalities, of today and of before."""
    columns = ("POSTAL_CODE", "NIS_CODE")
    table = delimited(get(request), KEY, delimiter=";", columns=columns, comment="#")
    return {str(code): set(rows) for code, rows in table.groupby("POSTAL_CODE")["NIS_CODE"]}


def _base(name: str) -> str:
    """A name without what tells it from others of that name: Aalst of Aalst (Aalst)."""
    return name.partition(" (")[0]


def as_csv(names: Sequence[PlaceName]) -> str:
    """The table as it stands in `data/place_names.csv`."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((each.kind, each.name, each.code, " ".join(each.nis_codes)) for each in names)
    return out.getvalue()


def load(path: Path) -> tuple[PlaceName, ...]:
    """The table in the data folder.

    Raises:
        SdgWijzerError: the file is missing, or no such table.
    """
    try:
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
        if not rows or tuple(rows[0]) != _COLUMNS:
            raise ValueError(f"expected columns {', '.join(_COLUMNS)}")
        return tuple(
            PlaceName(Kind(row["kind"]), row["name"], row["code"], tuple(row["nis_codes"].split()))
            for row in rows
        )
    except OSError as error:
        raise SdgWijzerError(f"{path} is missing; take it back from version control.") from error
    except (ValueError, csv.Error) as error:
        raise SdgWijzerError(f"{path}: {error}; take it back from version control.") from error


def _prepare(data: Path, _: Catalogue, get: Get) -> Prepared:
    names = read(get, municipalities.of(data))
    return Prepared(f"{len(names)} names and postcodes", {data / FILE: as_csv(names).encode()})


LIST: Final = List(KEY, _prepare, FILE)
