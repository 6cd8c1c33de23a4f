"""The rows of an export as values of Python, a part at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

Part = Mapping[str, Sequence[Any]]
"""Column → its values; what is missing is None."""

_AT_ONCE: Final = 2000


class Plain:
    """A table of an export, for who writes it in a form of their own."""

    def __init__(self, table: pa.Table) -> None:
        """Nothing is made yet.

        Args:
            table: `exports.COLUMNS`, with or without `exports.BESIDE_GROUP`.
        """
        self._table = table
        self.names: tuple[str, ...] = tuple(table.column_names)
        self.count: int = table.num_rows
        self.filled: frozenset[str] = frozenset(
            name for name in self.names if table.column(name).null_count < table.num_rows
        )
        """The columns that have a value in some row."""

    def parts(self) -> Iterator[Part]:
        """All rows, some thousands at a time."""
        for batch in self._table.to_batches(max_chunksize=_AT_ONCE):
            yield batch.to_pydict()

    def different(self, *names: str) -> list[tuple[Any, ...]]:
        """The values that stand together in these columns, each once, in their order."""
        columns = self._table.select(list(names)).to_pydict()
        return list(dict.fromkeys(zip(*columns.values(), strict=True)))
