"""The rows of an answer: all of them a piece at a time, or a window on them."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from sdgwijzer.store import exports

Table = Any
"""A table of Arrow, of which there are no types."""


@dataclass(frozen=True)
class Rows:
    """Rows that are read when they are needed.

    Attributes:
        columns: their names and what each is.
        sizes: parts and how many rows each has, in order.
        read: parts → their rows.
        tables: all of them, some at a time.
        notices: what one has to know of them; in Dutch.
        key: the same for the same rows, so that a piece of them can be shared.
    """

    columns: Mapping[str, str] = field(compare=False)
    sizes: Sequence[tuple[str, int]] = field(compare=False)
    read: Callable[[tuple[str, ...]], Table] = field(compare=False)
    tables: Callable[[], Iterator[Table]] = field(compare=False)
    notices: tuple[str, ...] = field(default=(), compare=False)
    key: Hashable = field(default_factory=object)

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(size for _, size in self.sizes)

    def window(self, offset: int, limit: int) -> Table:
        """Some rows; only the parts in which they stand are read."""
        wanted: list[str] = []
        before = begun = 0
        for part, size in self.sizes:
            if begun < offset + limit and begun + size > offset:
                before = before if wanted else begun
                wanted.append(part)
            begun += size
        return self.read(tuple(wanted)).slice(offset - before, limit)

    def csv(self) -> bytes:
        """All of them, as `sdgwijzer export --format csv` writes them."""
        return exports.as_bytes(self.read(tuple(part for part, _ in self.sizes)), "csv")

    def stream(self, file: IO[bytes]) -> Iterator[None]:
        """Write all of them to a file in that form, some at each step."""
        return exports.stream(self.tables(), file, "csv")


def of_records(
    records: Sequence[Mapping[str, Any]],
    types: Mapping[str, type],
    columns: Mapping[str, str],
    notices: tuple[str, ...] = (),
) -> Rows:
    """Rows that are at hand.

    Args:
        records: each with a value, or None, for every column.
        types: as `exports.of_records` takes them.
        columns: as of `Rows`.
        notices: as of `Rows`.
    """
    table = exports.of_records(records, types)
    return of_table(table, columns, notices)


def of_table(table: Table, columns: Mapping[str, str], notices: tuple[str, ...] = ()) -> Rows:
    """A table that is at hand, as one part."""
    return Rows(
        columns,
        [("", table.num_rows)],
        lambda parts: table if parts else table.slice(0, 0),
        lambda: iter([table]),
        notices,
    )
