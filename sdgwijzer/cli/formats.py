"""In which forms results are written."""

from typing import Final

TABLE: Final = ("text", "csv", "json")
"""What is read on a terminal, or by a program."""

REPORT: Final = ("docx", "pdf", "html")
"""The omgevingsanalyse as a file (`documents.take_along.FORMATS`)."""

EXPORT: Final = ("csv", "excel-csv", "parquet")
"""Figures: plain CSV, CSV as a Dutch Excel reads it, Parquet."""
