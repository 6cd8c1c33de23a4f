"""`/gegevens`: every indicator with its addresses that stay, files of everything, the columns."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sdgwijzer.content import (
    Address,
    Anchors,
    Block,
    Bullets,
    Facts,
    Heading,
    Link,
    Links,
    Page,
    Paragraph,
    Runs,
    Snippet,
    Styled,
    Unfold,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.links import Choices
from sdgwijzer.links.choices import to
from sdgwijzer.links.embedding import HERE
from sdgwijzer.model import Indicator
from sdgwijzer.screens import files
from sdgwijzer.texts import columns, frame_of_pages
from sdgwijzer.texts import open_data as texts
from sdgwijzer.views.dataset import Dataset

WORD: Final = "gegevens"
API: Final = "api/v1"
EXAMPLE: Final = "armoederisico"  # read by the lines to copy where no municipality is chosen

_PARTS: Final = (
    (texts.ALL, "alles"),
    (texts.ONE_PLACE, "gemeente"),
    (texts.BY_GOAL, "cijfers"),
    (texts.COLUMNS, "kolommen"),
    (texts.READING, "inlezen"),
)


def page(choices: Choices, data: Dataset) -> Page:
    """All that can be taken along.

    Args:
        choices: of the link.
        data: the figures in use.

    Raises:
        StoreError: there is no database to ask.
    """
    own = choices.municipality
    rows = sum(size for _, size in data.store.sizes())
    there = [*data.indicators(own.nis_code if own else None).values()]
    return Page(
        (
            Heading(frame_of_pages.PAGES[WORD], 1),
            Paragraph.of(texts.lead(len(there), data.store.places(), rows), "lead"),
            Anchors(_PARTS),
            Heading(texts.ALL, anchor="alles"),
            _everything(data, rows),
            Paragraph.of(texts.NO_SHEET, "quiet"),
            *_basket(choices),
            Heading(texts.ONE_PLACE, anchor="gemeente"),
            *_places(choices, data),
            Heading(texts.BY_GOAL, anchor="cijfers"),
            Paragraph.of(texts.LASTING),
            *_goals(choices, data, there),
            Heading(texts.COLUMNS, anchor="kolommen"),
            Paragraph.of(texts.COLUMNS_LEAD),
            *_columns(),
            Heading(texts.READING, anchor="inlezen"),
            *_examples(choices),
            Links.of(Link(Address(f"{API}/"), texts.TO_API)),
        )
    )


def way(choices: Choices) -> Links:
    """The link that leads here from pages on how it all is made."""
    return Links.of(Link(to(choices, WORD), texts.WAY))


def _everything(data: Dataset, rows: int) -> Bullets:
    """Each file of everything: about how large it is, and for whom."""
    found = {
        f"{files.ALL}.{ending}": (name, rows * weight, said)
        for ending, (name, weight, said) in texts.FILES.items()
    }
    size = data.store.path.stat().st_size
    found[files.DATABASE] = (texts.DATABASE, size, texts.DATABASE_FOR)
    return Bullets(
        tuple(
            (
                Link(Address(f"{files.PATH}/{file}"), name),
                Styled(f" {texts.file_note(bytes_, said)}", "quiet"),
            )
            for file, (name, bytes_, said) in found.items()
        )
    )


def _basket(choices: Choices) -> Iterator[Block]:
    """What is put aside, where there is a municipality to have it of."""
    if choices.basket and choices.municipality is not None:
        yield Heading(texts.BASKET, anchor=files.BASKET)
        yield files.downloads("", files.BASKET, tuple(choices.pairs))


def _places(choices: Choices, data: Dataset) -> Iterator[Block]:
    """The file of the municipality, and those of all."""
    own = choices.municipality
    if own is not None:
        file = _of("municipalities", own.nis_code, f"{own.nis_code}.csv")
        yield Paragraph((texts.place_lead(own.name), file))
        yield files.downloads("", "overzicht", tuple(choices.pairs))
    else:
        yield Paragraph.of(texts.choose(data.store.places()))
    every = sorted(data.reference.today.values(), key=lambda each: each.name)
    links = (_of("municipalities", each.nis_code, each.name) for each in every)
    yield Unfold(texts.ALL_PLACES, (Links.of(*links),))


def _goals(choices: Choices, data: Dataset, there: list[Indicator]) -> Iterator[Block]:
    """Per goal its file and those of its indicators; what is old and kept stands behind them."""
    known = _Known(data)
    for goal in GOALS:
        mine = [item for item in there if item.main_goal == goal.number]
        if mine:
            file = _of("goals", str(goal.number), texts.goal_file(goal.number))
            lines = Bullets(tuple(known.line(choices, item) for item in mine))
            yield Unfold(
                texts.goal(goal.number, goal.name, len(mine)), (Links.of(file), lines), small=True
            )
    if old := list(data.archive.values()):
        lines = Bullets(tuple(known.line(choices, item) for item in old))
        yield Unfold(texts.archive(len(old)), (lines,), small=True)


class _Known:
    """What is known of the figures of all indicators."""

    def __init__(self, data: Dataset) -> None:
        self._counted = _by(data.store.coverage().to_dict("records"), "indicator_id")
        self._origin = _by(data.provenance().fillna("").to_dict("records"), "source")

    def line(self, choices: Choices, item: Indicator) -> Runs:
        """Its name, years, municipalities, source, licence and day; its addresses."""
        counted, origin = self._counted.get(item.id), self._origin.get(item.source, {})
        years = ""
        if counted and counted["years"]:
            ends = (int(counted["first_year"]), int(counted["last_year"]))
            years = texts.years(*ends, int(counted["years"]))
        said = texts.facts(
            years,
            int(counted["municipalities"]) if counted else 0,
            ", ".join(filter(None, (origin.get("publisher", ""), origin.get("title", "")))),
            str(origin.get("licence", "")),
            str(origin.get("retrieved", "")),
        )
        return (
            Link(to(choices, "indicator", ("indicator", item.id)), item.name),
            Styled(said, "quiet", broken=True),
            Styled("", "quiet", broken=True),
            _of("indicators", item.id, f"{item.id}.csv"),
            " · ",
            Link(Address(f"{API}/indicators/{item.id}.json"), texts.DESCRIBED),
        )


def _by(rows: Iterable[Mapping[Any, Any]], name: str) -> dict[str, Mapping[Any, Any]]:
    return {str(row[name]): row for row in rows}


def _columns() -> Iterator[Block]:
    """What each column is, by what belongs together."""
    for title, group in columns.GROUPS.items():
        yield Unfold(title, (_key(group),), small=True)
    beside = (Paragraph.of(columns.ONLY_BESIDE), _key(columns.BESIDE))
    yield Unfold(columns.BESIDE_GROUP, beside, small=True)


def _key(group: Mapping[str, str]) -> Facts:
    return Facts(tuple((name, (meaning,)) for name, meaning in group.items()))


def _examples(choices: Choices) -> Iterator[Block]:
    """One line for each program, with an address that can be read as it stands."""
    own = choices.municipality
    asked = f"municipalities/{own.nis_code}" if own else f"indicators/{EXAMPLE}"
    for program, line in texts.EXAMPLES.items():
        text = line.replace("{address}", f"{HERE}{API}/{asked}.csv")
        yield Snippet(program, text, texts.COPY, texts.COPIED, frame_of_pages.COPY_FAILED)
    yield Paragraph.of(texts.EXCEL_HINT, "quiet")


def _of(resource: str, one: str, name: str) -> Link:
    """The file of one municipality, goal or indicator; the address stays."""
    return Link(Address(f"{API}/{resource}/{one}.csv"), name)
