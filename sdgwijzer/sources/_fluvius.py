"""What the data sets on Fluvius' open-data portal share: an export, names in capitals, a licence.

An export can break off under status 200; its last line says so. Municipalities have a name in
capitals and no code, and names of before a merger may stand among those of today.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.fetch.finders import Opendatasoft
from sdgwijzer.model import Request
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited

PORTAL: Final = "opendata.fluvius.be"
LICENCE: Final = "Open data license Fluvius (hergebruik met bron en datum van laatste wijziging)"
GEOGRAPHY: Final = 2025
"""Names are brought to the municipalities of today."""

_ALIASES: Final = {"VOERSTREEK": "VOEREN"}
_BROKEN: Final = b"Streaming interrupted"


def request(name: str, dataset: str, prefix: str) -> Request:
    """The export of a data set: ids change, the number that they begin with does not."""
    finder = Opendatasoft(PORTAL, prefix)
    return Request(name=name, url=finder.address(dataset), finders=(finder,))


def table(path: Path, source: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of an export as text.

    Raises:
        SourceError: the export broke off, or is no table with these columns.
    """
    content = path.read_bytes()
    if _BROKEN in content[-2000:]:
        said = content[content.rindex(_BROKEN) :].decode("utf-8", "replace").strip()
        raise SourceError(source, path.name, "the export broke off", "a whole table", said[:120])
    rows = delimited(path, source, delimiter=";", columns=columns)
    if rows.empty:
        raise SourceError(source, path.name, "no rows", "a table", "a header alone")
    return rows


def placed(names: pd.Series, source: str, file: str, reference: Municipalities) -> pd.DataFrame:
    """As `Municipalities.placed`, for names as Fluvius writes them."""
    return reference.placed(names.str.strip().replace(_ALIASES), source, file)
