"""`/indicator`: one indicator: course, distribution, map, table, what it means and whose it is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from sdgwijzer import sources
from sdgwijzer.content import (
    Address,
    Anchors,
    Around,
    Block,
    Bullets,
    Columns,
    Controls,
    Copy,
    Course,
    Downloads,
    Dropdown,
    Facts,
    Figure,
    Heading,
    Link,
    Links,
    Map,
    Note,
    Outside,
    Page,
    Paragraph,
    Share,
    Table,
    Trail,
    Unfold,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.links import embedding
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.links.parameters import COLOURS, FIGURES
from sdgwijzer.model import Indicator
from sdgwijzer.screens import areas, basket, courses, printed
from sdgwijzer.screens.cells import cells
from sdgwijzer.screens.distribution import distribution
from sdgwijzer.screens.in_order import in_order
from sdgwijzer.screens.ranking import marking, ranking
from sdgwijzer.screens.share import share
from sdgwijzer.screens.side_by_side import years
from sdgwijzer.texts import (
    analyst,
    benchmark,
    frame_of_pages,
    headings,
    indicator_page,
    sentences,
)
from sdgwijzer.texts.names import unknown_indicator
from sdgwijzer.texts.words import short_missing
from sdgwijzer.views import analysis
from sdgwijzer.views.cards import Card
from sdgwijzer.views.compared import Column
from sdgwijzer.views.dataset import Dataset


def page(choices: Placed, data: Dataset) -> Page:
    """One indicator of one municipality; all of them to choose from where the link names none.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    asked = choices.options.indicator
    entries = {**data.indicators(choices.code), **data.archive}
    if later := data.waiting.get(asked):
        return announced(later)
    if asked not in entries:
        return _choose(choices, data.indicators(choices.code))
    item = entries[asked]
    named = [row.nis_code for row in choices.named]
    (card,) = data.cards({item.id: item}, choices.code, choices.peers, named=named)
    origin = data.provenance().set_index("source").loc[item.source].to_dict()
    figure = choices.options.one("figuur")
    if figure != FIGURES[0]:
        return Page((Heading(item.name, 1), *_alone(choices, data, card, figure, origin)))
    figures = [name for name in _FIGURES if card.shared or name == ALONE]
    beside = tuple(_peers(choices, data, card))
    return Page(
        (
            _trail(choices, data, item),
            Heading(item.name, 1),
            _share(choices, item, figures),
            Paragraph.of(sentences.answer(card, choices.name, choices.label), "answer"),
            cells(card),
            *_pictures(choices, data, card),
            Anchors(tuple(_anchors(card, figures, beside=bool(beside)))),
            *beside,
            *_said(choices, card),
            *(block for name in figures for block in _FIGURES[name](choices, data, card)),
            *flanders(data, item),
            *_meaning(choices, data, card),
            *_analysis(choices, data, card),
            Heading(headings.ABOUT, anchor="over"),
            Facts(headings.about(item, origin, GOALS)),
            *_to_embed(choices, item, figures),
            Downloads(f"{item.id}-", tuple(choices.codes), (item.id,)),
        )
    )


def _trail(choices: Placed, data: Dataset, item: Indicator) -> Trail:
    """The goal and the theme that it is a part of."""
    goal = GOALS[item.main_goal - 1]
    to_goal = Link(to(choices, "doel", ("doel", str(goal.number))), goal.name)
    return Trail((to_goal,), goal.number, data.themes[item.theme])


