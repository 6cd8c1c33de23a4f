"""Observations ⇄ DuckDB: everything left of here reads files, everything right shows figures."""
