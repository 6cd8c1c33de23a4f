"""What a visitor or analyst takes along: CSV (plain, and as Excel reads it), Parquet and JSON.

Values are never rounded here: rounding belongs to the screen. Empty is missing, with the reason
beside it.
"""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import IO, Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from sdgwijzer.judgement.columns import ANEW, EXPORTED, IN_UNIT, PER_YEAR, Column, Row


def _in_unit() -> str:
    """The columns that have the unit of the indicator."""
    per_year = {IN_UNIT: "", PER_YEAR: " (per year)"}
    names = [each.exported + per_year[each.unit] for each in EXPORTED if each.unit]
    return ", ".join(["value", *names])


_AT_ONCE: Final = 1000

_FACTS: Final[Mapping[str, Mapping[str, str]]] = {
    "": {
        "indicator_id": "code of the indicator",
        "indicator": "its Dutch name",
        "nis_code": "code of the municipality (map of today)",
        "municipality": "its name",
        "year": "year of the figure",
        "value": "the figure, unrounded; empty: missing says why",
        "unit": f"unit of {_in_unit()}",
        "numerator": "count behind the value, where known",
        "denominator": "what it is divided by, where known",
        "flag": (
            "provisional, pooled, estimated, break, recalculated, summed, computed, composed, "
            "other_file"
        ),
        "missing": "why there is no value",
        "source": "publisher and data set",
        "licence": "licence of the source",
        "retrieved": "day on which the file was taken from the publisher",
    },
    "p_against": {
        "method_version": "version of the rules",
        "direction": "higher_is_better, lower_is_better, neutral",
        "chance": "share, events, none, survey, unknown: which interval",
    },
    "iqr": {"reference_name": "what reference_value is"},
    "inhabitants": {
        "middle": "the middle municipality of Flanders in the year of the row (in the unit)",
    },
    "reliability": {
        "provisional": "may the source still correct it?",
        "peers": "who is compared with",
        "rhythm": "yearly, three_yearly, irregular, closed",
        "lag_years": "years between the figure and its publication",
        "pooled_years": "years that one published figure covers",
        "as_of": "day on which age is measured",
        "published": "the publisher's own date of the file, where it has one",
    },
}
"""Columns that are no judgement, by the judged column behind which they stand ("": before all)."""


def _columns() -> dict[str, str]:
    found = dict(_FACTS[""])
    for column in EXPORTED:
        found |= {column.exported: column.meaning, **_FACTS.get(column.exported, {})}
    return found


COLUMNS: Final = _columns()
"""Columns of every machine-readable export, and what they are; later ones come behind them."""

GROUP: Final = "group"
"""Who somebody chose to compare with; what is judged beside them begins with this word."""


def _of_group(exported: str) -> str:
    """The column of the same judgement beside the chosen group."""
    return f"{GROUP}_{exported}"


_ANEW: Final = tuple(column for column in ANEW if column.row is not None)

BESIDE_GROUP: Final[Mapping[str, str]] = {
    GROUP: "the chosen group; empty in rows that are not judged beside it",
    **{
        _of_group(each.exported): f"{each.exported}, with the chosen group as the peers"
        for each in _ANEW
    },
}
"""Columns that come behind `COLUMNS` where a group was chosen, and what they are: there and nowhere
else is a judgement beside that group, of the own municipality; `COLUMNS` are beside Flanders."""


ASSESSED: Final[Mapping[str, str]] = {
    **{
        name: _FACTS[""][name] for name in ("nis_code", "municipality", "indicator_id", "indicator")
    },
    "goal": "the goal in whose counts it takes part",
    "unit": _FACTS[""]["unit"],
    "direction": _FACTS["p_against"]["direction"],
    "year": "latest year with a value; empty: none",
    "value": "the value of that year, unrounded; empty: missing says why",
    "flag": _FACTS[""]["flag"],
    "missing": "why there is no value in any year",
    "compared_year": "the year in which all are compared: of compared_value, rank, n and the like",
    "peers": "who is compared with; empty: nobody",
    "method_version": _FACTS["p_against"]["method_version"],
    **{each.exported: each.meaning for each in EXPORTED},
}
"""Columns of judgements, a row per municipality and indicator, and what they are."""


