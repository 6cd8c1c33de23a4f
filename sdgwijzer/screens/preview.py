"""What the link to a page looks like where it is shared."""

from sdgwijzer.content import Preview
from sdgwijzer.links import Choices, Unplaced
from sdgwijzer.texts import drawings, numbers, site
from sdgwijzer.views.dataset import Dataset


def preview(word: str, choices: Choices, data: Dataset, title: str, sentence: str) -> Preview:
    """The preview of a page.

    Args:
        word: of the page, in its address.
        choices: of the link.
        data: the figures in use; asked for the one of an indicator alone.
        title: of the page.
        sentence: what it says (`content.said`).
    """
    place = choices.municipality.name if choices.municipality else ""
    return Preview(
        site=site.APP,
        place="" if place in title else place,
        title=title,
        sentence=sentence or site.TAGLINE,
        figure=_figure(choices, data) if word == "indicator" else ("", ""),
        goal=_goal(word, choices, data),
    )


def _figure(choices: Choices, data: Dataset) -> tuple[str, str]:
    """The latest figure and its year; nothing where there is none."""
    item = data.all_indicators.get(choices.options.indicator)
    if item is None or isinstance(choices, Unplaced):
        return "", ""
    (card,) = data.cards({item.id: item}, choices.code, choices.peers, courses=False)
    if card.own.value is None:
        return "", ""
    return numbers.figure(card.own.value, item), drawings.in_year(card.own.year)


def _goal(word: str, choices: Choices, data: Dataset) -> int | None:
    if word == "doel":
        return choices.options.goal
    item = data.all_indicators.get(choices.options.indicator) if word == "indicator" else None
    return item.main_goal if item else None
