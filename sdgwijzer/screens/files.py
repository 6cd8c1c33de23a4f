"""The figures of a page as files: their addresses, names and content."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sdgwijzer.content import Address, Downloads, Link, Page, Workbook
from sdgwijzer.links import Choices, Placed
from sdgwijzer.links.choices import to
from sdgwijzer.screens.workbook import workbook
from sdgwijzer.store import exports
from sdgwijzer.store.plain import Plain
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.texts.groups import beside_plain
from sdgwijzer.views import cards
from sdgwijzer.views.dataset import Dataset

PATH: Final = "download"
"""Before the word of a page and the ending of a file: the figures of that page."""


class Format(NamedTuple):
    """A kind of file."""

    export: str  # `WORKBOOK`, `BUNDLE`, or one of `exports.as_bytes`
    media: str

    @property
    def name(self) -> str:
        """How its link is called."""
        return frame_of_pages.FILES[self.export]


WORKBOOK: Final = "xlsx"
BUNDLE: Final = "zip"

ALL: Final = "alles"
"""Before the ending of a file of everything."""

DATABASE: Final = "sdg-wijzer.duckdb"
"""The database in use."""

BASKET: Final = "mand"
"""In the place of the word of a page: what is put aside."""

FIRST: Final = ("xlsx", "csv", "zip")
"""Endings that stand on a page; the others are folded."""

FORMATS: Final[Mapping[str, Format]] = {
    "xlsx": Format(WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "excel.csv": Format("excel-csv", "text/csv"),
    "csv": Format("csv", "text/csv"),
    "zip": Format(BUNDLE, "application/zip"),
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
    everything = Link(to(choices, "gegevens"), frame_of_pages.ALL_DATA)
    made = replace(downloads("", word, pairs), everything=everything)
    blocks = (
        replace(made, name=each.name, codes=each.codes, indicators=each.indicators)
        if isinstance(each, Downloads)
        else each
        for each in page.blocks
    )
    return replace(page, blocks=tuple(blocks))


def downloads(name: str, word: str, pairs: tuple[tuple[str, str], ...]) -> Downloads:
    """Links to the figures of a page, in every form; those that most want first.

    Args:
        name: how the names of the files begin.
        word: of the page, or `BASKET`.
        pairs: the choices of its link.
    """
    links = {
        ending: Link(Address(f"{PATH}/{word}.{ending}", pairs), kind.name)
        for ending, kind in FORMATS.items()
    }
    others = tuple(link for ending, link in links.items() if ending not in FIRST)
    first = tuple(links[ending] for ending in FIRST)
    return Downloads(name, (), (), first, others, frame_of_pages.OTHER_FILES)


def name(wanted: Downloads, choices: Placed, ending: str) -> str:
    """What a file is called where it is kept."""
    return f"sdg-wijzer-{wanted.name}{choices.file_name}.{ending}"


def book(table: Any, choices: Placed, data: Dataset) -> Workbook:  # noqa: ANN401
    """What stands in a workbook of some rows; those of the own municipality first.

    Args:
        table: of `rows`.
        choices: of the link.
        data: the figures in use.
    """
    return workbook(Plain(_own_first(table, choices.code)), data.all_indicators)


def of_basket(choices: Placed) -> Downloads | None:
    """What is put aside, of the municipality and those named beside it; None: nothing is."""
    if not choices.basket:
        return None
    return Downloads(f"{BASKET}-", tuple(choices.codes), choices.basket)


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
        table = exports.beside(table, choices.code, judged, beside_plain(choices.label))
    return table
