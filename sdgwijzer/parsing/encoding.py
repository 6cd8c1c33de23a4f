"""The encoding of a text that somebody else wrote.

By rule: a byte order mark; else UTF-8 where all of it is valid; else Windows-1252, as Excel and
older publishers write. Nearly any bytes are valid Windows-1252, so what no text holds is refused:
control characters, letters that were encoded twice, and two encodings in one file.
"""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Final

EXPECTED: Final = "text in UTF-8, UTF-16 with a mark, or Windows-1252"

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK: Final = 1 << 20
_CONTROL: Final = bytes(sorted({*range(32), 127} - set(b"\t\n\r")))
_TWICE: Final = re.compile(rb"\xc3\x83\xc2|\xc3\xa2\xe2\x82\xac")  # "Ã©" and "â€™" in UTF-8
_UTF_8: Final = re.compile(rb"\xc3[\x80-\xbf]")  # é and its like


class NotText(ValueError):
    """Bytes that no text holds; the message says which and where."""


def of(file: IO[bytes]) -> str:
    """The encoding of a text by the rule above, as Python names it; reads all of it, in blocks.

    Args:
        file: open at its start.

    Raises:
        NotText: there are control characters in it, letters that were encoded twice, or two
            encodings.
    """
    start = file.read(_BLOCK)
    if start.startswith(_UTF_16):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid, accents, at = True, False, 0
    for block in _blocks(file, start):
        _refuse_control(block, at)
        at += len(block)
        if block.isascii() and not decoder.getstate()[0]:
            continue
        if _TWICE.search(block):
            raise NotText("letters that were encoded twice, like Ã© for é")
        accents = accents or _UTF_8.search(block) is not None
        valid = valid and _decodes(decoder, block)
    if valid and _decodes(decoder, b"", final=True):
        return "utf-8-sig"  # with or without its mark
    if accents:
        raise NotText("bytes of UTF-8 beside bytes of another encoding")
    return "cp1252"


def decoded(content: bytes) -> str:
    """The text of a small file.

    Raises:
        NotText: as `of`, or a byte that Windows-1252 does not have.
    """
    try:
        return content.decode(of(BytesIO(content)))
    except UnicodeDecodeError as error:
        raise NotText(str(error)) from error


def _blocks(file: IO[bytes], start: bytes) -> Iterator[bytes]:
    yield start
    while block := file.read(_BLOCK):
        yield block


def _refuse_control(block: bytes, at: int) -> None:
    if len(block.translate(None, _CONTROL)) != len(block):
        where = next(i for i, byte in enumerate(block) if byte in _CONTROL)
        raise NotText(f"the control character 0x{block[where]:02x} at byte {at + where}")


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True
