"""Drawings as PNG: words are drawn, in the font that comes along, and no sign is missing."""

import os
import struct
import subprocess
import sys
import zlib

import pytest
import typst

from sdgwijzer import typeset

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" viewBox="0 0 300 40" '
    'font-family="sans-serif"><rect width="300" height="40" fill="#fff"/>'
    '<text x="4" y="28" font-size="24"{how}>{text}</text></svg>'
)
TO_PDF = b"""
#set text(font: "Source Sans 3")
#set document(title: "verzonnen")
#image(bytes(sys.inputs.svg), format: "svg", width: 600pt, alt: "verzonnen")
"""
CHECK = "import sys; from sdgwijzer import typeset; sys.stdout.buffer.write(typeset.png({!r}, 300))"


def drawn(text, how=""):
    return SVG.format(text=text, how=how)


def undrawable(svg):
    """What typst says of the first sign for which there is no shape; "" where all are there.

    A PNG shows such a sign as a crossed box, in silence; the rules of PDF/A forbid it.
    """
    compiler = typst.Compiler(TO_PDF, font_paths=typeset.fonts(), sys_inputs={"svg": svg})
    try:
        compiler.compile(format="pdf", pdf_standards="a-2b")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return error.message
    return ""


def size(png):
    """Width and height that a PNG says it has."""
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def ink(png):
    """Share of its bytes that are not those of white: a picture without words has none."""
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    raw = zlib.decompress(data)
    return sum(byte not in (0, 255) for byte in raw) / len(raw)


def test_words_are_drawn():
    assert ink(typeset.png(drawn(""), 600)) < 0.001
    assert ink(typeset.png(drawn("Harelbeke"), 600)) > 0.01
    assert typeset.png(drawn("Gent"), 600) != typeset.png(drawn("Geel"), 600)


def test_bold_words_are_bolder():
    bold = typeset.png(drawn("Harelbeke", ' font-weight="700"'), 600)
    assert bold != typeset.png(drawn("Harelbeke"), 600)


@pytest.mark.parametrize("pixels", [300, 1200, 1600])
def test_picture_is_as_wide_as_asked(pixels):
    assert size(typeset.png(drawn("Gent"), pixels)) == (pixels, round(pixels * 40 / 300))


def test_no_font_of_the_machine_is_used(tmp_path):
    """A machine without any font gives the same bytes."""
    empty = tmp_path / "fonts.conf"
    empty.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    asked = drawn("Ieper é ½ ≥")
    bare = {"PATH": "", "HOME": str(tmp_path), "FONTCONFIG_FILE": str(empty)}
    bare |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    command = [sys.executable, "-c", CHECK.format(asked)]
    done = subprocess.run(command, env=bare, capture_output=True, check=True)
    assert done.stdout == typeset.png(asked, 300)
    assert {font.family for font in typeset.fonts().fonts()} == {typeset.FAMILY}
    assert {font.weight for font in typeset.fonts().fonts()} == {400, 600, 700}


def test_text_is_never_typst():
    """Nothing of it is read as markup or code: it would be gone, or refused."""
    evil = "#panic() $ [x] *a* _b_ \\ @c // &lt;d&gt; \u201cx\u201d"
    assert ink(typeset.png(drawn(evil), 600)) > 0.02
    assert undrawable(drawn(evil)) == ""


@pytest.mark.parametrize(
    "text", ["ÀÉÈÊËÏÖÜç – — … “x” ’", "≥ ≤ − × ½ ² ₂ € % · → ‹ › ≈", "a\u00a0b"]
)
def test_signs_of_our_texts_have_a_shape(text):
    assert undrawable(drawn(text)) == ""


@pytest.mark.parametrize("sign", ["漢", "◇", "⬟"])
def test_sign_without_a_shape_is_noticed(sign):
    assert sign in undrawable(drawn(f"Gent {sign}"))


def test_what_is_no_drawing_is_refused():
    with pytest.raises(typst.TypstError):
        typeset.png("geen tekening", 300)


def test_what_was_made_is_kept():
    assert typeset.png(drawn("Aalst"), 300) is typeset.png(drawn("Aalst"), 300)
