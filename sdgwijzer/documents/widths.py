"""How wide the columns of a table are: no number and no word breaks inside."""

import re
from collections.abc import Sequence
from typing import Final

from sdgwijzer.content import Cell, Table, plain
from sdgwijzer.pictures import room

_POINT: Final = 20  # twentieths: the unit of Word
_SIZE: Final = 9  # points of the letters
_SIDES: Final = 2 * 57 + 20
_NAMES: Final = 2041
"""The least of the first column: 3.6 centimetres."""


def widths(table: Table, total: int) -> list[int]:
    """Twentieths of a point of each column, together so many.

    Every column has room for its longest word, and words need no more than two lines; what is left
    goes to the names and the words, by how much they say.

    Args:
        table: with its head.
        total: of the text.
    """
    columns = list(zip(table.head, *(row.cells for row in table.rows), strict=True))
    least = [_least(column) for column in columns]
    least[0] = max(_longest(columns[0]), _NAMES)
    if sum(least) > total:  # words take three lines before one of them breaks
        least = [max(_longest(columns[0]), _NAMES), *map(_longest, columns[1:])]
    rest = total - sum(least)
    if rest <= 0:
        return [each * total // sum(least) for each in least]
    whole = [min(_whole(column), total // 3) for column in columns]
    wants = [max(0, want - own) for want, own in zip(whole, least, strict=True)]
    wants[0] *= 2
    shared = sum(wants) or 1
    found = [own + rest * want // shared for own, want in zip(least, wants, strict=True)]
    found[0] += total - sum(found)
    return found


def _least(column: Sequence[Cell]) -> int:
    longest = _longest(column)
    return max(longest, round(_whole(column) * 0.56)) if column[0].text else longest


def _longest(column: Sequence[Cell]) -> int:
    words = [word for cell in column for word in re.split(r"[ \-]", plain(cell.runs))]
    return round(max(room.width(word, _SIZE, bold=True) for word in words) * _POINT * 0.92) + _SIDES


def _whole(column: Sequence[Cell]) -> int:
    texts = [plain(cell.runs) for cell in column]
    return round(max(room.width(each, _SIZE) for each in texts) * _POINT * 0.92) + _SIDES
