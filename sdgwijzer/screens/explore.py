"""`/verken`: for analysts: two indicators against each other, and figures by place and year."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from sdgwijzer.content import (
    Address,
    Block,
    Bullets,
    Chart,
    Columns,
    Controls,
    Dot,
    Downloads,
    Dropdown,
    Figure,
    Heading,
    Link,
    Links,
    Note,
    Page,
    Paragraph,
    Period,
    Runs,
    Scatter,
    Several,
    Sign,
    Table,
)
from sdgwijzer.judgement.association import association, deviations
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.links.parameters import LARGE
from sdgwijzer.model import Indicator, Missing
from sdgwijzer.screens.share import share
from sdgwijzer.screens.side_by_side import years
from sdgwijzer.texts import explore, numbers, screens, words
from sdgwijzer.texts.names import unknown_indicator
from sdgwijzer.views.dataset import Dataset, Entries

MOST: Final = 8  # indicators in the table
FURTHEST: Final = 4  # municipalities that are named as the furthest away, on either side
FIRST: Final = {"x": "armoederisico", "y": "werkzoekendengraad"}  # when nothing was chosen


def page(choices: Placed, data: Dataset) -> Page:
    """Two indicators against each other, and a table of one's choice.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    entries = data.indicators(choices.code)
    names = {id_: item.name for id_, item in entries.items()}
    x, y = (_axis(choices, entries, name) for name in FIRST)
    axes = Controls(
        (
            (Dropdown("x", explore.AXIS_X, names, x),),
            (Dropdown("y", explore.AXIS_Y, names, y),),
        ),
        (1, 1),
    )
    asked = choices.options.many("reeks")
    known = tuple(id_ for id_ in asked if id_ in entries)
    ids = known[:MOST]
    return Page(
        (
            Heading(explore.TITLE, 1),
            *_unknown_axes(choices, entries),
            axes,
            *_scatter(choices, data, entries[x], entries[y]),
            Heading(explore.PIVOT),
            Paragraph.of(explore.INTRO, "quiet"),
            *_dropped(asked, known, entries),
            _controls(choices, names, ids),
            *_table(choices, data, [entries[id_] for id_ in ids]),
            share(explore.of(choices.name)),
            Downloads("verken-", tuple(choices.codes), tuple(dict.fromkeys([x, y, *ids]))),
        )
    )


def _axis(choices: Placed, entries: Entries, name: str) -> str:
    """The indicator of an axis; what the link does not know becomes the first one."""
    wanted = choices.options.one(name)
    if wanted in entries:
        return wanted
    return FIRST[name] if FIRST[name] in entries else next(iter(entries))


def _unknown_axes(choices: Placed, entries: Entries) -> Iterator[Block]:
    for name in FIRST:
        wanted = choices.options.one(name)
        if wanted and wanted not in entries:
            yield Note("warning", unknown_indicator(wanted))


def _scatter(choices: Placed, data: Dataset, x: Indicator, y: Indicator) -> Iterator[Block]:
    """All municipalities as dots, with what may and may not be concluded."""
    both = _both(data, x.id, y.id)
    if x == y or len(both) < 2:
        yield Note("info", explore.NEEDS_TWO)
        return
    cards = data.cards(
        {item.id: item for item in (x, y)}, choices.code, choices.peers, courses=False
    )
    when = {card.indicator.id: card.common_year for card in cards}
    axes = (explore.axis(x, when[x.id]), explore.axis(y, when[y.id]))
    found = association(both["x"], both["y"])
    said, evidence = explore.answer(x, y, found), explore.evidence(len(both), found)
    picture = Scatter(
        _dots(choices, both, x, y),
        *axes,
        (float(both["x"].median()), float(both["y"].median())),
        (x.direction.sign, y.direction.sign),
        (explore.end(x.direction, 0), explore.end(y.direction, 1)),
    )
    ways = Links.of(_size(choices), *(_map(choices, item) for item in (x, y)))
    deviating = tuple(_deviating(choices, both, x, y)) if found and found.certain else ()
    if choices.options.one("groot") == LARGE[1]:
        yield Chart("scatter", picture, said)
        yield from (Paragraph.of(evidence, "quiet"), *deviating, ways)
    else:
        many = any(dot.role == "peer" and dot.look is None for dot in picture.dots)
        read = explore.read(judged=any(picture.signs), many=many)
        yield Paragraph.of(said, "answer")
        yield Paragraph.of(evidence, "quiet")
        yield Columns(((Figure(picture, said, (read,)),), (*deviating, ways)))
    yield from _coloured(choices, both, (x, y), axes)
    yield Note("warning", explore.CORRELATION)


def _dots(choices: Placed, both: pd.DataFrame, x: Indicator, y: Indicator) -> tuple[Dot, ...]:
    roles = {**dict.fromkeys(choices.marked, "peer"), choices.code: "own"}
    return tuple(
        Dot(
            row.name,
            float(row.x),
            float(row.y),
            (numbers.figure(row.x, x), numbers.figure(row.y, y)),
            roles.get(row.Index, "other"),
            choices.looks.get(row.Index),
        )
        for row in both.itertuples()
    )


def _size(choices: Placed) -> Link:
    """To the figure to study closer, or back from it."""
    _, large = LARGE
    now = choices.options.one("groot") == large
    kept = [pair for pair in choices.options.pairs("verken") if pair[0] != "groot"]
    address = to(choices, "verken", *kept, ("groot", "" if now else large))
    return Link(address, explore.SMALL if now else explore.LARGE)


def _map(choices: Placed, item: Indicator) -> Link:
    address = to(choices, "indicator", ("indicator", item.id), ("figuur", "kaart"))
    return Link(address, explore.map_of(item.name))


