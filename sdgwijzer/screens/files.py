"""The figures of a page as files: their addresses, names and content."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sdgwijzer.content import Address, Downloads, Link, Page, Workbook
from sdgwijzer.links import Choices, Placed
from sdgwijzer.screens.workbook import workbook
from sdgwijzer.store import exports
from sdgwijzer.store.plain import Plain
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.texts.groups import beside_whom
from sdgwijzer.views import cards
from sdgwijzer.views.dataset import Dataset

PATH: Final = "download"
"""Before the word of a page and the ending of a file: the figures of that page."""


class Format(NamedTuple):
    """A kind of file."""

    export: str  # `WORKBOOK`, or one of `exports.as_bytes`
    media: str

    @property
    def name(self) -> str:
        """How its link is called."""
        return frame_of_pages.FILES[self.export]


WORKBOOK: Final = "xlsx"


FORMATS: Final[Mapping[str, Format]] = {
    "xlsx": Format(WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "excel.csv": Format("excel-csv", "text/csv"),
    "csv": Format("csv", "text/csv"),
    "parquet": Format("parquet", "application/vnd.apache.parquet"),
    "json": Format("json", "application/json"),
}
"""Ending → format."""


def linked(page: Page, word: str, choices: Choices) -> Page:
    """A page whose downloads have their addresses: its own, with the same choices.

    Args:
        page: as it was made.
        word: of the page.
        choices: of its link.
    """
    pairs = (*choices.pairs, *choices.options.pairs(word))
    files = tuple(
        Link(Address(f"{PATH}/{word}.{ending}", pairs), kind.name)
        for ending, kind in FORMATS.items()
    )
    blocks = (
        replace(each, files=files) if isinstance(each, Downloads) else each for each in page.blocks
    )
    return replace(page, blocks=tuple(blocks))


def name(wanted: Downloads, choices: Placed, ending: str) -> str:
    """What a file is called where it is kept."""
    return f"sdg-wijzer-{wanted.name}{choices.file_name}.{ending}"


def content(wanted: Downloads, choices: Placed, data: Dataset, ending: str) -> bytes | Workbook:
    """The rows of a file; beside a group, what the page judges by it stands in columns behind.

    Args:
        wanted: which municipalities and indicators.
        choices: of the link.
        data: the figures in use.
        ending: one of `FORMATS`.

    Returns:
        The file; of a workbook what stands in it.

    Raises:
        StoreError: there is no database to ask.
    """
    table = rows(choices, data, wanted.codes, wanted.indicators)
    kind = FORMATS[ending].export
    if kind != WORKBOOK:
        return exports.as_bytes(table, kind)
    return workbook(Plain(_own_first(table, choices.code)), data.all_indicators)


def _own_first(table: Any, own: str) -> Any:  # noqa: ANN401 - an Arrow table has no types
    """The same rows; of each indicator those of the own municipality stand first."""
    keys = table.select(["indicator_id", "nis_code"]).to_pandas()
    keys = keys.assign(item=keys["indicator_id"].factorize()[0], other=keys["nis_code"] != own)
    return table.take(keys.sort_values(["item", "other"], kind="stable").index.to_numpy())


def rows(choices: Placed, data: Dataset, codes: Sequence[str], indicators: Sequence[str]) -> Any:  # noqa: ANN401
    """The same as a table with the columns of `exports.COLUMNS`.

    Args:
        choices: of the link.
        data: the figures in use.
        codes: of which municipalities.
        indicators: ids of which figures.

    Raises:
        StoreError: there is no database to ask.
    """
    table = data.store.rows(list(codes), list(indicators))
    if choices.judged_by_peers:
        every = data.all_indicators
        entries = {id_: every[id_] for id_ in every if id_ in set(indicators)}
        judged = cards.judged_beside(data.store, entries, choices.code, choices.peers.codes)
        table = exports.beside(table, choices.code, judged, beside_whom(choices.label))
    return table
