"""`/indicator`: one indicator: course, distribution, map, table, what it means and whose it is."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from sdgwijzer import charts, html, serving, sources
from sdgwijzer.components import areas, choose_on_map, copy_link
from sdgwijzer.frame import context, say
from sdgwijzer.goals import GOALS
from sdgwijzer.links import parameters as link
from sdgwijzer.model import Indicator, Missing
from sdgwijzer.texts import (
    analyst,
    benchmark,
    frame_of_pages,
    headings,
    indicator_page,
    numbers,
    sentences,
)
from sdgwijzer.texts.names import unknown_indicator
from sdgwijzer.texts.words import short_missing
from sdgwijzer.views import analysis
from sdgwijzer.views.cards import Card
from sdgwijzer.views.differences import difference


def show() -> None:
    found = context.municipality_needed()
    entries = context.indicators()
    item = entries.get(found.indicator or "")
    later = context.waiting().get(found.indicator or "")
    if later is not None:
        _announce(later)
        return
    if item is None:
        _choose(found, entries)
        return
    assert found.municipality is not None
    own = found.municipality
    card = found.cards({item.id: item})[0]
    origin = context.provenance().set_index("source").loc[item.source].to_dict()
    say.title(item.name)
    figure = str(st.session_state.get("figuur") or link.FIGURES[0])
    if figure != link.FIGURES[0]:
        st.html(html.block(html.paragraph(_whom(found, card))))
        if card.shared or figure == ALONE:
            _FIGURES[figure](found, card)
        words = (origin["publisher"], origin["title"], origin["licence"], origin["retrieved"])
        st.html(html.block(html.paragraph(indicator_page.source_line(*words), "quiet")))
        if not st.context.is_embedded:
            st.html(html.block(html.links([(_address(found, item), indicator_page.WHOLE_PAGE)])))
        return
    goal = GOALS[item.main_goal - 1]
    to_goal = html.link("doel", [*found.pairs, ("doel", str(goal.number))])
    st.html(
        html.block(
            html.trail([(to_goal, f"{goal.number}. {goal.name}")]),
            html.paragraph(_whom(found, card)),
            html.paragraph(item.description),
            html.paragraph(sentences.sentence(card, own.name, found.label), "sentence"),
            html.headline(card),
            _each(found, card),
        )
    )
    copy_link(indicator_page.indicator_of(item.name, own.name), key="copy")
    figures = [name for name in _FIGURES if card.shared or name == ALONE]
    for name in figures:
        _FIGURES[name](found, card)
    flags = context.current_store().series([own.nis_code], item.id)["flag"].dropna().unique()
    context.downloads(f"{item.id}-", found, found.codes, [item.id])
    st.html(
        html.block(
            _flanders(item),
            html.heading(indicator_page.HOW_TO_READ),
            html.plain_list(indicator_page.how_to_read(card, own.name)),
            html.heading(indicator_page.BEWARE),
            html.plain_list(indicator_page.beware(card, list(flags))),
        )
    )
    _analysis(found, card)
    st.html(
        html.block(
            html.heading(headings.ABOUT),
            html.facts(headings.about(item, origin, GOALS)),
            html.heading(indicator_page.EMBED),
            html.paragraph(indicator_page.EMBED_HELP),
            html.links(
                [
                    (_address(found, item, name) + embed, f"{indicator_page.FIGURES[name]}{words}")
                    for embed, words in (
                        ("", ""),
                        ("&amp;embed=true", f", {indicator_page.TO_EMBED}"),
                    )
                    for name in figures
                ]
            ),
        )
    )


def _whom(found: context.Choices, card: Card) -> str:
    """The place, and whom it is compared with."""
    assert found.municipality is not None
    alone = indicator_page.not_shared(card)
    return f"{found.municipality.name}. {alone or context.beside_line(found)}"


def _each(found: context.Choices, card: Card) -> str:
    """The municipalities that were chosen by name, one by one beside the own one."""
    if found.default or not found.named or card.own.value is None or card.indicator.owner:
        return ""
    assert found.municipality is not None
    own, item = found.municipality.name, card.indicator
    lines = []
    for row, figure in zip(found.named, card.peers, strict=True):
        if figure.value is None or figure.year is None:
            lines.append(
                indicator_page.each_missing(row.name, figure.missing or Missing.NOT_PUBLISHED)
            )
            continue
        value = numbers.quantity(figure.value, item.unit, item.decimals)
        verdict = difference(item, card.own, figure).verdict
        lines.append(indicator_page.each(row.name, value, figure.year, verdict, own, card.own.year))
    return html.heading(indicator_page.EACH) + html.plain_list(lines)


def _flanders(item: Indicator) -> str:
    """The figure of the whole Flemish Region from Eurostat, where there is one."""
    series = context.current_store().benchmark(item.id)
    if not series:
        return ""
    address = html.outside(benchmark.LINK.format(dataset=series[-1][3]))
    return (
        html.heading(benchmark.TITLE)
        + "".join(html.paragraph(line) for line in benchmark.lines(series, item))
        + html.links([(address, benchmark.OPEN)])
    )


def _course(found: context.Choices, card: Card) -> None:
    """The years, and all figures behind the lines."""
    assert found.municipality is not None
    own, item, store = found.municipality, card.indicator, context.current_store()
    shown = (own,) if item.owner else (own, *found.named)
    names = {row.nis_code: row.name for row in shown}
    observations = store.series(list(names), item.id)
    parts = store.parts(own.nis_code, item.id)
    merged = own.valid_from.year if len(parts) else None
    st.html(html.block(html.heading(headings.COURSE)))
    say.chart(charts.course(card, observations, parts, names, merged), "course")
    st.html(html.block(html.heading(headings.FIGURES), html.years(observations, names, item)))


def _distribution(found: context.Choices, card: Card) -> None:
    """How many municipalities have which value."""
    values = context.spreads()[card.indicator.id].dropna()
    assert found.municipality is not None
    there = found.municipality.nis_code in values.index
    own = indicator_page.distribution_own(found.municipality.name, there=there)
    legend = f"{indicator_page.DISTRIBUTION_LEGEND} {own}"
    legend += f" {indicator_page.DISTRIBUTION_PEERS}" if _marked(found) else ""
    picture = html.distribution(card, values, _marked(found))
    if picture:
        st.html(
            html.block(
                html.heading(indicator_page.DISTRIBUTION), picture, html.paragraph(legend, "quiet")
            )
        )


def _map(found: context.Choices, card: Card) -> None:
    """All municipalities on the map; one that is chosen becomes the municipality of the page."""
    item = card.indicator
    assert found.municipality is not None
    assert card.common_year is not None
    st.html(html.block(html.heading(frame_of_pages.MAP)))
    cross = _cross(item)
    colours = link.COLOURS[-1]
    if item.direction.sign:
        colours = link.choice("kleur", frame_of_pages.MAP_COLOURS, frame_of_pages.map_colours(item))
    coloured = (areas.by_status if colours == link.COLOURS[0] else areas.by_value)(cross, item)
    choose_on_map(
        coloured.areas,
        outlines=serving.outlines_address(),
        label=frame_of_pages.map_of(item.name, card.common_year),
        legend=coloured.legend,
        own=found.municipality.nis_code,
        peers=_marked(found),
        key="map",
        on_choice=context.take_from_map,
    )
    st.html(html.block(html.paragraph(frame_of_pages.MAP_SOURCE, "quiet")))


def _table(found: context.Choices, card: Card) -> None:
    """All municipalities in a table: the map and the distribution in words and numbers."""
    item = card.indicator
    others = [(key, value) for key, value in found.pairs if key != "gemeente"]
    table = html.ranking(
        _cross(item), item, card.own.nis_code, _marked(found), [*others, ("indicator", item.id)]
    )
    cross = _cross(item)
    gaps = Counter(_gap(row) for row in cross.to_dict("records") if pd.isna(row["common_value"]))
    counted = indicator_page.ranked(int(cross["common_value"].notna().sum()), gaps)
    heading = html.heading(f"{indicator_page.TABLE}, {card.common_year}")
    st.html(html.block(heading, html.paragraph(counted), table))


def _gap(row: Mapping[Any, Any]) -> str:
    """Why a municipality has no figure in the year that is compared."""
    if pd.isna(row["missing"]):
        return indicator_page.ANOTHER_YEAR
    return short_missing(str(row["missing"]))


ALONE: Final = "verloop"  # the figure that needs no other municipalities
_FIGURES: dict[str, Callable[[context.Choices, Card], None]] = {
    "verloop": _course,
    "verdeling": _distribution,
    "kaart": _map,
    "tabel": _table,
}


def _cross(item: Indicator) -> pd.DataFrame:
    return context.cross_section(item.id)


def _marked(found: context.Choices) -> tuple[str, ...]:
    """Peers that are marked among all: not when they are all of Flanders."""
    return () if found.peers.flanders else found.peers.codes


def _address(found: context.Choices, item: Indicator, figure: str = "") -> str:
    choices = [*found.pairs, ("indicator", item.id), ("figuur", figure)]
    return html.link("indicator", choices)


def _analysis(found: context.Choices, card: Card) -> None:
    """What the context lets one expect, and how other methods read the series."""
    assert found.municipality is not None
    own = found.municipality.nis_code
    readings, expected = analysis.analysis(
        context.current_store(), card, _cross(card.indicator), context.likeness(), own
    )
    if expected is not None:
        text = html.paragraph(analyst.expected(card, expected))
        st.html(html.block(html.heading(analyst.EXPECTED), text))
    if readings:
        with st.expander(analyst.TITLE):
            table = html.plain_table(analyst.HEAD, analyst.lines(card, readings), analyst.TITLE)
            st.html(html.block(html.paragraph(analyst.NOTE), table))


def _announce(item: Indicator) -> None:
    """An entry that waits for its first update: what it will be, and whose."""
    source = sources.load(item.source)
    say.title(item.name)
    say.note(headings.not_fetched(source.publisher, source.title))
    origin: dict[str, Any] = {
        "publisher": source.publisher,
        "title": source.title,
        "homepage": source.homepage,
        "licence": source.licence,
        "published": "",
        "retrieved": "",
    }
    st.html(html.block(html.facts(headings.about(item, origin, GOALS))))


def _choose(found: context.Choices, entries: dict[str, Indicator]) -> None:
    """No indicator (or an unknown one) in the link: offer all, by goal."""
    say.title(frame_of_pages.PAGES["indicator"])
    say.note(unknown_indicator(found.indicator) if found.indicator else headings.CHOOSE_INDICATOR)
    parts = []
    for goal in GOALS:
        mine = [item for item in entries.values() if item.main_goal == goal.number]
        if mine:
            parts.append(html.heading(f"{goal.number}. {goal.name}"))
            parts.append(html.links([(_address(found, item), item.name) for item in mine]))
    st.html(html.block(*parts))


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
