"""What stands in a PDF: its text, its sizes, and the tree that a screen reader reads."""

import re
from io import BytesIO

import pypdf
from pypdf.generic import DictionaryObject

SIGNS = re.compile(r"[\s\u00ad▲△○◆◇↑↓]+")
"""Marks are drawn, and words break where there is room."""


def opened(content):
    return pypdf.PdfReader(BytesIO(content))


def bare(text):
    return SIGNS.sub("", text)


def structure(file):
    """Every element of the tree that a screen reader reads."""
    found, todo = [], [file.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        each = todo.pop().get_object()
        if isinstance(each, DictionaryObject):
            found.append(each)
            below = each.get("/K", [])
            todo += below if isinstance(below, list) else [below]
    return found


def is_for_everybody(file):
    """Has it the marks of PDF/UA-1, its language and its title?"""
    root = file.trailer["/Root"]
    return (
        root["/Lang"] == "nl-BE"
        and root["/MarkInfo"]["/Marked"].value
        and root["/ViewerPreferences"]["/DisplayDocTitle"].value
        and b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    )


def sizes(pages):
    """Size in points and text of each piece."""
    found = []

    def visit(text, matrix, text_matrix, _font, size):
        if text.strip():
            found.append((round(size * abs(text_matrix[3]) * abs(matrix[3]), 2), text))

    for page in pages:
        page.extract_text(visitor_text=visit)
    return found
