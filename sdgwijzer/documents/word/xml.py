"""What Word can and python-docx cannot: fields, bookmarks, borders, header rows, drawings as SVG.

Elements inside another have a fixed order (ECMA-376); each is put where it belongs.
"""

from collections.abc import Iterable
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

LANGUAGE: Final = "nl-BE"
_AFTER_BORDER: Final = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")
AFTER_BREAK: Final = ("w:framePr", "w:widowControl", "w:numPr", "w:pBdr", *_AFTER_BORDER)
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def element(tag: str, children: Iterable[Any] = (), **attributes: str) -> Any:  # noqa: ANN401
    """An element with attributes of its own namespace: `element("w:jc", val="right")`."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def text(words: str, *marks: Any) -> Any:  # noqa: ANN401 - elements of lxml
    """A run of text with its marks (bold, colour)."""
    shown = OxmlElement("w:t")
    shown.text = words
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("w:r", [*([element("w:rPr", marks)] if marks else []), shown])


def field(instruction: str, shown: str) -> Any:  # noqa: ANN401
    """A field that Word fills in anew when it is asked, with what stands there until then."""
    return element("w:fldSimple", [text(shown)], instr=f" {instruction} ")


def open_field(instruction: str) -> list[Any]:
    """The beginning of a field that goes on over paragraphs; `close_field` ends it."""
    asked = OxmlElement("w:instrText")
    asked.text = f" {instruction} "
    return [
        element("w:r", [element("w:fldChar", fldCharType="begin")]),
        element("w:r", [asked]),
        element("w:r", [element("w:fldChar", fldCharType="separate")]),
    ]


def close_field() -> Any:  # noqa: ANN401
    """The end of a field."""
    return element("w:r", [element("w:fldChar", fldCharType="end")])


def bookmark(name: str, number: int, inside: Iterable[Any]) -> list[Any]:
    """Runs under a name that a link can lead to."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    return [start, *inside, element("w:bookmarkEnd", id=str(number))]


def link(name: str, inside: Iterable[Any]) -> Any:  # noqa: ANN401
    """Runs that lead to a bookmark."""
    return element("w:hyperlink", inside, anchor=name, history="1")


def outside(part: Any, address: str, inside: Iterable[Any]) -> Any:  # noqa: ANN401
    """Runs that lead to an address elsewhere."""
    made = element("w:hyperlink", inside, history="1")
    made.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made


def left_border(paragraph: Any, colour: str) -> None:  # noqa: ANN401
    """A thick line before a paragraph."""
    edge = element("w:left", val="single", sz="48", space="8", color=colour.lstrip("#"))
    properties = paragraph.get_or_add_pPr()
    properties.insert_element_before(element("w:pBdr", [edge]), *_AFTER_BORDER)


def cell(width: int, paragraph: Any) -> Any:  # noqa: ANN401
    """A cell of a table, so many twentieths of a point wide."""
    size = element("w:tcW", w=str(width), type="dxa")
    return element("w:tc", [element("w:tcPr", [size]), paragraph])


def row(cells: Iterable[Any], *, head: bool = False) -> Any:  # noqa: ANN401
    """A row that is not split over pages; a head is repeated on each."""
    kept = [element("w:cantSplit"), *([element("w:tblHeader")] if head else [])]
    return element("w:tr", [element("w:trPr", kept), *cells])


def table(style: str, widths: Iterable[int], rows: Iterable[Any], title: str, about: str) -> Any:  # noqa: ANN401
    """A table with fixed columns, a title and a description."""
    columns = list(widths)
    properties = [
        element("w:tblStyle", val=style),
        element("w:tblW", w=str(sum(columns)), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0420", firstRow="1", noHBand="0", noVBand="1"),
        element("w:tblCaption", val=title),
        element("w:tblDescription", val=about),
    ]
    grid = [element("w:gridCol", w=str(each)) for each in columns]
    return element("w:tbl", [element("w:tblPr", properties), element("w:tblGrid", grid), *rows])


def described(inline: Any, title: str, alt: str) -> None:  # noqa: ANN401
    """The words of a picture, and no room around it (LibreOffice moves it otherwise)."""
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    inline.docPr.set("title", title)
    inline.docPr.set("descr", alt)


def with_svg(document: Any, inline: Any, svg: bytes, number: int) -> None:  # noqa: ANN401
    """The same picture as a drawing, for a Word that knows it (2016 and later)."""
    name = PackURI(f"/word/media/drawing{number}.svg")
    part = Part(name, "image/svg+xml", svg, document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    extension = parse_xml(
        f'<a:extLst {nsdecls("a")}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" {nsdecls("r")} r:embed="{relation}"/>'
        "</a:ext></a:extLst>"
    )
    inline.graphic.graphicData.pic.blipFill.blip.append(extension)
