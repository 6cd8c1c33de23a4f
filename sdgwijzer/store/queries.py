"""The longer questions and the tables, in SQL; what is judged comes from `judgement/columns.py`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sdgwijzer.judgement.columns import EVERY, EXPORTED, SUMMARY, Column
from sdgwijzer.store import exports


def _text(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _summary() -> str:
    """The table `summary`, with a comment on each column."""
    columns = ", ".join(f"{column.name} {column.type}" for column in SUMMARY)
    comments = [
        f"COMMENT ON COLUMN summary.{column.name} IS {quoted(column.explained)};"
        for column in SUMMARY
    ]
    return "\n".join([f"CREATE TABLE summary ({columns});", *comments])


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _judged(column: Column) -> str:
    """A judged column in its row of the export."""
    return _exported(column, str(column.row))


def _exported(column: Column, table: str) -> str:
    """A judged column of a table, as the export has it."""
    found = f"{table}.{column.name}"
    if column.empty is not None:
        found = f"nullif({found}, {quoted(column.empty)})"
    return f"{found} AS {column.exported}"


def _observations(names: Iterable[str], order: str) -> str:
    every = ", ".join(f"any_value({each.name}) AS {each.name}" for each in EVERY)
    return (
        _text("export.sql")
        .replace("{judged}", ", ".join(map(_judged, EXPORTED)))
        .replace("{every}", every)
        .replace("{names}", ", ".join(names))
        .replace("{order}", order)
    )


SCHEMA: Final = f"{_text('schema.sql')}\n{_summary()}"
CONTEXT: Final = _text("context.sql")
EXPORT: Final = _observations(exports.COLUMNS, "ORDER BY position, nis_code, year")
STORED: Final = _observations([*exports.COLUMNS, "stored"], "")
"""The same as they are stored, and their number: none is held until all are sorted (`whole.py`)."""

LEAN: Final = "SET allocator_bulk_deallocation_flush_threshold = '1MB'"
"""What a question took is given back: by itself DuckDB keeps some 80 MB of it."""

ASSESSMENTS: Final = (
    _text("assessments.sql")
    .replace("{judged}", ", ".join(_exported(each, "s") for each in EXPORTED))
    .replace("{names}", ", ".join(exports.ASSESSED))
)

_ASKED: Final = (
    "($1 IS NULL OR list_contains($1, nis_code)) "
    "AND ($2 IS NULL OR list_contains($2, indicator_id))"
)
_COUNTED: Final = (
    "SELECT indicator_id, count(*) FROM {table} JOIN indicator USING (indicator_id) "
    "WHERE {where} GROUP BY indicator_id, position ORDER BY position"
)
SIZES: Final = _COUNTED.format(
    table="observation",
    where=f"{_ASKED} AND year BETWEEN coalesce($3, year) AND coalesce($4, year)",
)
ASSESSMENT_SIZES: Final = _COUNTED.format(table="summary", where=_ASKED)

MEDIANS: Final = """
INSERT INTO median
SELECT indicator_id, year, median(value), count(value) FROM observation
WHERE flag IS DISTINCT FROM 'composed'
AND year <= (SELECT year(value::DATE) FROM build WHERE name = 'as_of')
GROUP BY indicator_id, year HAVING count(value) >= ? ORDER BY indicator_id, year
"""

AMONG: Final = "(? IS NULL OR list_contains(?, indicator_id))"
"""Some indicators, or all: the same list, or None, twice."""

RECORDS: Final = f"SELECT * FROM summary WHERE list_contains(?, nis_code) AND {AMONG}"
"""Of some municipalities."""

LINES: Final = (
    "SELECT indicator_id, nis_code, year, value FROM observation "
    f"WHERE list_contains(?, nis_code) AND value IS NOT NULL AND {AMONG} ORDER BY ALL"
)
"""Their years with a value."""

DAYS: Final = (
    "SELECT left(moment, 10) AS day FROM change UNION SELECT as_of FROM judgement_change "
    "ORDER BY day DESC"
)

SILENT: Final = """
SELECT i.indicator_id, i.main_goal,
CASE WHEN i.fetched THEN mode(s.position_reason ORDER BY s.position_reason) ELSE 'waiting' END
AS why FROM indicator i LEFT JOIN summary s USING (indicator_id)
WHERE i.owner IS NULL AND i.chance <> 'survey'
GROUP BY i.indicator_id, i.main_goal, i.fetched, i.position
HAVING why <> '' ORDER BY i.position
"""
