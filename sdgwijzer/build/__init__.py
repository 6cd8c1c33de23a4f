"""Catalogue, figures and what municipalities add themselves → one database."""
