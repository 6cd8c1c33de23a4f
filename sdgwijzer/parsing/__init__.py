"""Bytes → values: encodings, tables of publishers, numbers that people typed, YAML."""
