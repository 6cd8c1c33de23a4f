"""Belfius' clusters of municipalities (V1 to V16): who is like whom.

The socio-economic typology of 2018 by Belfius Research, for the 308 municipalities of that year.
It comes as a list of printed names in capitals without codes, transcribed by hand by a third
party. Only the codes of the clusters are kept, with attribution; the report has their names and
descriptions. A municipality that merged since has no cluster of its own.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Final

import pandas as pd

from sdgwijzer import municipalities
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import FiguresError, SourceError
from sdgwijzer.lists import List, Prepared
from sdgwijzer.model import Get, Request
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.required import require_unique

KEY: Final = "typology"
FILE: Final = "typology.csv"
YEAR: Final = 2018
ATTRIBUTION: Final = "Belfius Research, Socio-economische typologie van de gemeenten (2018)"
REQUEST: Final = Request(name="typology-belfius/belfius_clusters_flanders.csv")
_COLUMNS: Final = ("nis_code", "cluster")
_PRINTED: Final = {
    "BAARLE HERTOG": "Baarle-Hertog",
    "SCHERPENHEUVEL - ZICHEM": "Scherpenheuvel-Zichem",
}


def read(get: Get, reference: Municipalities) -> pd.DataFrame:
    """Clusters out of the list of names.

    Returns:
        nis_code (map of 2018) and cluster (V1 to V16), by code.

    Raises:
        SourceError: the list has another layout, unknown names, doubled or lacking municipalities,
            or other clusters.
    """
    path = get(REQUEST)
    table = delimited(path, KEY, delimiter=",", columns=["region", "cluster", "name_printed"])
    table = table[table["region"] == "VLA"]
    names = table["name_printed"].replace(_PRINTED)
    codes = reference.codes(names, YEAR, KEY, path.name)
    found = pd.DataFrame({"nis_code": codes, "cluster": table["cluster"]})
    require_unique(found, ["nis_code"], KEY, path.name)
    expected = len(reference.on_map(YEAR))
    if len(found) != expected:
        raise SourceError(
            KEY, path.name, "municipalities are missing", str(expected), str(len(found))
        )
    strange = sorted(set(found["cluster"][~found["cluster"].str.fullmatch(r"V([1-9]|1[0-6])")]))
    if strange:
        raise SourceError(KEY, path.name, "other clusters", "V1 to V16", ", ".join(strange))
    return found.sort_values("nis_code", ignore_index=True)


def as_csv(clusters: pd.DataFrame) -> str:
    """The table as it stands in `data/typology.csv`."""
    return str(clusters.to_csv(index=False, columns=list(_COLUMNS), lineterminator="\n"))


def load(path: Path, reference: Municipalities) -> Mapping[str, str]:
    """Cluster by code of today, for municipalities that have the territory of 2018 still.

    Raises:
        FiguresError: the file is missing or has other columns.
    """
    try:
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
    except OSError as error:
        raise FiguresError(f"{path} is missing; take it back from version control.") from error
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise FiguresError(f"{path}: expected columns {', '.join(_COLUMNS)}")
    today = reference.to_today(YEAR)
    parts = Counter(today.values())
    return {
        row["nis_code"]: row["cluster"]
        for row in rows
        if today.get(row["nis_code"]) == row["nis_code"] and parts[row["nis_code"]] == 1
    }


def _prepare(data: Path, _: Catalogue, get: Get) -> Prepared:
    found = read(get, municipalities.of(data))
    return Prepared(f"{len(found)} clusters", {data / FILE: as_csv(found).encode()})


LIST: Final = List(KEY, _prepare, FILE)
