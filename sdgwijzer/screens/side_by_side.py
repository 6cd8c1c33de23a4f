"""Municipalities side by side: tables of figures and of years, small pictures of the courses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from sdgwijzer.content import (
    Cell,
    Figure,
    Gallery,
    Heading,
    Line,
    Lines,
    Link,
    Marked,
    Panel,
    Runs,
    Sign,
    Styled,
    Table,
    TableRow,
)
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Flag, Indicator, Missing
from sdgwijzer.texts import compare, drawings, frame_of_pages, groups, numbers, screens, words
from sdgwijzer.views import alongside
from sdgwijzer.views import courses as years_of
from sdgwijzer.views.alongside import Row
from sdgwijzer.views.cards import Card
from sdgwijzer.views.cards import Figure as Latest
from sdgwijzer.views.courses import Series
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.differences import Verdict
from sdgwijzer.views.marks import Mark
from sdgwijzer.views.peers import FLANDERS


@dataclass(frozen=True)
class Medians:
    """The median of a group in the common year, by indicator: a column of its own."""

    title: str
    values: Mapping[str, float]


def medians(choices: Placed, data: Dataset) -> list[Medians]:
    """The median of each group of peers in the common year; not of one that is too small for it."""
    found = {title: data.medians(codes) for title, codes in _groups(choices, data).items()}
    return [Medians(title, values) for title, values in found.items() if values]


def _groups(choices: Placed, data: Dataset) -> dict[str, tuple[str, ...]]:
    """Title → codes of each group among the peers, or of many peers that were chosen by name."""
    found = {}
    for word, others in choices.groups.items():
        # all of Flanders has its own municipality in it, as in every other median of Flanders
        codes = tuple(data.reference.today) if word == FLANDERS else others
        option = groups.group_option(word, choices.municipality, len(codes), choices.cluster)
        found[compare.median_of(option)] = codes
    if not found and not choices.named:
        return {compare.median_of(compare.THIS_GROUP): choices.peers.codes}
    return found


def side_by_side(
    choices: Placed,
    cards: Sequence[Card],
    groups: Sequence[Medians],
    caption: str,
    *,
    turned: bool = False,
) -> Table:
    """Indicators by municipality; the own one first, years where they differ.

    A figure has its own mark; a line under it says that it differs from the own one beyond chance.

    Args:
        choices: of the link.
        cards: one per indicator; figures in the order of `choices.named`.
        groups: columns of groups.
        caption: what the table shows.
        turned: municipalities in the rows, indicators in the columns.
    """
    heads = [head(choices, card) for card in cards]
    names = places(choices, groups)
    figures = [tuple(figures_of(choices, alongside.row(card), groups)) for card in cards]
    if turned:
        first = (Cell((screens.PLACE,)), *(Cell(each) for each in heads))
        return Table(
            caption,
            first,
            tuple(
                TableRow(
                    (Cell(name, header=True), *(Cell(row[i]) for row in figures)),
                    "own" if i == 0 else "",
                )
                for i, name in enumerate(names)
            ),
        )
    above = (Cell((compare.INDICATOR,)), *(Cell(name) for name in names))
    body = (
        (Cell(first, header=True), *(Cell(each) for each in row))
        for first, row in zip(heads, figures, strict=True)
    )
    return Table(caption, above, tuple(TableRow(cells) for cells in body))


def places(choices: Placed, groups: Sequence[Medians]) -> tuple[Runs, ...]:
    """The heads of the columns: the own municipality and the others with their sign, groups."""
    others = ((Sign(choices.looks[row.nis_code]), f" {row.name}") for row in choices.named)
    return ((Sign(), f" {choices.name}"), *others, *((each.title,) for each in groups))


def head(choices: Placed, card: Card) -> Runs:
    """The name of an indicator, its year and its unit."""
    item = card.indicator
    year = "" if card.common_year is None else str(card.common_year)
    below = f",{numbers.NBSP}".join(filter(None, (year, numbers.unit_of(item))))
    link = Link(to(choices, "indicator", ("indicator", item.id)), item.name)
    return (link, " ", Styled(below, "quiet")) if below else (link,)


def figures_of(choices: Placed, row: Row, groups: Sequence[Medians]) -> Iterator[Runs]:
    """The cells of one indicator: the own municipality, the others, the groups."""
    card, verdicts = row.card, (Verdict.EQUAL, *row.verdicts)
    for figure, mark, verdict in zip((card.own, *card.peers), row.marks, verdicts, strict=True):
        yield _figure(choices, card, figure, mark, verdict)
    for group in groups:
        value = group.values.get(card.indicator.id)
        # of a count it says nothing: that depends on the size of a place
        said = value is not None and not card.indicator.measure.additive
        shown = numbers.number(value or 0.0, card.indicator.decimals)
        yield (Marked(shown),) if said else ()


def _figure(choices: Placed, card: Card, figure: Latest, mark: Mark, verdict: Verdict) -> Runs:
    """Value, mark and line of one municipality; the reason of a gap."""
    if figure.value is None:
        return gap(figure.missing or Missing.NOT_PUBLISHED)
    value = numbers.number(figure.value, card.indicator.decimals)
    if figure.year != card.common_year:
        return (value, Styled(drawings.in_year(figure.year), "quiet", broken=True))
    word, said = words.MARK[mark], words.mark_words(mark)
    shown = Marked(value, word.symbol, word.style, said) if word.symbol else Marked(value)
    if verdict not in alongside.BEYOND:
        return (shown,)
    under = compare.DIFFERENCE[verdict].style
    return (replace(shown, under=under, differs=compare.differs(verdict, choices.name)),)


def gap(missing: str) -> Runs:
    """A gap in a table: the short reason, the long one when pointed at."""
    return (Styled(words.short_missing(missing), "quiet", words.MISSING[Missing(missing)]),)


def years(observations: pd.DataFrame, names: Mapping[str, str], item: Indicator) -> Table:
    """Every value by year (rows) and municipality (columns), gaps with their reason.

    Args:
        observations: nis_code, year, value, flag, missing.
        names: code → name, in the order of the columns.
        item: for unit and decimals.
    """
    cells = {
        (str(row["nis_code"]), int(row["year"])): row for row in observations.to_dict("records")
    }
    head = (Cell((name,), own=i == 0) for i, name in enumerate(names.values()))
    rows = []
    for year in sorted({year for _, year in cells}, reverse=True):
        mine = (_year(cells.get((code, year)), item) for code in names)
        named = Cell((str(year),), header=True)
        rows.append(TableRow((named, *(Cell(each, own=i == 0) for i, each in enumerate(mine)))))
    return Table(numbers.name_and_unit(item), (Cell((frame_of_pages.YEAR,)), *head), tuple(rows))


def _year(row: Mapping[Any, Any] | None, item: Indicator) -> Runs:
    if row is None:
        return (words.short_missing(Missing.NOT_PUBLISHED),)
    if pd.isna(row["value"]):
        return gap(row["missing"])
    value = numbers.number(row["value"], item.decimals)
    if pd.isna(row["flag"]):
        return (value,)
    flag = Flag(row["flag"])
    return (value, Styled(words.SHORT_FLAG[flag], "quiet", words.FLAG[flag], broken=True))


def courses(choices: Placed, data: Dataset, cards: Sequence[Card]) -> Iterable[Heading | Gallery]:
    """Small pictures: per indicator one for each municipality and group, all on the same scale."""
    names = {row.nis_code: row.name for row in (choices.municipality, *choices.named)}
    series = years_of.of_each(data.store, list(names))
    ids = [card.indicator.id for card in cards]
    medians_ = {
        title: years_of.of_group(data.store, choices.code, codes, ids)
        for title, codes in _groups(choices, data).items()
    }
    for card in cards:
        item = card.indicator
        there = names if item.owner is None else [choices.code]
        mine = {code: series.get((item.id, code), ()) for code in there}
        if item.owner is None and not item.measure.additive:
            mine |= {title: lines.get(item.id, ()) for title, lines in medians_.items()}
        values = [value for line in mine.values() for _, value in line]
        if not values:
            continue
        bounds = (min(values), max(values))
        yield Heading(item.name, 3, to(choices, "indicator", ("indicator", item.id)))
        panels = (
            _panel(card, key, names.get(key, key), mine, bounds, choices.looks.get(key))
            for key in mine
        )
        yield Gallery(tuple(panels))


def _panel(
    card: Card,
    code: str,
    name: str,
    mine: Mapping[str, Series],
    bounds: tuple[float, float],
    look: int | None,
) -> Panel:
    item, line, own = card.indicator, mine[code], card.own.nis_code
    if len(line) < 2:
        said = _last(card, line) if line else words.short_missing(Missing.NOT_PUBLISHED)
        return Panel(name, None, said)
    beside = () if code == own else (Line(mine[own], "beside"),)
    data = Lines(Line(line, "own" if code == own else "peer", look), beside, bounds, "panel")
    return Panel(name, Figure(data, drawings.course_words(line, item)), _last(card, line))


def _last(card: Card, line: Series) -> str:
    year, value = line[-1]
    shown = numbers.figure(value, card.indicator)
    return f"{shown} {drawings.in_year(year)}"
