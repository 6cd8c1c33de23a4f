"""Lists that were made elsewhere: challenges, and ballots on paper, one a row.

Columns split by semicolons, commas or tabs, as a sheet gives them when it is copied or kept as CSV.
"""

import csv
import re
from collections.abc import Mapping
from typing import Final

from sdgwijzer.workroom.cards import CHALLENGES
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.voting import Ballot, Score

_MOST: Final = 2000
"""Rows of a list."""


def challenges(listed: str) -> list[Text]:
    """Rows of `titel;toelichting;sdg`; only the first is needed.

    Raises:
        Refused: a row without a title, or with one that is too long: which. None is taken then.
    """
    found = []
    for line, row in _rows(listed, ("titel", "toelichting", "sdg")):
        text = Text(
            row.get("titel", ""),
            row.get("toelichting", ""),
            tuple(re.findall(r"\d+", row.get("sdg", ""))),
        )
        try:
            found.append(text.checked())
        except Refused as refused:
            raise Refused(refused.why, f"regel {line}") from refused
    if len(found) > CHALLENGES:
        raise Refused(Why.FULL)
    return found


def ballots(listed: str) -> list[Ballot]:
    """Rows of `biljet;kring;stippen;V3 belang;V3 invloed;…`; the axes may have their other names.

    Raises:
        Refused: a row that cannot be read: which, and what is in it. None is taken then.
    """
    found = []
    for line, row in _rows(listed, ("biljet", "kring", "stippen")):
        try:
            found.append(_ballot(row))
        except ValueError as error:
            raise Refused(Why.SCORES, f"regel {line}: {error}") from error
    if not found:
        raise Refused(Why.GONE)
    return found


def _ballot(row: Mapping[str, str]) -> Ballot:
    firsts: dict[int, int] = {}
    seconds: dict[int, int] = {}
    for name, text in row.items():
        head = re.fullmatch(r"v(\d{1,3}) (belang|effect|invloed|haalbaarheid)", name)
        if head is None or not text:
            continue
        if text not in ("1", "2", "3", "4", "5"):
            raise ValueError(f"{name}: {text[:20]}")
        first = head[2] in ("belang", "effect")
        (firsts if first else seconds)[int(head[1])] = int(text)
    if half := set(firsts) ^ set(seconds):
        raise ValueError(", ".join(f"V{each}" for each in sorted(half)))
    chosen = tuple(int(each) for each in re.findall(r"\d+", row.get("stippen", "")))
    scores: dict[int, Score] = {each: (firsts[each], seconds[each]) for each in firsts}
    return Ballot(row.get("biljet", ""), row.get("kring", ""), chosen, scores)


def _rows(listed: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Rows by column, with the line of each; a first row without names has the usual columns."""
    lines = listed.lstrip("\ufeff").splitlines()
    sign = max(";\t,", key=lambda each: lines[0].count(each)) if lines else ";"
    read = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=sign)]
    named = [cell.casefold() for cell in read[0]] if read else []
    heads = named if columns[0] in named else list(columns)
    start = 1 if heads is named else 0
    found = [
        (number, dict(zip(heads, row, strict=False)))
        for number, row in enumerate(read[start:], start=start + 1)
        if any(row)
    ]
    if len(found) > _MOST:
        raise Refused(Why.FULL)
    return found
