"""`/indicator`: one indicator: course, distribution, map, table, what it means and whose it is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from sdgwijzer import sources
from sdgwijzer.content import (
    Around,
    Block,
    Bullets,
    Controls,
    CopyLink,
    Downloads,
    Dropdown,
    Facts,
    Heading,
    Link,
    Links,
    Map,
    Note,
    Outside,
    Page,
    Paragraph,
    Table,
    Trail,
    Unfold,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.links.parameters import COLOURS, FIGURES
from sdgwijzer.model import Indicator, Missing
from sdgwijzer.screens import areas, rows
from sdgwijzer.screens.courses import course
from sdgwijzer.screens.distribution import distribution
from sdgwijzer.screens.ranking import ranking
from sdgwijzer.screens.side_by_side import years
from sdgwijzer.texts import (
    analyst,
    benchmark,
    frame_of_pages,
    headings,
    indicator_page,
    numbers,
    sentences,
)
from sdgwijzer.texts.names import unknown_indicator
from sdgwijzer.texts.words import short_missing
from sdgwijzer.views import analysis
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.differences import difference


def page(choices: Placed, data: Dataset) -> Page:
    """One indicator of one municipality; all of them to choose from where the link names none.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    asked = choices.options.indicator
    entries = {**data.indicators(choices.code), **data.archive}
    if later := data.waiting.get(asked):
        return _announce(later)
    if asked not in entries:
        return _choose(choices, data.indicators(choices.code))
    item = entries[asked]
    named = [row.nis_code for row in choices.named]
    (card,) = data.cards({item.id: item}, choices.code, choices.peers, named=named)
    origin = data.provenance().set_index("source").loc[item.source].to_dict()
    figure = choices.options.one("figuur")
    title = Heading(item.name, 1)
    if figure != FIGURES[0]:
        return Page((title, *_alone(choices, data, card, figure, origin)))
    figures = [name for name in _FIGURES if card.shared or name == ALONE]
    return Page(
        (
            title,
            *_answer(choices, card),
            CopyLink(indicator_page.indicator_of(item.name, choices.name)),
            *(block for name in figures for block in _FIGURES[name](choices, data, card)),
            Downloads(f"{item.id}-", tuple(choices.codes), (item.id,)),
            *_flanders(data, item),
            *_meaning(choices, data, card),
            *_analysis(choices, data, card),
            Heading(headings.ABOUT),
            Facts(headings.about(item, origin, GOALS)),
            *_to_embed(choices, item, figures),
        )
    )


def _alone(
    choices: Placed, data: Dataset, card: Card, figure: str, origin: Mapping[str, str]
) -> Iterator[Block]:
    """One figure, to stand on a site of somebody else."""
    yield Paragraph.of(_whom(choices, card))
    if card.shared or figure == ALONE:
        yield from _FIGURES[figure](choices, data, card)
    words = (origin["publisher"], origin["title"], origin["licence"], origin["retrieved"])
    yield Paragraph.of(indicator_page.source_line(*words), "quiet")
    whole = to(choices, "indicator", ("indicator", card.indicator.id))
    yield Around((Links.of(Link(whole, indicator_page.WHOLE_PAGE)),))


def _answer(choices: Placed, card: Card) -> Iterator[Block]:
    """What the figure says: in a sentence, large, and beside the chosen ones."""
    item = card.indicator
    goal = GOALS[item.main_goal - 1]
    to_goal = to(choices, "doel", ("doel", str(goal.number)))
    yield Trail((Link(to_goal, f"{goal.number}. {goal.name}"),))
    yield Paragraph.of(_whom(choices, card))
    yield Paragraph.of(item.description)
    yield Paragraph.of(sentences.sentence(card, choices.name, choices.label), "sentence")
    yield rows.head(card)
    if lines := _each(choices, card):
        yield Heading(indicator_page.EACH)
        yield Bullets.of(lines)


def _whom(choices: Placed, card: Card) -> str:
    """The place, and whom it is compared with."""
    return f"{choices.name}. {indicator_page.not_shared(card) or choices.beside_line}"


