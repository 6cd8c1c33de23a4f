"""All rooms in one file, to put back in the same database, a new one, or one of the other kind.

One JSON document of all rows, packed: a database that is asked while people write gives one view of
it. It has hashes of codes and keys, as the database has, and every idea: keep it as you keep that.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Table, func, insert, select, text

from sdgwijzer import files
from sdgwijzer.errors import UsageError
from sdgwijzer.workroom import migrating, tables
from sdgwijzer.workroom.database import Database
from sdgwijzer.workroom.tables import TABLES, Hour

FORM: Final = "sdg-wijzer werkruimtes 1"


def write(database: Database, path: Path) -> int:
    """Write all rooms to a file; it takes the place of an older one once it is whole.

    Returns:
        How many rooms.

    Raises:
        WorkroomDown: the database cannot be used.
        OSError: the file cannot be written.
    """
    with database.read() as connection:
        rows = {
            table.name: [
                _plain(dict(each)) for each in connection.execute(_in_order(table)).mappings()
            ]
            for table in TABLES.sorted_tables
        }
        version = migrating.revision(connection)
    kept = {"form": FORM, "tables": version, "rows": rows}
    content = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    files.replace(path, gzip.compress(content, mtime=0))
    return len(rows["room"])


def restore(database: Database, path: Path) -> int:
    """Put all rooms of a file in a database that has none.

    Returns:
        How many rooms.

    Raises:
        UsageError: the file is no backup, of another version of the tables, or the database has
            rooms already.
        WorkroomDown: the database cannot be used.
    """
    kept = _read(path)
    if kept["tables"] != migrating.HEAD:
        raise UsageError(
            f"{path}: its tables are of version {kept['tables']}, expected {migrating.HEAD}; "
            "restore it with the program that made it, then upgrade"
        )
    with database.write() as connection:
        there = connection.execute(select(func.count()).select_from(tables.room)).scalar_one()
        if there:
            raise UsageError(
                f"{database.where} has {there} rooms; restore in an empty database: nothing was "
                "changed"
            )
        for table in TABLES.sorted_tables:
            rows = [_typed(table, row) for row in kept["rows"][table.name]]
            if rows:
                connection.execute(insert(table), rows)
        _count_on(connection)
    return len(kept["rows"]["room"])


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(gzip.decompress(path.read_bytes()))
        if not isinstance(kept, dict) or kept.get("form") != FORM:
            raise ValueError(f"expected {FORM!r}")
        if set(kept["rows"]) != set(TABLES.tables):
            raise ValueError("other tables than expected")
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise UsageError(
            f"{path}: expected a backup of workrooms (sdgwijzer workroom backup), found: {error}"
        ) from error
    return kept


def _in_order(table: Table) -> Any:  # noqa: ANN401 - a select
    return select(table).order_by(*table.primary_key.columns)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
    }


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(table, name, value) for name, value in row.items()}


def _value(table: Table, name: str, value: Any) -> Any:  # noqa: ANN401
    kind = table.c[name].type
    if value is None:
        return None
    if isinstance(kind, Hour):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind.python_type is date else value


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts ids by itself, and must not begin at one again."""
    if connection.dialect.name != "postgresql":
        return
    for table in _counted():
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                f'coalesce((SELECT max(id) FROM "{table.name}"), 0) + 1, false)'
            )
        )


def _counted() -> Iterator[Table]:
    return (table for table in TABLES.sorted_tables if "id" in table.c)
