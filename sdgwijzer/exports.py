"""What a visitor or analyst takes along: CSV (plain, and as Excel reads it) and Parquet.

Values are never rounded here: rounding belongs to the screen. Empty is missing, with the reason
beside it.
"""

from io import BytesIO
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

FORMATS: Final = ("csv", "excel-csv", "parquet")


def as_bytes(table: pa.Table, format_: str) -> bytes:
    """A table in one of `FORMATS`.

    Args:
        table: any columns.
        format_: `csv` (comma, decimal point, UTF-8), `excel-csv` (semicolon, decimal comma,
            UTF-8 with BOM: opens in a Dutch Excel as it is) or `parquet`.
    """
    if format_ == "parquet":
        buffer = BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        return buffer.getvalue()
    frame = pd.DataFrame({name: _text(table.column(name), format_) for name in table.column_names})
    if format_ == "excel-csv":
        return str(frame.to_csv(index=False, sep=";", lineterminator="\r\n")).encode("utf-8-sig")
    return str(frame.to_csv(index=False, lineterminator="\n")).encode("utf-8")


def _text(column: pa.ChunkedArray, format_: str) -> pd.Series:
    """Numbers in the shortest form that reads back to the same number; whole ones without point."""
    series = column.to_pandas()
    if pa.types.is_integer(column.type):
        return series.astype("Int64")
    if not pa.types.is_floating(column.type):
        return series
    text = series.map(_number, na_action="ignore").astype("string")
    return text.str.replace(".", ",", regex=False) if format_ == "excel-csv" else text


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
