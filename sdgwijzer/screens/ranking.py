"""All municipalities on one indicator as a table: the map and the distribution in words."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sdgwijzer.content import Address, Cell, Judgement, Link, Marking, Runs, Styled, Table, TableRow
from sdgwijzer.links.choices import Choices, Placed
from sdgwijzer.model import Indicator, Margin, Status
from sdgwijzer.screens.side_by_side import gap
from sdgwijzer.texts import frame_of_pages, indicator_page, numbers, words
from sdgwijzer.views import marks
from sdgwijzer.views.marks import Mark


def marking(choices: Placed) -> Marking:
    """The rows of the own municipality and its peers."""
    return Marking(choices.code, tuple(choices.marked))


def ranking(
    choices: Choices, cross: pd.DataFrame, item: Indicator, *, marked: bool = False
) -> Table:
    """Place, name, figure, margin of chance and status beside Flanders, best first.

    It is the same whoever asks: `marking` says which rows are theirs. Marked it says so itself.

    Args:
        choices: of the link.
        cross: from `Store.cross_section`: all municipalities, those without a value last.
        item: for unit and direction.
        marked: with the rows of the own municipality and its peers marked.
    """
    marks_ = {}
    if marked and isinstance(choices, Placed):
        marks_ = {**dict.fromkeys(choices.marked, "peer"), choices.code: "own"}
    shown = [True, True, True, bool(cross["low"].notna().any()), bool(item.direction.sign)]
    heads = zip(indicator_page.RANKING_HEAD, shown, strict=True)
    head = [Cell((each,), text=i == 1) for i, (each, there) in enumerate(heads) if there]
    carried = [(key, value) for key, value in choices.pairs if key != "gemeente"]
    carried.append(("indicator", item.id))
    rows = []
    for row in cross.to_dict("records"):
        here = Address("indicator", (("gemeente", row["name"]), *carried))
        cells = zip(_cells(row, here, item), shown, strict=True)
        mine = tuple(cell for cell, there in cells if there)
        code = str(row["nis_code"])
        rows.append(TableRow(mine, marks_.get(code, ""), code))
    return Table(indicator_page.ranking_caption(item), tuple(head), tuple(rows), high=True)


def _cells(row: Mapping[Any, Any], here: Address, item: Indicator) -> Sequence[Cell]:
    name = Cell((Link(here, row["name"]),), header=True, text=True)
    if pd.isna(row["common_value"]):
        return (Cell(()), name, Cell(_why(row)), Cell(()), Cell(()))
    margin: Runs = ()
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        low, high = (numbers.number(row[end], item.decimals) for end in ("low", "high"))
        margin = (frame_of_pages.range_of(low, high),)
    return (
        Cell((numbers.ordinal(row["rank"], int(row["equal"])),)),
        name,
        Cell((numbers.number(row["common_value"], item.decimals),)),
        Cell(margin),
        Cell((_judgement(words.MARK[_mark(row)]),)),
    )


def _judgement(found: words.Word) -> Judgement:
    return Judgement(found.text, found.symbol, found.style, strong=False)


def _mark(row: Mapping[Any, Any]) -> Mark:
    margin = Margin(row["margin"]) if pd.notna(row["margin"]) else Margin.NONE
    reason = row["position_reason"] if pd.notna(row["position_reason"]) else ""
    return marks.of(Status(row["position_status"]), margin, reason)


def _why(row: Mapping[Any, Any]) -> Runs:
    """Why there is no figure in the year that is compared."""
    if pd.notna(row["missing"]):
        return gap(row["missing"])
    return (Styled(indicator_page.other_year(row["year"]), "quiet"),)
