"""Figures of the sources: kept, believed or not, compared with before, put on today's map."""
