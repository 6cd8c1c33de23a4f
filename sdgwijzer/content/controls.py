"""What one can do on a page: choose, copy, download, study. `frame/` makes them live.

A control says what is chosen and what can be; where nothing is live, it is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Course, Scatter
from sdgwijzer.content.runs import Link


@dataclass(frozen=True, slots=True)
class Dropdown:
    """One of some options.

    Attributes:
        name: of the choice in the link.
        label: what is chosen.
        options: option → how it reads.
        chosen: one of the options.
    """

    name: str
    label: str
    options: Mapping[str, str]
    chosen: str


@dataclass(frozen=True, slots=True)
class Several:
    """Some of many options; `most` at a time."""

    name: str
    label: str
    options: Mapping[str, str]
    chosen: tuple[str, ...]
    placeholder: str
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A first and a last year, together one choice in the link.

    Attributes:
        name: of the choice in the link.
        labels: of the two.
        years: that can be chosen.
        chosen: first and last.
    """

    name: str
    labels: tuple[str, str]
    years: tuple[int, ...]
    chosen: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Controls(Block):
    """Controls in columns, with the widths of these."""

    columns: tuple[tuple[Dropdown | Several | Period, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Downloads(Block):
    """The figures of this view as files.

    Attributes:
        name: how the names of the files begin.
        codes: municipalities, the own one first.
        indicators: their ids.
        files: where they are; `screens.page` says so, for it knows the link of the page.
    """

    name: str
    codes: tuple[str, ...]
    indicators: tuple[str, ...]
    files: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()  # that few ask for: folded
    fold: str = ""  # the words that unfold them
    everything: Link | None = None  # the page with all that can be taken along


@dataclass(frozen=True, slots=True)
class Chart(Block):
    """A figure to study, and the sentence that says the same."""

    key: str
    data: Course | Scatter
    sentence: str


@dataclass(frozen=True, slots=True)
class Map(Block):
    """All municipalities on the map; one that is chosen becomes the municipality of the page.

    Attributes:
        label: what the map shows, for who cannot see it.
        areas: code → style and words.
        legend: styles and their words, in order.
        own: code that is outlined; None for none.
        peers: codes that are outlined thinner, each with the number of its look; None: one of many.
        small: does it stand beside a text?
    """

    label: str
    areas: Mapping[str, tuple[str, str]]
    legend: tuple[tuple[str, str], ...]
    own: str | None
    peers: tuple[tuple[str, int | None], ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Around(Block):
    """What stands around a figure, and falls away where that is embedded in another site."""

    blocks: tuple[Block, ...]
