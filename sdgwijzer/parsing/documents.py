"""JSON and Parquet of a publisher, with clear errors."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sdgwijzer.errors import SourceError
from sdgwijzer.parsing.glimpse import looks_like
from sdgwijzer.parsing.required import require_columns


def json_document(path: Path, source: str) -> Any:  # noqa: ANN401 - any JSON
    """The content of a JSON file.

    Raises:
        SourceError: the file is not (whole) JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:  # a number without end, lists in lists too
        raise SourceError(
            source, path.name, "not a JSON document", "JSON", f"{looks_like(path)} ({error})"
        ) from error


def parquet(path: Path, source: str, columns: Sequence[str]) -> pd.DataFrame:
    """These columns of a Parquet file.

    Raises:
        SourceError: no Parquet file, or a column is missing.
    """
    try:
        file = pq.ParquetFile(path)
        require_columns(file.schema_arrow.names, columns, source, path.name)
        return file.read(columns=list(columns)).to_pandas()
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise SourceError(
            source, path.name, "not a Parquet file", "a Parquet file", str(error)
        ) from error
