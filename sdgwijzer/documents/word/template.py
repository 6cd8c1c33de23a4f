"""A template of a municipality is a file from outside: what is refused in it, what is told."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from sdgwijzer.documents.word import styles
from sdgwijzer.errors import TemplateError

MOST: Final = 10_000_000
"""Bytes of a template."""

UNPACKED: Final = 100_000_000
"""Bytes of all that is in it."""

NARROW: Final = 14
"""Centimetres of text: below it tables get cramped."""

_CENTIMETRE: Final = 360_000  # EMU
_RUNS: Final = re.compile(r"vbaProject|activeX|/embeddings/|oleObject")
_OUTSIDE: Final = re.compile(rb'TargetMode="External"')
_LINK: Final = re.compile(rb'<Relationship\b[^>]*/relationships/hyperlink"[^>]*>')
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS: Final = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")


def check(path: Path) -> list[str]:
    """Read a template: what runs, or asks for something elsewhere, is refused.

    Args:
        path: of the file.

    Returns:
        What may surprise: missing styles, narrow text, another language.

    Raises:
        TemplateError: it is no Word file, too large, or it has macros, objects or a link outside
            that is followed when it is opened.
    """
    if not path.is_file():
        raise TemplateError(f"{path} is not there; name a .docx")
    size = path.stat().st_size
    if path.suffix.lower() != ".docx":
        raise TemplateError(
            f"{path}: expected a .docx without macros, found {path.suffix or 'no'!r}"
        )
    if size > MOST:
        raise TemplateError(f"{path}: expected at most {MOST} bytes, found {size}")
    try:
        with zipfile.ZipFile(path) as content:
            wrong = list(_dangers(content))
    except zipfile.BadZipFile as error:
        raise TemplateError(f"{path}: expected a .docx as Word saves it ({error})") from error
    if wrong:
        raise TemplateError(f"{path}: {'; '.join(wrong)}; save it anew without that")
    return list(_surprises(path))


def _dangers(content: zipfile.ZipFile) -> Iterator[str]:
    entries = content.infolist()
    size = sum(entry.file_size for entry in entries)
    if size > UNPACKED or len(entries) > 1000:
        yield f"too much in it: {len(entries)} parts of {size} bytes together"
        return
    names = content.namelist()
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        yield "no document in it"
        return
    kinds = content.read("[Content_Types].xml").decode("utf-8", "replace")
    if not any(kind in kinds for kind in _KINDS):
        yield "its document is of another kind (a .docm that was renamed?)"
    yield from (f"{name} can run something" for name in names if _RUNS.search(name))
    for name in names:
        if name.endswith(".rels"):
            left = _LINK.sub(b"", content.read(name))
            if _OUTSIDE.search(left):
                yield f"{name} asks for something elsewhere"
        elif name.endswith(".xml") and b"<!DOCTYPE" in content.read(name):
            yield f"{name} declares a document type"


def _opened(path: Path) -> Any:  # noqa: ANN401 - python-docx has no types of its parts
    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, SyntaxError, LookupError, ValueError) as error:
        raise TemplateError(f"{path}: expected a .docx as Word saves it ({error})") from error


def _surprises(path: Path) -> Iterator[str]:
    document = _opened(path)
    there = {style.name for style in document.styles}
    missing = [name for name in (*styles.LOOKS, styles.TABLE) if name not in there]
    if missing:
        yield f"styles that are added: {', '.join(missing)}"
    section = document.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    paper, left, right = (each or 0 for each in sides)
    width = (paper - left - right) / _CENTIMETRE
    if width < NARROW:
        yield f"the text is {width:.1f} cm wide: below {NARROW} cm tables get cramped"
    found = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    foreign = sorted(each for each in found if each and not each.startswith("nl"))
    if foreign:
        yield f"language {', '.join(foreign)}: it becomes nl-BE"
