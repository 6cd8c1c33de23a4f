"""One figure of an indicator with its title, key and source: to stand on its own."""

from collections.abc import Callable, Mapping
from typing import Final

from sdgwijzer.content import Areas, Course, Figure, Print
from sdgwijzer.links import Choices, Unplaced
from sdgwijzer.links.choices import Placed
from sdgwijzer.links.parameters import COLOURS
from sdgwijzer.screens import areas, courses
from sdgwijzer.screens.distribution import distribution
from sdgwijzer.texts import frame_of_pages, prints
from sdgwijzer.views import outlines
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset

Key = tuple[tuple[str, str], ...]


def printed(kind: str, choices: Choices, data: Dataset) -> Print | None:
    """A picture of the indicator of a link.

    Args:
        kind: a word of `KINDS`.
        choices: of the link: which indicator, which municipality, beside whom.
        data: the figures in use.

    Returns:
        None where the link names no municipality or no such indicator, or there is nothing to draw.
    """
    card = card_of(choices, data)
    if card is None or isinstance(choices, Unplaced):
        return None
    made = KINDS[kind](choices, data, card)
    if made is None:
        return None
    figure, place, key = made
    item = card.indicator
    return Print(
        title=item.name,
        place=place,
        figure=figure,
        key=key,
        source=source_of(card, data),
        name=f"sdg-wijzer-{item.id}-{choices.file_name}-{kind}",
    )


def card_of(choices: Choices, data: Dataset) -> Card | None:
    """The indicator of a link for its municipality; None where it names none of both."""
    if isinstance(choices, Unplaced):
        return None
    entries = {**data.indicators(choices.code), **data.archive}
    item = entries.get(choices.options.indicator)
    if item is None:
        return None
    named = [row.nis_code for row in choices.named]
    (card,) = data.cards({item.id: item}, choices.code, choices.peers, named=named)
    return card


def source_of(card: Card, data: Dataset) -> str:
    """Whose figures they are, in a line."""
    origin = data.provenance().set_index("source").loc[card.indicator.source]
    words = ("publisher", "title", "licence", "retrieved")
    return prints.source(*(str(origin[name]) for name in words))


def _course(choices: Placed, data: Dataset, card: Card) -> tuple[Figure, str, Key] | None:
    chart = courses.of_place(choices, data, card)
    assert isinstance(chart.data, Course)
    if not any(point.value is not None for each in chart.data.tracks for point in each.points):
        return None
    former = any(each.role == "former" for each in chart.data.tracks)
    key: Key = (("band", prints.MARGIN),) if chart.data.band else ()
    key += (("former", prints.FORMER),) if former else ()
    return Figure(chart.data, chart.sentence), choices.name, key


def _distribution(choices: Placed, data: Dataset, card: Card) -> tuple[Figure, str, Key] | None:
    column = data.column(card.indicator.id) if card.shared else None
    figure = distribution(choices, card, column) if column else None
    if column is None or figure is None or card.common_year is None:
        return None
    key: Key = (("dot", prints.ONE_PLACE),)
    if choices.code not in column.places:
        key += (("", prints.not_there(choices.name)),)
    return figure, prints.in_year(choices.name, card.common_year), key


def _map(choices: Placed, data: Dataset, card: Card) -> tuple[Figure, str, Key] | None:
    item, year = card.indicator, card.common_year
    if not card.shared or year is None:
        return None
    judged = item.direction.sign and choices.options.one("kleur") == COLOURS[0]
    colour = areas.by_status if judged else areas.by_value
    coloured = colour(data.cross_section(item.id), item)
    drawn = outlines.load()
    shown = Areas(
        outlines=drawn.paths,
        size=(drawn.width, drawn.height),
        styles={code: style for code, (style, _) in coloured.areas.items()},
        legend=coloured.legend,
        own=choices.code,
        peers=choices.marked,
    )
    figure = Figure(shown, frame_of_pages.map_of(item.name, year))
    return figure, prints.on_map(choices.name, year), (("", frame_of_pages.MAP_SOURCE),)


Maker = Callable[[Placed, Dataset, Card], tuple[Figure, str, Key] | None]
KINDS: Final[Mapping[str, Maker]] = {"verloop": _course, "verdeling": _distribution, "kaart": _map}
"""Word in the address → what is drawn, what stands under the title, and the key."""
