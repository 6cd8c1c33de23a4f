"""Small pictures, for pages, reports and files."""
