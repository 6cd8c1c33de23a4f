"""`/verantwoording`: how judgements are made, what we do not know, where the figures come from."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer import paths, settings
from sdgwijzer.content import Block, Bullets, Heading, Outside, Page, Paragraph, Runs, Table
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Choices
from sdgwijzer.lists import plan
from sdgwijzer.screens import open_data, waiting
from sdgwijzer.texts import frame_of_pages, headings, method, plans, screens, site
from sdgwijzer.texts.numbers import count, day
from sdgwijzer.views import coverage
from sdgwijzer.views.dataset import Dataset

EXAMPLE: Final = "werkzoekendengraad"  # worked out where the link names none that is judged


def page(choices: Choices, data: Dataset) -> Page:
    """How it is judged.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    short, rules = (
        [block for title, text in part for block in (Heading(title, 3), Paragraph.of(text))]
        for part in (method.SHORT, method.METHOD)
    )
    return Page(
        (
            Heading(frame_of_pages.PAGES["verantwoording"], 1),
            open_data.way(choices),
            Heading(method.ON_ONE_PAGE),
            *short,
            *_example(choices, data),
            Heading(method.MORE),
            *rules,
            *_unknown(choices, data),
            Heading(plans.PLAN),
            Table.of(method.FIELDS, method.FIELDS_HEAD, _plan()),
            Heading(method.SOURCES),
            Table.of(method.SOURCES_CAPTION, method.SOURCES_HEAD, _sources(data)),
            Paragraph.of(site.build_line(data.store.build()), "quiet"),
            _pictograms(),
        )
    )


def _pictograms() -> Paragraph:
    """Whose the pictograms are, and where the guidelines of the official ones stand."""
    said = (site.PICTOGRAMS, site.PICTOGRAMS_HOME)
    if settings.read().icons is not None:
        said = (site.ICONS, site.ICONS_GUIDELINES)
    return Paragraph((f"{said[0]} ", Outside(said[1])), "quiet")


def _example(choices: Choices, data: Dataset) -> Iterator[Block]:
    """The rules step by step, on a live figure of the municipality."""
    own = choices.municipality
    if own is None:
        yield Heading(method.EXAMPLE)
        yield Paragraph.of(method.CHOOSE)
        return
    entries = data.indicators(own.nis_code)
    for id_ in (choices.options.indicator or EXAMPLE, EXAMPLE, *entries):
        item = entries.get(id_)
        if item is None or item.direction.sign == 0 or item.owner:
            continue
        row = data.store.summary([own.nis_code], [id_]).iloc[0]
        if row["position_status"] != "unknown" and row["trend"] != "unknown":
            steps = method.example(row.to_dict(), item, own.name)
            lines = [tuple((text,) for text in step) for step in steps]
            yield Heading(method.EXAMPLE)
            yield Table.of(method.EXAMPLE, method.EXAMPLE_HEAD, lines)
            return


def _unknown(choices: Choices, data: Dataset) -> Iterator[Block]:
    """Per goal what is catalogued and what has figures; known gaps; how many wait."""
    yield Heading(screens.UNKNOWN)
    yield Paragraph.of(headings.UNKNOWN_GOALS)
    yield Table.of(method.BY_GOAL, headings.COVERAGE_HEAD, _coverage(data, coverage.COUNTS))
    yield Paragraph.of(headings.VOTES)
    yield Table.of(method.VOTES, headings.VOTES_HEAD, _coverage(data, coverage.VOTES))
    yield Paragraph.of(headings.NO_REGISTER)
    silent = coverage.without_register(data.coverage(), data.store.silent()).items()
    yield Bullets.of(
        [headings.no_register(goal, GOALS[goal - 1].name, why) for goal, why in silent]
    )
    yield from (Paragraph.of(text) for text in method.KNOWN_GAPS)
    yield from waiting.line(choices, len(data.waiting))


def _coverage(data: Dataset, names: Sequence[str]) -> list[tuple[Runs, ...]]:
    """Per goal and in total, these columns of what there is."""
    found = data.coverage()
    goals = [*(f"{goal.number}. {goal.name}" for goal in GOALS), headings.TOTAL]
    rows = zip(goals, [*found["goals"], found["total"]], strict=True)
    return [((goal,), *((count(row[name]),) for name in names)) for goal, row in rows]


def _plan() -> list[tuple[Runs, ...]]:
    """Policy field → goal and reason; those that belong to none last."""
    mapped = plan.read_mapping(paths.plan())
    named: list[tuple[Runs, ...]] = [
        ((code,), (f"{item.goal}. {GOALS[item.goal - 1].name}",), (item.reason,))
        for code, item in mapped.policy_fields.items()
    ]
    rest = [((code,), (method.NO_GOAL,), (reason,)) for code, reason in mapped.unmapped.items()]
    return [*named, *rest]


def _sources(data: Dataset) -> list[tuple[Runs, ...]]:
    return [
        (
            (row["publisher"],),
            (row["title"],),
            (day(row["retrieved"]),),
            (row["licence"],),
            (Outside(row["homepage"]),),
        )
        for row in data.provenance().to_dict("records")
    ]
