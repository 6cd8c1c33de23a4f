"""Static pages, made from the same content as the live ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from sdgwijzer import html, screens
from sdgwijzer.content import (
    Address,
    AskPlace,
    Block,
    Bullets,
    Heading,
    Link,
    Links,
    Outside,
    Page,
    Paragraph,
    Unfold,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.html import kept
from sdgwijzer.links import Choices, Unplaced, read
from sdgwijzer.links.embedding import HERE
from sdgwijzer.screens import around, everywhere
from sdgwijzer.static.addresses import HOME, LIVE, PLACES, SEARCH, Addresses, relative
from sdgwijzer.static.rewriting import Leads, anew
from sdgwijzer.texts import frame_of_pages, numbers, site
from sdgwijzer.texts import standing_alone as texts
from sdgwijzer.views.dataset import Dataset

OF_ALL: Final[Mapping[str, tuple[str, dict[str, str]]]] = {
    HOME: ("start", {}),
    PLACES: ("overzicht", {}),
    "nieuw.html": ("nieuw", {}),
    "verantwoording.html": ("verantwoording", {}),
    "wachtend.html": ("wachtend", {}),
    "gegevens.html": ("gegevens", {}),
    "doel/index.html": ("doel", {}),
    **{f"doel/{goal.number}.html": ("doel", {"doel": str(goal.number)}) for goal in GOALS},
}
"""Pages of no municipality: path → word and choices of the live page."""


@dataclass(frozen=True)
class Pages:
    """What pages are made of.

    Attributes:
        data: the figures in use.
        addresses: where each page stands.
        home: full address of the start page, with a slash at the end; "" where it is not known.
    """

    data: Dataset
    addresses: Addresses
    home: str = ""

    @cached_property
    def day(self) -> str:
        """Of the figures, in words."""
        return numbers.day(self.data.day)

    def of_all(self) -> Iterator[tuple[str, str]]:
        """Path and HTML of each page of no municipality, but for indicators."""
        for path, (word, link) in OF_ALL.items():
            yield path, self.of(path, word, link)
        yield SEARCH, self._whole(SEARCH, "zoek", self._nobody, self._search())
        yield LIVE, self._whole(LIVE, "start", self._nobody, self._live(), texts.LIVE)

    def of_place(self, name: str) -> Iterator[tuple[str, str]]:
        """The same of one municipality: its overview, its goals, what is new."""
        slug, mine = self.addresses.slugs[name], {"gemeente": name}
        yield f"overzicht/{slug}.html", self.of(f"overzicht/{slug}.html", "overzicht", mine)
        yield f"nieuw/{slug}.html", self.of(f"nieuw/{slug}.html", "nieuw", mine)
        yield f"doel/{slug}/index.html", self.of(f"doel/{slug}/index.html", "doel", mine)
        for goal in GOALS:
            path = f"doel/{slug}/{goal.number}.html"
            yield path, self.of(path, "doel", {**mine, "doel": str(goal.number)})

    def of_indicator(self, id_: str) -> tuple[str, str]:
        """The same of one indicator, for all municipalities."""
        path, item = f"indicator/{id_}.html", self.data.all_indicators.get(id_)
        made = everywhere.page(self._nobody, self.data, id_)
        goal = item.main_goal if item else "index"
        rows: Leads = lambda slug: f"doel/{slug}/{goal}.html"  # noqa: E731 - read in one line
        name = item.name if item else self.data.waiting[id_].name
        return path, self._whole(path, "indicator", self._nobody, made, name, rows)

    def of(self, path: str, word: str, link: Mapping[str, str]) -> str:
        """The HTML of the page of a link.

        Args:
            path: where it will stand.
            word: of the live page.
            link: its choices.
        """
        choices = read(link, word, self.data).choices
        return self._whole(path, word, choices, screens.page(word, choices, self.data))

    @cached_property
    def _nobody(self) -> Unplaced:
        found = read({}, "zoek", self.data).choices
        assert isinstance(found, Unplaced)
        return found

    def _whole(
        self,
        path: str,
        word: str,
        choices: Choices,
        page: Page,
        title: str = "",
        rows: Leads | None = None,
    ) -> str:
        """A page with all that stands around it."""
        blocks = tuple(self._without_server(page.blocks, path))
        made, leads = kept.made(replace(page, blocks=blocks)), self.addresses.of
        named = choices.municipality.name if choices.municipality else ""
        other = "overzicht/*.html"
        if word in ("doel", "nieuw"):
            slug = self.addresses.slugs.get(named, "")
            other = path.replace(slug, "*", 1) if slug else f"doel/*/{path.partition('/')[2]}"
            other = other if word == "doel" or slug else "nieuw/*.html"
        root = relative(HOME, path).removesuffix(HOME)
        return html.standing(
            anew(made.html, path, leads, rows).replace(HERE, self.home or texts.SOMEWHERE),
            anew(html.block([around.menu(choices, word)]), path, leads),
            title=f"{title} · {site.APP}" if title else around.title(word, choices),
            sentence=made.sentence,
            canonical=f"{self.home}{path.removesuffix(HOME)}" if self.home else "",
            root=root,
            place=named,
            other=f"{root}{other}",
            note=texts.NOTE.format(day=self.day),
            words=texts,
        )

    def _without_server(self, blocks: Sequence[Block], path: str) -> Iterator[Block]:
        """Links to all municipalities in place of a form; no example that only the live app has."""
        for each in blocks:
            if isinstance(each, AskPlace):
                links = Links.of(*self._places(each.to, each.carried))
                yield Unfold(texts.CHOOSE, (links,)) if path == HOME else links
            elif not (isinstance(each, Paragraph) and each.kind == "example"):
                yield each

    def _places(self, word: str, carried: tuple[tuple[str, str], ...]) -> Iterator[Link]:
        """A page of each municipality, by names of today and of before a merger."""
        today = {name: name for name in self.addresses.slugs}
        old = {name: new for name, new in self.data.reference.old_names.items() if new in today}
        for name in sorted([*today, *old], key=str.casefold):
            to = Address(word, (("gemeente", today.get(name) or old[name]), *carried))
            yield Link(to, frame_of_pages.now(name, old[name]) if name in old else name)

    def _search(self) -> Page:
        """Everything that has a page, in lists that a script filters."""
        goals = (
            Link(Address("doel", (("doel", str(g.number)),)), f"{g.number}. {g.name}")
            for g in GOALS
        )
        blocks: list[Block] = [
            Heading(frame_of_pages.PAGES["zoek"], 1),
            Paragraph.of(texts.SEARCH_LEAD, "quiet"),
            Heading(frame_of_pages.FOUND["doel"]),
            Links.of(*goals),
        ]
        for goal in GOALS:
            mine = [
                (
                    Link(Address("indicator", (("indicator", item.id),)), item.name),
                    (", ".join(item.synonyms),) if item.synonyms else (),
                )
                for item in self.data.indicators(None).values()
                if item.main_goal == goal.number and item.id in self.addresses.indicators
            ]
            if mine:
                blocks += [Heading(f"{goal.number}. {goal.name}"), Links(tuple(mine))]
        places = Links.of(*self._places("overzicht", ()))
        return Page((*blocks, Heading(frame_of_pages.FOUND["gemeente"]), places))

    def _live(self) -> Page:
        """What needs the live app, and where that is."""
        live = self.addresses.live
        way = Links.of(Link(Outside(live), texts.LIVE_ELSEWHERE)) if live else None
        return Page(
            (
                Heading(texts.LIVE, 1),
                Paragraph.of(texts.LIVE_LEAD.format(day=self.day), "lead"),
                Heading(texts.LIVE_UNABLE),
                Bullets.of(texts.LIVE_CANNOT),
                way or Paragraph.of(texts.LIVE_NONE),
                Heading(texts.LIVE_ABLE),
                Bullets.of(texts.LIVE_CAN),
                Links.of(Link(Address("start"), texts.LIVE_BACK)),
            )
        )
