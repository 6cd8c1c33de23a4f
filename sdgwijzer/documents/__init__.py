"""Chapters → files: Word, and later the others. Nothing here knows a figure or formats a number."""