def _deviating(choices: Placed, both: pd.DataFrame, x: Indicator, y: Indicator) -> Iterator[Block]:
    """Who is furthest from the municipalities that are nearly equal on x; the own one first."""
    found = both.join(deviations(both["x"], both["y"])).dropna()
    if found.empty:
        return
    yield Heading(explore.DEVIATES)
    yield Paragraph.of(explore.deviates(x, y), "quiet")
    if choices.code in found.index:
        own = found.loc[choices.code]
        yield Paragraph((Sign(), f" {own['name']}", explore.deviation(own["y"], own["middle"], y)))
    far = found.sort_values("apart", kind="stable")
    for title, some in ((explore.HIGHER, far[::-1]), (explore.LOWER, far)):
        there = some[:FURTHEST]
        yield Paragraph.of(title, "lead")
        yield Bullets(tuple(_deviation(choices, row, y) for row in there.to_dict("records")))
    yield Paragraph.of(explore.DEVIATION_NOTE, "quiet")


def _deviation(choices: Placed, row: Mapping[Hashable, Any], y: Indicator) -> Runs:
    carried = [pair for pair in choices.pairs if pair[0] != "gemeente"]
    address = Address("indicator", (("gemeente", row["name"]), *carried, ("indicator", y.id)))
    return (Link(address, row["name"]), explore.deviation(row["y"], row["middle"], y))


def _coloured(
    choices: Placed, both: pd.DataFrame, items: tuple[Indicator, Indicator], axes: tuple[str, str]
) -> Iterator[Block]:
    """The figures of the own municipality and of those beside it."""
    x, y = items
    shown = both.loc[[code for code in choices.codes if code in both.index]]
    rows: list[tuple[Runs, ...]] = [
        (
            (Sign(choices.looks.get(row.Index)), f" {row.name}"),
            (numbers.number(row.x, x.decimals),),
            (numbers.number(row.y, y.decimals),),
        )
        for row in shown.itertuples()
    ]
    if choices.code not in both.index:
        yield Paragraph.of(explore.without(choices.name, alone=not rows))
    if rows:
        yield Table.of(explore.SCATTER_TABLE, (screens.PLACE, *axes), rows)


def _both(data: Dataset, x: str, y: str) -> pd.DataFrame:
    """Municipalities with both figures: columns x, y, name by code."""
    known = data.reference.today
    found = {}
    for axis, id_ in (("x", x), ("y", y)):
        column = data.column(id_)
        there = {} if column is None else dict(zip(column.places, column.values, strict=True))
        found[axis] = pd.Series(there, dtype=float)
    both = pd.DataFrame(found, index=list(known)).dropna()
    both["name"] = [known[code].name for code in both.index]
    return both


def _dropped(asked: Sequence[str], known: Sequence[str], entries: Entries) -> Iterator[Block]:
    """What the link asks for the table and is not shown."""
    if unknown := [id_ for id_ in asked if id_ not in entries]:
        yield Note("warning", screens.unknown_choices(unknown))
    if above := [entries[id_].name for id_ in known[MOST:]]:
        yield Note("warning", screens.too_many_choices(above, MOST))


def _controls(choices: Placed, names: Mapping[str, str], ids: tuple[str, ...]) -> Controls:
    hint, layout = explore.PIVOT_HINT, choices.options.one("rijen")
    return Controls(
        (
            (Several("reeks", screens.CHOOSE_INDICATORS, names, ids, hint, MOST),),
            (Dropdown("rijen", explore.PIVOT_LAYOUT, explore.PIVOT_LAYOUTS, layout),),
        ),
        (2, 1),
    )


def _table(choices: Placed, data: Dataset, items: Sequence[Indicator]) -> Iterator[Block]:
    """Figures of the own municipality and its peers, by place and year."""
    names = {row.nis_code: row.name for row in (choices.municipality, *choices.named)}
    rows = data.store.series(list(names))
    rows = rows[rows["indicator_id"].isin([item.id for item in items])]
    if rows.empty:
        return
    there = tuple(sorted({int(year) for year in rows["year"]}))
    first, last = _period(choices.options.many("jaren"), there)
    if len(there) > 1:
        labels = (explore.PERIOD["from"], explore.PERIOD["to"])
        period = Period("jaren", labels, there, (first, last))
        yield Controls(((period,),), (1,))
    rows = rows[rows["year"].between(first, last)]
    if choices.options.one("rijen") == "jaren":
        for item in items:
            yield Heading(item.name, 3)
            yield years(rows[rows["indicator_id"] == item.id], names, item)
    else:
        yield _places(rows, names, items)


def _period(asked: Sequence[str], there: Sequence[int]) -> tuple[int, int]:
    """First and last year, of those that are there, within what the link asks."""
    wanted = [int(text) for text in asked if re.fullmatch(r"\d{4}", text)] or list(there)
    within = [year for year in there if min(wanted) <= year <= max(wanted)] or there
    return within[0], within[-1]


def _places(rows: pd.DataFrame, names: Mapping[str, str], items: Sequence[Indicator]) -> Table:
    """Municipalities in the rows; per indicator the last year of the period with a value."""
    known = rows[rows["value"].notna()].sort_values("year")
    last = known.groupby(["nis_code", "indicator_id"]).last()
    table: list[tuple[Runs, ...]] = []
    for code, name in names.items():
        cells: list[Runs] = [(name,)]
        for item in items:
            if (code, item.id) not in last.index:
                cells.append((words.short_missing(Missing.NOT_PUBLISHED),))
                continue
            row = last.loc[(code, item.id)]
            value = numbers.figure(float(row["value"]), item)
            cells.append((explore.in_year(value, int(row["year"])),))
        table.append(tuple(cells))
    return Table.of(explore.PIVOT, (screens.PLACE, *(item.name for item in items)), table)
