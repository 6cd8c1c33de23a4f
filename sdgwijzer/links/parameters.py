"""Which choices stand in the links of which pages, besides municipality and peers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sdgwijzer import orders

MOST: Final = 40
"""Names in one parameter that are read; a longer list is cut."""

Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Parameter:
    """One choice that stands in the link of some pages."""

    pages: tuple[str, ...]
    options: tuple[str, ...] = ()  # the first one is the default and stays out of the link
    many: bool = False  # a list, split by commas

    def knows(self, text: str) -> bool:
        """Is a text in a link one of the options, or are there none to be one of?"""
        return not text or self.many or not self.options or text in self.options

    def read(self, text: str) -> Value:
        """What the text in a link stands for; what is not an option is the default."""
        if self.many:
            parts = (part.strip() for part in text.split(","))
            return tuple(dict.fromkeys(part for part in parts if part))[:MOST]
        if self.options:
            return text if text in self.options else self.options[0]
        return text


SHOW: Final = (
    "alles",
    "sterk",
    "aandacht",
    "beter",
    "vergelijkbaar",
    "minder-goed",
    "geen-oordeel",
)
SORT: Final = ("thema", "zwakste-eerst", "sterkste-eerst", "naam")
COLOURS: Final = ("derden", "vijfden")
FIGURES: Final = ("alles", "verloop", "verdeling", "kaart", "tabel")
VIEWS: Final = ("tabel", "verloop")
TURNED: Final = ("nee", "ja")
ROWS: Final = ("vanzelf", "ja", "nee")
LARGE: Final = ("nee", "ja")
TABLES: Final = ("jaren", "gemeenten")
WHICH: Final = ("alles", "mand")

PARAMETERS: Final[Mapping[str, Parameter]] = {
    "orde": Parameter(("overzicht", "blad", "rapport"), orders.KEYS),
    "doel": Parameter(("doel",)),
    "toon": Parameter(("doel",), SHOW),
    "sorteer": Parameter(("doel",), SORT),
    "indicator": Parameter(("indicator",)),
    "kleur": Parameter(("indicator",), COLOURS),
    "figuur": Parameter(("indicator",), FIGURES),
    "groot": Parameter(("indicator", "verken"), LARGE),
    "doelen": Parameter(("vergelijk", "rapport"), many=True),
    "indicatoren": Parameter(("vergelijk",), many=True),
    "beeld": Parameter(("vergelijk",), VIEWS),
    "verschil": Parameter(("vergelijk",), ROWS),
    "draai": Parameter(("vergelijk",), TURNED),
    "x": Parameter(("verken",)),
    "y": Parameter(("verken",)),
    "reeks": Parameter(("verken",), many=True),
    "jaren": Parameter(("verken",), many=True),
    "rijen": Parameter(("verken",), TABLES),
    "zonder": Parameter(("rapport",), many=True),
    "cijfers": Parameter(("rapport",), WHICH),
    "pijlers": Parameter(("blad", "rapport")),
    "titel": Parameter(("rapport",)),
    "zoek": Parameter(("zoek",)),
    "sinds": Parameter(("nieuw",)),
}

BASKET: Final = Parameter((), many=True)
"""Indicators put aside: carried along by every link (`mand=`)."""


@dataclass(frozen=True)
class Options:
    """The choices of a link, each read; those that do not stand in it are the defaults."""

    values: Mapping[str, Value]

    @classmethod
    def of(cls, link: Mapping[str, str]) -> "Options":
        """The choices of a link."""
        return cls({name: each.read(link.get(name, "")) for name, each in PARAMETERS.items()})

    def one(self, name: str) -> str:
        """A choice that is one text; "" where it is free and was not made."""
        value = self.values[name]
        assert isinstance(value, str)
        return value

    def many(self, name: str) -> tuple[str, ...]:
        """A choice that is a list."""
        value = self.values[name]
        assert isinstance(value, tuple)
        return value

    def pairs(self, page: str) -> Iterator[tuple[str, str]]:
        """The choices of one page as they stand in its link; defaults stay out."""
        for name, parameter in PARAMETERS.items():
            value = self.values[name]
            if page in parameter.pages and value and value != (*parameter.options, None)[0]:
                yield name, ",".join(value) if isinstance(value, tuple) else value

    @property
    def goal(self) -> int | None:
        """The goal, when the link names one of the 17."""
        text = self.one("doel")
        there = text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 17
        return int(text) if there else None

    @property
    def indicator(self) -> str:
        """The id of the indicator as it stands in the link; "" for none."""
        return self.one("indicator")