def anew(table: pa.Table, judged: pd.DataFrame, label: str) -> pa.Table:
    """Judgements of one municipality, beside a group in the place of Flanders.

    Args:
        table: `ASSESSED`, of that municipality.
        judged: `judgement.beside.COLUMNS`, by indicator.
        label: who the group is.

    Returns:
        The same columns; `peers` says whom each row is beside.
    """
    ids = pd.Series(table.column("indicator_id").to_pylist(), dtype=object)
    mine = ids.isin(judged.index)
    who = [
        label if each else old for each, old in zip(mine, table["peers"].to_pylist(), strict=True)
    ]
    table = _with(table, "peers", pd.Series(who, dtype=object))
    for column in _ANEW:
        found = _anew(column, judged)
        old = pd.Series(table[column.exported].to_pylist(), dtype=object)
        table = _with(table, column.exported, ids.map(found).astype(object).where(mine, old))
    return table


def _anew(column: Column, judged: pd.DataFrame) -> pd.Series:
    """What was judged anew, by indicator, as the export has it."""
    found = judged[column.name].astype(object)
    return found if column.empty is None else found.replace(column.empty, None)


def _with(table: pa.Table, name: str, values: pd.Series) -> pa.Table:
    """The table with other values in one column."""
    field = table.schema.field(name)
    made = pa.array(values, field.type, from_pandas=True)
    return table.set_column(table.schema.get_field_index(name), field, made)


def beside(table: pa.Table, own: str, judged: pd.DataFrame, label: str) -> pa.Table:
    """The same rows, with the judgement of one municipality beside a group behind them.

    Args:
        table: `COLUMNS`.
        own: code of the municipality.
        judged: `judgement.beside.COLUMNS`, by indicator.
        label: who the group is.

    Returns:
        `COLUMNS` as they were, and `BESIDE_GROUP`.
    """
    frame = table.select(["indicator_id", "nis_code", "peers", "rank", "status"]).to_pandas()
    mine = (frame["nis_code"] == own) & frame["indicator_id"].isin(judged.index)
    mine &= frame["peers"].notna()
    rows = {
        Row.COMPARED: mine & frame["rank"].notna(),
        Row.LATEST: mine & frame["status"].notna(),
    }
    who = pa.array([label if each else None for each in mine], pa.string())
    table = table.append_column(GROUP, who)
    for column in _ANEW:
        assert column.row is not None
        found = _anew(column, judged)
        values = frame["indicator_id"].map(found).where(rows[column.row])
        type_ = table.schema.field(column.exported).type
        made = pa.array(values.astype(object), type_, from_pandas=True)
        table = table.append_column(_of_group(column.exported), made)
    return table


_DAYS: Final = ("retrieved", "as_of", "published")
_KINDS: Final = {
    **{"string": "string", "double": "number", "bool": "boolean"},
    **dict.fromkeys(("int16", "int32", "int64"), "integer"),
}


def kind(field: pa.Field) -> str:
    """What a column of the export holds, as Frictionless names it; days are text in the table."""
    return "date" if field.name in _DAYS else _KINDS[str(field.type)]


_TYPES: Final = {str: pa.string(), int: pa.int64(), float: pa.float64()}


def of_records(rows: Sequence[Mapping[str, Any]], types: Mapping[str, type]) -> pa.Table:
    """A table of plain values.

    Args:
        rows: each with a value, or None, for every column.
        types: column → str, int, float, or list for texts behind each other.
    """
    schema = pa.schema(
        [(name, _TYPES.get(kind, pa.list_(pa.string()))) for name, kind in types.items()]
    )
    return pa.Table.from_pylist(list(rows), schema)


def as_bytes(table: pa.Table, format_: str) -> bytes:
    """A table in a form of its own (`stream`)."""
    buffer = BytesIO()
    for _ in stream([table], buffer, format_):
        pass
    return buffer.getvalue()


def stream(tables: Iterable[pa.Table], file: IO[bytes], format_: str) -> Iterator[None]:
    """Write tables behind each other as one file; each step writes one of them.

    The bytes of both kinds of CSV and of JSON are the same however the rows are split.

    Args:
        tables: with the same columns; there is at least one.
        file: that is written to, from where it stands; it needs no way back.
        format_: `csv` (comma, decimal point, UTF-8), `excel-csv` (semicolon, decimal comma,
            UTF-8 with BOM: opens in a Dutch Excel as it is), `parquet` or `json` (one list, of an
            object per row with every column). In both kinds of CSV a number has the shortest form
            that reads back to it, a text is quoted, a text that a spreadsheet would run as a
            formula begins with an apostrophe, and what is missing is empty; in JSON it is null.
    """
    return _WRITERS[format_](iter(tables), file)


_WRITTEN: Final = 2_048
"""Rows that CSV is written of at once: a sixth quicker than half of them."""

ROW_GROUP: Final = 4_000
"""Rows of a group in Parquet, at least: many small ones are larger together, and slow to read."""