def _each(choices: Placed, card: Card) -> list[str]:
    """The municipalities that were chosen by name, one by one beside the own one."""
    if choices.default or not choices.named or card.own.value is None or card.indicator.owner:
        return []
    own, item = choices.name, card.indicator
    lines = []
    for row, figure in zip(choices.named, card.peers, strict=True):
        if figure.value is None or figure.year is None:
            missing = figure.missing or Missing.NOT_PUBLISHED
            lines.append(indicator_page.each_missing(row.name, missing))
            continue
        value = numbers.figure(figure.value, item)
        verdict = difference(item, card.own, figure).verdict
        lines.append(indicator_page.each(row.name, value, figure.year, verdict, own, card.own.year))
    return lines


def _flanders(data: Dataset, item: Indicator) -> Iterator[Block]:
    """The figure of the whole Flemish Region from Eurostat, where there is one."""
    series = data.store.benchmark(item.id)
    if series:
        yield Heading(benchmark.TITLE)
        yield from (Paragraph.of(line) for line in benchmark.lines(series, item))
        address = Outside(benchmark.LINK.format(dataset=series[-1][3]))
        yield Links.of(Link(address, benchmark.OPEN))


def _course(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """The years, and all figures behind the lines."""
    own, item = choices.municipality, card.indicator
    shown = (own,) if item.owner else (own, *choices.named)
    names = {row.nis_code: row.name for row in shown}
    observations = data.store.series(list(names), item.id)
    parts = data.store.parts(own.nis_code, item.id)
    merged = own.valid_from.year if len(parts) else None
    yield Heading(headings.COURSE)
    yield course(card, observations, parts, names, merged)
    yield Heading(headings.FIGURES)
    yield years(observations, names, item)


def _distribution(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """How many municipalities have which value."""
    column = data.column(card.indicator.id)
    picture = distribution(choices, card, column) if column else None
    if column is None or picture is None:
        return
    there = choices.code in column.places
    own = indicator_page.distribution_own(choices.name, there=there)
    legend = f"{indicator_page.DISTRIBUTION_LEGEND} {own}"
    legend += f" {indicator_page.DISTRIBUTION_PEERS}" if choices.marked else ""
    yield Heading(indicator_page.DISTRIBUTION)
    yield picture
    yield Paragraph.of(legend, "quiet")


def _map(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """All municipalities on the map."""
    item, cross = card.indicator, data.cross_section(card.indicator.id)
    assert card.common_year is not None
    yield Heading(frame_of_pages.MAP)
    colours = COLOURS[-1]
    if item.direction.sign:
        colours = choices.options.one("kleur")
        words = frame_of_pages.map_colours(item)
        control = Dropdown("kleur", frame_of_pages.MAP_COLOURS, words, colours)
        yield Controls(((control,),), (1,))
    coloured = (areas.by_status if colours == COLOURS[0] else areas.by_value)(cross, item)
    label = frame_of_pages.map_of(item.name, card.common_year)
    yield Map(label, coloured.areas, coloured.legend, choices.code, choices.marked)
    yield Paragraph.of(frame_of_pages.MAP_SOURCE, "quiet")


def _table(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """All municipalities in a table: the map and the distribution in words and numbers."""
    cross = data.cross_section(card.indicator.id)
    gaps = Counter(_gap(row) for row in cross.to_dict("records") if pd.isna(row["common_value"]))
    yield Heading(f"{indicator_page.TABLE}, {card.common_year}")
    yield Paragraph.of(indicator_page.ranked(int(cross["common_value"].notna().sum()), gaps))
    yield ranking(choices, cross, card.indicator)


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
    yield Heading(indicator_page.HOW_TO_READ)
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


def _to_embed(choices: Placed, item: Indicator, figures: list[str]) -> Iterator[Block]:
    """Each figure on its own, whole and for a frame on another site."""
    yield Heading(indicator_page.EMBED)
    yield Paragraph.of(indicator_page.EMBED_HELP)
    links = []
    for embedded in (False, True):
        words = f", {indicator_page.TO_EMBED}" if embedded else ""
        for name in figures:
            address = to(choices, "indicator", ("indicator", item.id), ("figuur", name))
            text = f"{indicator_page.FIGURES[name]}{words}"
            links.append(Link(address.embed() if embedded else address, text))
    yield Links.of(*links)


def _announce(item: Indicator) -> Page:
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