def _pictures(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """Where it stands and which way it goes, side by side; drawn to study where that is asked."""
    there = data.column(card.indicator.id) if card.shared else None
    place = distribution(choices, card, there) if there else None
    chart = courses.of_place(choices, data, card)
    large = choices.options.one("groot") == "ja"
    if large:
        yield chart
        yield Links.of(Link(_sized(choices, card, ""), indicator_page.SMALLER))
    drawn = isinstance(chart.data, Course) and any(
        point.value is not None for track in chart.data.tracks for point in track.points
    )
    parts: list[tuple[Block, ...]] = []
    if place is not None:
        title = indicator_page.where(choices.name)
        parts.append((Heading(title, 2), place, *_legend_of_place(choices, card, there)))
    if drawn and isinstance(chart.data, Course) and not large:
        figure = Figure(chart.data, chart.sentence, title=card.indicator.name)
        larger = Link(_sized(choices, card, "ja"), indicator_page.LARGER)
        parts.append((Heading(indicator_page.WHICH_WAY, 2), figure, Links.of(larger)))
    if parts:
        yield Columns(tuple(parts))


def _sized(choices: Placed, card: Card, large: str) -> Address:
    mine = [pair for pair in choices.options.pairs("indicator") if pair[0] != "groot"]
    return to(choices, "indicator", *mine, ("groot", large))


def _legend_of_place(choices: Placed, card: Card, column: Column | None) -> Iterator[Block]:
    if column is None or choices.code not in column.places:
        yield Paragraph.of(indicator_page.not_in_picture(choices.name), "quiet")


def _anchors(card: Card, figures: Sequence[str], *, beside: bool) -> Iterator[tuple[str, str]]:
    """The parts of the page below its first screen: name and anchor."""
    if beside:
        yield indicator_page.EACH, "naast"
    names = {"verloop": headings.FIGURES, "kaart": frame_of_pages.MAP, "tabel": headings.RANKING}
    yield from ((name, key) for key, name in names.items() if key in figures)
    yield indicator_page.HOW_TO_READ, "lezen"
    yield headings.ABOUT, "over"
    yield indicator_page.EMBED, "insluiten"


def _alone(
    choices: Placed, data: Dataset, card: Card, figure: str, origin: Mapping[str, str]
) -> Iterator[Block]:
    """One figure, to stand on a site of somebody else."""
    yield Paragraph.of(f"{choices.name}. {_whom(choices, card)}")
    if card.shared or figure == ALONE:
        yield from _FIGURES[figure](choices, data, card)
    words = (origin["publisher"], origin["title"], origin["licence"], origin["retrieved"])
    yield Paragraph.of(indicator_page.source_line(*words), "quiet")
    whole = to(choices, "indicator", ("indicator", card.indicator.id))
    yield Around((Links.of(Link(whole, indicator_page.WHOLE_PAGE)),))


def _peers(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """The chosen municipalities one by one."""
    table = in_order(choices, data, card)
    if table is not None:
        yield Heading(indicator_page.EACH, anchor="naast")
        yield table


def _said(choices: Placed, card: Card) -> Iterator[Block]:
    """Whom the page compares with, and the figure in words."""
    yield Paragraph.of(_whom(choices, card), "quiet")
    yield Paragraph.of(sentences.sentence(card, choices.name, choices.label), "sentence")


def _whom(choices: Placed, card: Card) -> str:
    """Whom it is compared with."""
    return indicator_page.not_shared(card) or choices.beside_line


def flanders(data: Dataset, item: Indicator) -> Iterator[Block]:
    """The figure of the whole Flemish Region from Eurostat, where there is one."""
    series = data.store.benchmark(item.id)
    if series:
        yield Heading(benchmark.TITLE)
        yield from (Paragraph.of(line) for line in benchmark.lines(series, item))
        address = Outside(benchmark.LINK.format(dataset=series[-1][3]))
        yield Links.of(Link(address, benchmark.OPEN))


def _shown(choices: Placed, item: Indicator) -> dict[str, str]:
    """Code → name of those whose years are shown."""
    own = choices.municipality
    shown = (own,) if item.owner else (own, *choices.named)
    return {row.nis_code: row.name for row in shown}


def _course(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """All figures behind the lines; the lines themselves where they stand alone."""
    names = _shown(choices, card.indicator)
    if choices.options.one("figuur") == ALONE:
        chart = courses.of_place(choices, data, card)
        yield Heading(headings.COURSE)
        if isinstance(chart.data, Course) and chart.data.tracks:
            yield Figure(chart.data, chart.sentence, title=card.indicator.name)
        yield Paragraph.of(chart.sentence)
    yield Heading(headings.FIGURES, anchor="verloop")
    yield years(data.store.series(list(names), card.indicator.id), names, card.indicator)


def _distribution(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """How many municipalities have which value, where that stands alone."""
    column = data.column(card.indicator.id)
    picture = distribution(choices, card, column) if column else None
    if picture is not None and choices.options.one("figuur") == "verdeling":
        yield Heading(indicator_page.DISTRIBUTION)
        yield picture
        yield from _legend_of_place(choices, card, column)


def _map(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """All municipalities on the map."""
    item, cross = card.indicator, data.cross_section(card.indicator.id)
    assert card.common_year is not None
    yield Heading(frame_of_pages.MAP, anchor="kaart")
    colours = COLOURS[-1]
    if item.direction.sign:
        colours = choices.options.one("kleur")
        words = frame_of_pages.map_colours(item)
        control = Dropdown("kleur", frame_of_pages.MAP_COLOURS, words, colours)
        yield Controls(((control,),), (1,))
    coloured = (areas.by_status if colours == COLOURS[0] else areas.by_value)(cross, item)
    label = frame_of_pages.map_of(item.name, card.common_year)
    peers = tuple((code, choices.looks.get(code)) for code in choices.marked)
    yield Map(label, coloured.areas, coloured.legend, choices.code, peers)
    yield Paragraph.of(frame_of_pages.MAP_SOURCE, "quiet")


def _table(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """All municipalities in a table: the map and the distribution in words and numbers."""
    cross = data.cross_section(card.indicator.id)
    yield Heading(f"{indicator_page.TABLE}, {card.common_year}", anchor="tabel")
    yield Paragraph.of(ranked(cross))
    yield marking(choices)
    yield ranking(choices, cross, card.indicator)


def ranked(cross: pd.DataFrame) -> str:
    """How many municipalities have a figure in a table, and why the others have none.

    Args:
        cross: from `Store.cross_section`.
    """
    gaps = Counter(_gap(row) for row in cross.to_dict("records") if pd.isna(row["common_value"]))
    return indicator_page.ranked(int(cross["common_value"].notna().sum()), gaps)


def _gap(row: Mapping[Any, Any]) -> str:
    """Why a municipality has no figure in the year that is compared."""
    if pd.isna(row["missing"]):
        return indicator_page.ANOTHER_YEAR
    return short_missing(str(row["missing"]))


ALONE: Final = "verloop"  # the figure that needs no other municipalities
_FIGURES: Final[Mapping[str, Callable[[Placed, Dataset, Card], Iterator[Block]]]] = {
    "verloop": _course,
    "verdeling": _distribution,
    "kaart": _map,
    "tabel": _table,
}


def _meaning(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """How to read the figure, and what not to conclude from it."""
    flags = data.store.series([choices.code], card.indicator.id)["flag"].dropna().unique()
    yield Heading(indicator_page.HOW_TO_READ, anchor="lezen")
    yield Bullets.of(indicator_page.how_to_read(card, choices.name))
    yield Heading(indicator_page.BEWARE)
    yield Bullets.of(indicator_page.beware(card, list(flags)))


def _analysis(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """What the context lets one expect, and how other methods read the series."""
    cross = data.cross_section(card.indicator.id)
    readings, expected = analysis.analysis(data.store, card, cross, data.likeness, choices.code)
    if expected is not None:
        yield Heading(analyst.EXPECTED)
        yield Paragraph.of(analyst.expected(card, expected))
    if readings:
        lines = [tuple((cell,) for cell in line) for line in analyst.lines(card, readings)]
        table = Table.of(analyst.TITLE, analyst.HEAD, lines)
        yield Unfold(analyst.TITLE, (Paragraph.of(analyst.NOTE), table))


def _share(choices: Placed, item: Indicator, figures: list[str]) -> Share:
    """Its address, each figure as a file, and what one puts on a page of one's own to show it."""
    chosen = ("indicator", item.id)
    codes = (
        Copy(
            indicator_page.code_of(indicator_page.FIGURES[kind]),
            indicator_page.CODE_COPIED,
            embedding.code(kind, f"{item.name}, {choices.name}", choices, chosen),
        )
        for kind in figures
    )
    files = (
        Link(
            embedding.picture(kind, ending, chosen, found=choices),
            indicator_page.file_of(indicator_page.FIGURES[kind], ending.upper()),
        )
        for kind in figures
        if kind in printed.KINDS
        for ending in ("png", "svg")
    )
    aside = basket.way(choices, "indicator", item.id)
    return share(
        indicator_page.indicator_of(item.name, choices.name),
        *codes,
        main=(aside,) if aside else (),
        links=tuple(files),
    )


def _to_embed(choices: Placed, item: Indicator, figures: list[str]) -> Iterator[Block]:
    """Each figure on its own, whole and as it stands in a frame on another site."""
    yield Heading(indicator_page.EMBED, anchor="insluiten")
    yield Paragraph.of(indicator_page.EMBED_HELP)
    chosen = ("indicator", item.id)
    whole = (
        Link(to(choices, "indicator", chosen, ("figuur", name)), indicator_page.FIGURES[name])
        for name in figures
    )
    framed = (
        Link(
            Address(f"{embedding.PATH}/{name}", (*choices.pairs, chosen)),
            indicator_page.framed(indicator_page.FIGURES[name]),
        )
        for name in figures
    )
    yield Links.of(*whole, *framed)


def announced(item: Indicator) -> Page:
    """An entry that waits for its first update: what it will be, and whose."""
    source = sources.load(item.source)
    origin = {
        "publisher": source.publisher,
        "title": source.title,
        "homepage": source.homepage,
        "licence": source.licence,
        "published": "",
        "retrieved": "",
    }
    said = headings.not_fetched(source.publisher, source.title)
    facts = Facts(headings.about(item, origin, GOALS))
    return Page((Heading(item.name, 1), Note("info", said), facts))


def _choose(choices: Placed, entries: Mapping[str, Indicator]) -> Page:
    """No indicator (or an unknown one) in the link: offer all, by goal."""
    asked = choices.options.indicator
    said = unknown_indicator(asked) if asked else headings.CHOOSE_INDICATOR
    blocks: list[Block] = [Heading(frame_of_pages.PAGES["indicator"], 1), Note("info", said)]
    for goal in GOALS:
        mine = [item for item in entries.values() if item.main_goal == goal.number]
        if mine:
            links = (
                Link(to(choices, "indicator", ("indicator", item.id)), item.name) for item in mine
            )
            blocks += [Heading(f"{goal.number}. {goal.name}"), Links.of(*links)]
    return Page(tuple(blocks))
