"""Pictures that leave the site, with all that they need to stand on their own."""

from dataclasses import dataclass


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
