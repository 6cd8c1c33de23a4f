"""Our own styles: those that a template lacks are added, those that it has are left alone."""

from typing import Any, Final, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from sdgwijzer import colours
from sdgwijzer.documents.word import xml

FONT: Final = "Calibri"
TABLE: Final = "Cijfertabel"


class Look(NamedTuple):
    """A style of a paragraph: its size in points and what else it is."""

    size: float
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 4
    keep: bool = False  # on the page of what follows


TEXT: Final = colours.SCREEN["text"].light
QUIET: Final = colours.SCREEN["quiet"].light
OWN: Final = colours.SCREEN["own"].light

LOOKS: Final = {
    "Title": Look(30, True, OWN, 60, 6),
    "Subtitle": Look(15, colour=QUIET, after=18),
    "Heading 1": Look(21, True, OWN, 0, 8, True),
    "Heading 2": Look(14, True, TEXT, 8, 2, True),
    "Heading 3": Look(12.5, True, OWN, 10, 3, True),
    "Heading 4": Look(11, True, TEXT, 6, 2, True),
    "Normal": Look(10.5, after=5),
    "List Bullet": Look(10.5, after=2),
    "List Number": Look(10.5, after=14),
    "Caption": Look(9.5, True, TEXT, 8, 3, True),
    "TOC 1": Look(11, after=2),
    "TOC 2": Look(10.5, after=1),
    "Header": Look(9, colour=QUIET),
    "Footer": Look(9, colour=QUIET),
    "Kernzin": Look(12, colour=TEXT, after=5),
    "Feiten": Look(10, colour=QUIET, after=5),
    "Bronregel": Look(9, colour=QUIET, after=5),
    "Tabelkop": Look(9, True, TEXT, 2, 2, True),
    "Tabeltekst": Look(9, colour=TEXT, before=1.5, after=1.5),
    "Figuur": Look(10.5, before=4, after=0, keep=True),
    "Eigen tekst": Look(10.5, after=5),
    "Let op": Look(9.5, colour=QUIET, after=6),
}
"""Word stores the names of its own styles in English, whatever its language."""


def prepare(document: Any) -> dict[str, str]:  # noqa: ANN401 - python-docx has no types
    """Add what is missing; of a template of our own all looks are set.

    Returns:
        Name → id of every style that is used.
    """
    own = _is_ours(document)
    if own:
        _paper(document.sections[0])
    for name, look in LOOKS.items():
        there = name in _names(document)
        style = (
            document.styles[name]
            if there
            else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name[:3] == "TOC")
        )
        if own or not there:
            _set(style, look)
            if not there:
                style.base_style = document.styles["Normal"]
    if own:
        document.styles["TOC 2"].paragraph_format.left_indent = Cm(0.6)
    if TABLE not in _names(document):
        document.styles.element.append(_table())
    _language(document)
    return {style.name: style.style_id for style in document.styles}


def _names(document: Any) -> set[str]:  # noqa: ANN401
    return {style.name for style in document.styles}


def _paper(section: Any) -> None:  # noqa: ANN401
    """A4, with 17 centimetres of text."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.8)
    section.header_distance = section.footer_distance = Cm(1)


def _is_ours(document: Any) -> bool:  # noqa: ANN401
    """Is it the empty document that comes with python-docx?"""
    return bool(document.core_properties.author == "python-docx")


def _set(style: Any, look: Look) -> None:  # noqa: ANN401
    style.font.name, style.font.size, style.font.bold = FONT, Pt(look.size), look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string((look.colour or TEXT).lstrip("#").upper())
    fonts = style.element.rPr.rFonts
    for each in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{each}"), None)
    room = style.paragraph_format
    room.space_before, room.space_after = Pt(look.before), Pt(look.after)
    room.line_spacing = 1.05
    room.keep_with_next = look.keep
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _table() -> Any:  # noqa: ANN401
    """Lines between the rows, a head on a pale ground."""
    line = colours.SCREEN["line"].light.lstrip("#")
    ground = colours.SCREEN["own-ground"].light.lstrip("#")
    own = OWN.lstrip("#")
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">'
        f'<w:name w:val="{TABLE}"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{own}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar>"
        f'</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{ground}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _language(document: Any) -> None:  # noqa: ANN401
    """Dutch of Belgium, for the speller and for who listens."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), xml.LANGUAGE)
    path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))
    default = document.styles.element.find(path)
    if default is not None and default.find(qn("w:lang")) is None:
        default.append(xml.element("w:lang", val=xml.LANGUAGE, eastAsia=xml.LANGUAGE))
