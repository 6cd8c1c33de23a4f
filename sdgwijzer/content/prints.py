"""Pictures that leave the site, with all that they need to stand on their own."""

from dataclasses import dataclass

from sdgwijzer.content.figures import Figure


@dataclass(frozen=True, slots=True)
class Preview:
    """What the link to a page looks like where it is shared.

    Attributes:
        site: its name.
        place: the municipality; "" for none.
        title: of the page.
        sentence: what the page says.
        figure: the one number of the page, as it is read, and its year; "" for none.
        goal: what the page is about; None for all of them.
    """

    site: str
    place: str
    title: str
    sentence: str
    figure: tuple[str, str] = ("", "")
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """A picture with all that it needs to stand in a report, a slide or on another site.

    Attributes:
        title: the indicator.
        place: the municipality, and whom it stands beside.
        figure: the picture.
        key: what its marks are: a word of `pictures.printed.SAMPLES` and what it stands for.
        source: whose figures they are, and of which day.
        name: of a file, without its ending.
    """

    title: str
    place: str
    figure: Figure
    key: tuple[tuple[str, str], ...]
    source: str
    name: str
