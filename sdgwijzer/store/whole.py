"""Many rows or all of a database, some at a time, in the order in which they are stored."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from sdgwijzer.errors import StoreError
from sdgwijzer.store import queries

ASKED: Final = 48_000
"""Rows that a question finds, where speed counts: what they are joined with is all in memory."""

FEW: Final = 8_000
"""The same, where little memory counts for more."""

AT_ONCE: Final = 4_096
"""Rows that are in memory at once, some 4 megabytes."""

_CONFIG: Final[dict[str, str | int | float | list[str]]] = {
    "threads": 1,  # two would each begin elsewhere
    "disabled_optimizers": "join_order,build_side_probe_side",  # another table might be read first
    "allocator_bulk_deallocation_flush_threshold": "64KB",  # what is let go is given back at once
}


def tables(
    path: Path,
    parts: Iterable[tuple[str, ...]],
    codes: Sequence[str] | None = None,
    years: tuple[int | None, int | None] = (None, None),
) -> Iterator[pa.Table]:
    """Rows as `Store.rows` gives them; at least one table.

    Rows are stored in the order of files, so that nothing holds them until all are sorted. They are
    read beside whatever the site asks, and what that took is given back at the end.

    Args:
        path: of the database.
        parts: indicators that are asked together, in order.
        codes: municipalities; None: all.
        years: the first and the last; None: no bound.

    Raises:
        StoreError: it cannot be read, or gives its rows in another order.
    """
    try:
        with duckdb.connect(config=_CONFIG) as connection:
            connection.execute(f"ATTACH {queries.quoted(str(path))} AS figures (READ_ONLY)")
            connection.execute("USE figures")
            for part in parts:
                found = connection.sql(queries.STORED, params=[codes, part, *years])
                yield from in_order(found.to_arrow_reader(AT_ONCE), "stored")
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be read ({error})") from error


def in_order(reader: pa.RecordBatchReader, number: str) -> Iterator[pa.Table]:
    """The rows as they come, without their number; at least one table.

    DuckDB promises that for no join: so it is seen to.

    Args:
        reader: of the answer.
        number: the column that must rise from row to row.

    Raises:
        StoreError: it does not.
    """
    last = -1
    schema = reader.schema.remove(reader.schema.get_field_index(number))
    empty = True
    for batch in filter(len, reader):
        found = pc.fill_null(pc.min(pc.pairwise_diff(batch[number])), 1).as_py()
        first, ends = batch[number][0].as_py(), batch[number][-1].as_py()
        if first <= last or found < 1:
            raise StoreError(
                f"rows came in another order than they are stored in, near number {last}; "
                "the file would have mixed them"
            )
        last, empty = ends, False
        yield pa.Table.from_batches([batch]).select(schema.names)
    if empty:
        yield schema.empty_table()