def _write_csv(tables: Iterator[pa.Table], file: IO[bytes]) -> Iterator[None]:
    """A list has spaces between its texts."""
    for i, table in enumerate(tables):
        for at, field in enumerate(table.schema):
            if pa.types.is_list(field.type):
                table = table.set_column(at, field.name, pc.binary_join(table.column(at), " "))
            elif pa.types.is_string(field.type):
                table = table.set_column(at, field.name, _defused(table.column(at)))
        options = csv.WriteOptions(include_header=not i, quoting_header="none", batch_size=_WRITTEN)
        csv.write_csv(table, file, options)
        yield


def _write_excel(tables: Iterator[pa.Table], file: IO[bytes]) -> Iterator[None]:
    file.write(codecs.BOM_UTF8)
    for i, table in enumerate(tables):
        options = csv.WriteOptions(
            include_header=not i,
            delimiter=";",
            eol="\r\n",
            quoting_header="none",
            batch_size=_WRITTEN,
        )
        csv.write_csv(_for_excel(table), file, options)
        yield


def _gathered(tables: Iterator[pa.Table], rows: int) -> Iterator[pa.Table]:
    """The same in larger tables: of at least so many rows, but for the last."""
    held: list[pa.Table] = []
    for table in tables:
        held.append(table)
        if sum(each.num_rows for each in held) >= rows:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def _write_parquet(tables: Iterator[pa.Table], file: IO[bytes]) -> Iterator[None]:
    first = next(tables)
    with pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
        for table in _gathered(chain([first], tables), ROW_GROUP):
            writer.write_table(table)
            pa.default_memory_pool().release_unused()
            yield


def _write_json(tables: Iterator[pa.Table], file: IO[bytes]) -> Iterator[None]:
    """A list of objects, a line each."""
    between = b"[\n"
    for table in tables:
        for batch in table.to_batches(max_chunksize=_AT_ONCE):
            file.write(between)
            file.write(_objects(batch))
            between = b",\n"
        yield
    file.write(b"[\n\n]\n" if between == b"[\n" else b"\n]\n")


_WRITERS: Final = {
    "csv": _write_csv,
    "excel-csv": _write_excel,
    "parquet": _write_parquet,
    "json": _write_json,
}


def _objects(batch: pa.RecordBatch) -> memoryview:
    """The rows as objects of JSON, made by column: by row in Python it takes ten times as long."""
    parts: list[pa.Array | pa.Scalar] = []
    for i, name in enumerate(batch.schema.names):
        begin = "{" if i == 0 else ", "
        parts += [pa.scalar(f"{begin}{json.dumps(name)}: "), _as_json(batch.column(i))]
    rows = pc.binary_join_element_wise(
        *parts, pa.scalar("}"), "", null_handling="replace", null_replacement="null"
    )
    every = pa.ListArray.from_arrays([0, len(rows)], rows)
    return memoryview(pc.binary_join(every, ",\n")[0].as_buffer())


def _as_json(column: pa.Array) -> pa.Array:
    """The values of a column as JSON has them; what is missing, or no number, is null."""
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return column.cast(pa.string())
    coded = column.dictionary_encode()
    texts = [json.dumps(each, ensure_ascii=False) for each in coded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(coded.indices)


def records(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows as JSON has them: every column; what is missing is None."""
    for batch in table.to_batches(max_chunksize=_AT_ONCE):
        columns = [_values(column) for column in batch.columns]
        for row in zip(*columns, strict=True):
            yield dict(zip(table.column_names, row, strict=True))


def _values(column: pa.Array) -> list[Any]:
    """Of Python; what is no number is None."""
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    return list(column.to_pylist())


_FORMULA: Final = r"^([=+\-@\t\r])"


def _for_excel(table: pa.Table) -> pa.Table:
    """Numbers with a decimal comma, and no text that would be a formula."""
    for i, field in enumerate(table.schema):
        if pa.types.is_floating(field.type):
            text = pc.replace_substring(table.column(i).cast(pa.string()), ".", ",")
            table = table.set_column(i, field.name, text)
        elif pa.types.is_string(field.type):
            table = table.set_column(i, field.name, _defused(table.column(i)))
    return table


def _defused(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts, of which none is a formula; the few that differ are looked at, not each row.

    All signs with which a formula begins come before the letters.
    """
    least = pc.min(column).as_py()
    if least is None or least >= "A":
        return column
    if not pc.any(pc.match_substring_regex(pc.unique(column), _FORMULA)).as_py():
        return column
    return pc.replace_substring_regex(column, _FORMULA, r"'\1")
