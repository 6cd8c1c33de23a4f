"""The rows of the export behind a report: of its municipality and of those that it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sdgwijzer.content import Source
from sdgwijzer.links.choices import Placed
from sdgwijzer.report.sources import Sources
from sdgwijzer.screens import files
from sdgwijzer.store import exports
from sdgwijzer.views.dataset import Dataset

KEY: Final = ("indicator_id", "nis_code", "year")
"""Columns that no two rows have the same."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: as analysts know it.
        type: string, number, integer, boolean or date (as text).
        meaning: for analysts.
        values: by row; None: empty.
    """

    name: str
    type: str
    meaning: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Export:
    """All columns, with what a file of them needs besides.

    Attributes:
        columns: those of `store.exports.COLUMNS`, in order; those beside a group behind them.
        csv: the same as the export writes them.
        own: code of the municipality.
        places: code → name of each municipality, the own one first.
        decimals: id of an indicator → decimals on the screen.
        sources: id of an indicator → where its figures come from.
    """

    columns: tuple[Column, ...]
    csv: bytes
    own: str
    places: Mapping[str, str]
    decimals: Mapping[str, int]
    sources: Mapping[str, Source]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Row by row, by the name of the column."""
        names = [column.name for column in self.columns]
        for values in zip(*(column.values for column in self.columns), strict=True):
            yield dict(zip(names, values, strict=True))


def export(choices: Placed, data: Dataset) -> Export:
    """All figures of the municipality and of those named beside it, unrounded.

    Every number of its report stands in them, whatever is left out there; the own municipality is
    judged beside the same peers.

    Args:
        choices: which municipality, beside whom.
        data: the figures in use.

    Raises:
        StoreError: there is no database to ask.
    """
    items = data.indicators(choices.code)
    table = files.rows(choices, data, choices.codes, list(items))
    meanings = {**exports.COLUMNS, **exports.BESIDE_GROUP}
    columns = tuple(
        Column(field.name, exports.kind(field), meanings[field.name], tuple(values.to_pylist()))
        for field, values in zip(table.schema, table.columns, strict=True)
    )
    there = set(next(each.values for each in columns if each.name == "indicator_id"))
    sources = Sources(data)
    numbered = {id_: sources.number(items[id_].source) for id_ in items if id_ in there}
    listed = {source.number: source for source in sources.listed()}
    return Export(
        columns=columns,
        csv=exports.as_bytes(table, "csv"),
        own=choices.code,
        places={each.nis_code: each.name for each in (choices.municipality, *choices.named)},
        decimals={id_: items[id_].decimals for id_ in numbered},
        sources={id_: listed[number] for id_, number in numbered.items()},
    )
