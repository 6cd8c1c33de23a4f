"""The longer questions and the tables, in SQL; what is judged comes from `judgement/columns.py`."""

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
        f"COMMENT ON COLUMN summary.{column.name} IS {_quoted(column.explained)};"
        for column in SUMMARY
    ]
    return "\n".join([f"CREATE TABLE summary ({columns});", *comments])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _judged(column: Column) -> str:
    """A judged column in its row of the export."""
    found = f"{column.row}.{column.name}"
    if column.empty is not None:
        found = f"nullif({found}, {_quoted(column.empty)})"
    return f"{found} AS {column.exported}"


SCHEMA: Final = f"{_text('schema.sql')}\n{_summary()}"
CONTEXT: Final = _text("context.sql")
EXPORT: Final = (
    _text("export.sql")
    .replace("{judged}", ", ".join(map(_judged, EXPORTED)))
    .replace("{every}", ", ".join(f"any_value({each.name}) AS {each.name}" for each in EVERY))
    .replace("{names}", ", ".join(exports.COLUMNS))
)
