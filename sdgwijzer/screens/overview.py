"""`/overzicht`: one municipality in one minute: what stands out, 17 goals, what is not known."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from sdgwijzer import html
from sdgwijzer.components import copy_link
from sdgwijzer.frame import context, say
from sdgwijzer.goals import GOALS
from sdgwijzer.model import Trend
from sdgwijzer.texts import frame_of_pages, headings, screens, sentences
from sdgwijzer.views import signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.signals import Kind

MOST: Final = 5  # strengths, and points of attention, that are shown
NAMED: Final = 3  # of the newest indicators


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    own = found.municipality
    say.title(screens.overview(own.name))
    copy_link(screens.overview_of(own.name), key="copy")
    shown = found.cards(context.indicators(), courses=False, named=False)
    waiting = list(context.waiting().values())
    stands_out = signals.signals(shown)
    by_goal = {
        goal.number: [each for each in stands_out if each.card.indicator.main_goal == goal.number]
        for goal in GOALS
    }
    columns = []
    for kind in (Kind.STRENGTH, Kind.ATTENTION):
        mine = [each for each in stands_out if each.kind is kind]
        columns.append((sentences.KINDS[kind], signals.spread_over_goals(mine, MOST), len(mine)))
    figures = [card for card in shown if card.own.value is not None]
    goals = {card.indicator.main_goal for card in figures}
    lines = {number: sentences.stands_out(by_goal[number]) for number in goals}
    nothing = screens.NONE_CERTAIN if figures else headings.NO_FIGURES
    st.html(
        html.block(
            html.paragraph(screens.known(len(figures), len(shown), len(waiting), len(goals))),
            html.paragraph(context.beside_line(found)),
            html.highlights(columns, found.pairs, nothing),
            html.heading(screens.ALL_GOALS),
            html.tiles(shown, waiting, lines, found.pairs),
            html.paragraph(sentences.SIGNALS_NOTE, "quiet"),
            '<div class="columns"><section>',
            html.heading(screens.NEW),
            html.plain_list(_new(figures)),
            html.links([(html.link("nieuw", found.pairs), frame_of_pages.ALL_NEWS)]),
            "</section><section>",
            html.heading(screens.UNKNOWN),
            html.plain_list(_open(shown, len(waiting))),
            "</section></div>",
            sheet=True,
        )
    )
    context.downloads("", found, [own.nis_code], [card.indicator.id for card in shown])


def _new(figures: Sequence[Card]) -> list[str]:
    """The newest figures of this municipality."""
    years = [card.own.year for card in figures if card.own.year is not None]
    if not years:
        return [headings.NO_FIGURES]
    newest = [card.indicator.name for card in figures if card.own.year == max(years)]
    retrieved = max(context.provenance()["retrieved"].astype(str))
    return screens.newest(max(years), newest[:NAMED], len(newest), retrieved)


def _open(shown: Sequence[Card], waiting: int) -> list[str]:
    """What this overview leaves open."""
    there = {card.indicator.main_goal for card in shown if card.own.value is not None}
    gaps = Counter(sentences.why_missing(card) for card in shown if card.own.value is None)
    judged = [card for card in shown if card.own.value is not None and not is_context(card)]
    old = sum(card.old for card in judged)
    short = sum(card.trend is Trend.UNKNOWN and not card.old for card in judged)
    empty = [f"{goal.number}. {goal.name}" for goal in GOALS if goal.number not in there]
    return screens.not_known(empty, gaps, old, short, waiting)


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
