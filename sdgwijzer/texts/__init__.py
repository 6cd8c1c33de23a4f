"""Every Dutch word that a visitor reads, except the catalogue."""
