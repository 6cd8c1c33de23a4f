"""The omgevingsanalyse as a document: choices and figures → a tree of chapters.

The tree knows no format, and no Streamlit: `content` has its blocks, and who writes them in a
format knows no figures. The same choices on the same database give an equal tree.
"""

from sdgwijzer.report.chapters import Chapter
from sdgwijzer.report.export import Export, export
from sdgwijzer.report.tree import Report, opening, report
from sdgwijzer.report.wishes import CHAPTERS, ORDERS, TITLE, Wishes, labels, of_link

__all__ = [
    "CHAPTERS",
    "ORDERS",
    "TITLE",
    "Chapter",
    "Export",
    "Report",
    "Wishes",
    "export",
    "labels",
    "of_link",
    "opening",
    "report",
]
