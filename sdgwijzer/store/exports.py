"""What a visitor or analyst takes along: CSV (plain, and as Excel reads it) and Parquet.

Values are never rounded here: rounding belongs to the screen. Empty is missing, with the reason
beside it.
"""

import codecs
from io import SEEK_END, BytesIO
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

COLUMNS: Final = {
    "indicator_id": "code of the indicator",
    "indicator": "its Dutch name",
    "nis_code": "code of the municipality (map of today)",
    "municipality": "its name",
    "year": "year of the figure",
    "value": "the figure, unrounded; empty: missing says why",
    "unit": "unit of value, low, high, reference_value, slope (per year), iqr, target",
    "numerator": "count behind the value, where known",
    "denominator": "what it is divided by, where known",
    "flag": "provisional, pooled, estimated, break, recalculated, summed",
    "missing": "why there is no value",
    "source": "publisher and data set",
    "licence": "licence of the source",
    "retrieved": "day on which the file was taken from the publisher",
    # the position of the municipality, in the row of the year that is compared
    "low": "lower limit of chance (95 %) of compared_value",
    "high": "upper limit of chance",
    "reference_value": "what is compared with: the median of the peers in that year",
    "rank": "place among those with a value, 1 is best (highest for context); ties share the mean",
    "n": "how many have a value",
    "percentile": "percentile rank (mid-rank), 100 is best",
    # the judgement, in the row of the municipality's latest year with a value
    "status": "good, middle, poor, unknown: beside the target if there is one, else the peers",
    "status_reason": "why unknown, or what to know about it",
    "trend": "improving, worsening, stable, unclear, unknown; context: rising, falling",
    "trend_clear": "is the direction clear?",
    "slope": "Theil-Sen change per year",
    "p": "exact two-sided p of Mann-Kendall",
    "points": "years behind the trend",
    "trend_against_peers": "faster, equal, slower, unclear, unknown: the trend beside the peers",
    "slope_against_peers": "change per year of the difference with the median of the peers",
    "p_against_peers": "p of that difference",
    "method_version": "version of the rules",
    # what the judgements follow from
    "direction": "higher_is_better, lower_is_better, neutral",
    "chance": "share, events, none, survey, unknown: which interval",
    "compared_value": "the value that is compared: of the year, or of three years when pooled",
    "pooled_from": "first of those three years",
    "equal": "others with the same compared value",
    "iqr": "interquartile range of Flanders in that year",
    "reference_name": "what reference_value is",
    "status_basis": "peers, target or own_target: what the status compares with",
    "position_status": "status beside the peers, also where there is a target",
    "target": "the value to reach",
    "target_year": "by when",
    "target_source": "who set it",
    "target_worst": "where the way to the target begins",
    "pace": "observed change per year over what the target asks",
    "pace_class": "on_track, too_slow, far_too_slow, wrong_way",
    "trend_from": "first year behind the trend",
    "trend_to": "last year behind the trend",
    "turned": "the year in which the series turned round",
    "cagr": "compound annual growth from trend_from to trend_to, a fraction",
    "cagr_class": "what Eurostat calls that growth; for comparison, never the trend",
    "reliability": "high, middle, low",
    "provisional": "may the source still correct it?",
    "peers": "who is compared with",
    "rhythm": "yearly, three_yearly, irregular, closed",
    "lag_years": "years between the figure and its publication",
    "pooled_years": "years that one published figure covers",
    "as_of": "day on which age is measured",
    "published": "the publisher's own date of the file, where it has one",
}
"""Columns of every machine-readable export, and what they are; later ones come behind them."""


_POSITION: Final = ("reference_value", "rank", "n", "percentile", "equal")
_JUDGEMENT: Final = {
    "status": "status",
    "status_reason": "status_reason",
    "position_status": "position_status",
    "trend_against_peers": "against",
    "slope_against_peers": "against_slope",
    "p_against_peers": "against_p",
}


def beside(table: pa.Table, own: str, judged: pd.DataFrame, label: str) -> pa.Table:
    """The same rows, with those of one municipality judged beside other peers.

    Args:
        table: `COLUMNS`.
        own: code of the municipality.
        judged: `judgement.beside.COLUMNS`, by indicator.
        label: who the peers are, for the column `peers`.
    """
    frame = table.to_pandas().astype(object)  # a column may have no gap now, and one later
    mine = (frame["nis_code"] == own) & frame["indicator_id"].isin(judged.index)
    mine &= frame["peers"].notna()
    compared, latest = mine & frame["rank"].notna(), mine & frame["status"].notna()
    for where, names in ((compared, {name: name for name in _POSITION}), (latest, _JUDGEMENT)):
        for name, made in names.items():
            others = frame["indicator_id"].map(judged[made].astype(object).replace("", None))
            frame[name] = frame[name].where(~where, others)
    frame.loc[compared & frame["reference_value"].isna(), "reference_name"] = None
    frame.loc[mine, "peers"] = label
    return pa.Table.from_pandas(frame, schema=table.schema, preserve_index=False)


def as_bytes(table: pa.Table, format_: str) -> bytes:
    """A table in one of `formats.EXPORT`.

    Args:
        table: any columns.
        format_: `csv` (comma, decimal point, UTF-8), `excel-csv` (semicolon, decimal comma,
            UTF-8 with BOM: opens in a Dutch Excel as it is; a text that Excel would read as a
            formula begins with an apostrophe) or `parquet`. In both kinds of CSV a number has the
            shortest form that reads back to it, a text is quoted, and what is missing is empty.
    """
    if format_ == "parquet":
        buffer = BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        return buffer.getvalue()
    dutch = format_ == "excel-csv"
    buffer = BytesIO(codecs.BOM_UTF8 if dutch else b"")
    buffer.seek(0, SEEK_END)
    options = csv.WriteOptions(
        delimiter=";" if dutch else ",", eol="\r\n" if dutch else "\n", quoting_header="none"
    )
    csv.write_csv(_for_excel(table) if dutch else table, buffer, options)
    return buffer.getvalue()


_FROM_FILES: Final = ("indicator", "source", "licence", "target_source")
"""Texts that a file says, that of a municipality itself too."""


def _for_excel(table: pa.Table) -> pa.Table:
    """Numbers with a decimal comma, and no text that would be a formula."""
    for i, field in enumerate(table.schema):
        if pa.types.is_floating(field.type):
            text = pc.replace_substring(table.column(i).cast(pa.string()), ".", ",")
            table = table.set_column(i, field.name, text)
        elif field.name in _FROM_FILES:
            text = pc.replace_substring_regex(table.column(i), r"^([=+\-@\t\r])", r"'\1")
            table = table.set_column(i, field.name, text)
    return table
