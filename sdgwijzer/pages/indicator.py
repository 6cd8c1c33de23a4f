"""`/indicator`: one indicator: course, ranking, table, source."""

import streamlit as st

from sdgwijzer import charts, html, sources, texts, views
from sdgwijzer.goals import GOALS
from sdgwijzer.model import Indicator
from sdgwijzer.pages import context
from sdgwijzer.texts import analyst, sentences
from sdgwijzer.views import Card


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    own, entries = found.municipality, context.indicators()
    item = entries.get(found.indicator or "")
    later = context.waiting().get(found.indicator or "")
    if later is not None:
        _announce(later)
        return
    if item is None:
        _choose(found, entries)
        return
    store = context.current_store()
    card = found.cards({item.id: item})[0]
    names = {row.nis_code: row.name for row in (own, *found.named)}
    st.title(item.name)
    st.html(
        html.block(
            html.paragraph(f"{own.name}. {context.beside_line(found)}"),
            html.paragraph(item.description),
            html.paragraph(sentences.sentence(card, own.name, found.label), "sentence"),
            html.headline(card),
        )
    )
    observations = store.series(found.codes, item.id)
    st.header(texts.COURSE)
    parts = store.parts(own.nis_code, item.id)
    context.show(charts.course(card, observations, parts, names), "course")
    if card.common_year is not None and item.owner is None:
        st.header(texts.RANKING)
        cross = store.cross_section(item.id)
        context.show(
            charts.ranking(cross, item, own.nis_code, found.peers.codes, card.common_year),
            "ranking",
        )
    st.header(texts.FIGURES)
    st.html(html.block(html.years(observations, names, item)))
    context.downloads(f"{item.id}-", found, found.codes, [item.id])
    _analysis(found, card)
    st.header(texts.ABOUT)
    origin = store.provenance().set_index("source").loc[item.source]
    st.html(html.block(html.facts(texts.about(item, origin.to_dict(), GOALS))))


def _analysis(found: context.Choices, card: Card) -> None:
    """What the context lets one expect, and how other methods read the series."""
    assert found.municipality is not None
    own = found.municipality.nis_code
    readings, expected = views.analysis(context.current_store(), card, context.likeness(), own)
    if expected is not None:
        st.header(analyst.EXPECTED)
        st.html(html.block(html.paragraph(analyst.expected(card, expected))))
    if readings:
        with st.expander(analyst.TITLE):
            table = html.plain_table(analyst.HEAD, analyst.lines(card, readings), analyst.TITLE)
            st.html(html.block(html.paragraph(analyst.NOTE), table))


def _announce(item: Indicator) -> None:
    """An entry that waits for its first update: what it will be, and whose."""
    source = sources.load(item.source)
    st.title(item.name)
    st.info(texts.not_fetched(source.publisher, source.title))
    origin = {
        "publisher": source.publisher,
        "title": source.title,
        "homepage": source.homepage,
        "licence": source.licence,
        "published": "",
        "retrieved": "",
    }
    st.html(html.block(html.facts(texts.about(item, origin, GOALS))))


def _choose(found: context.Choices, entries: dict[str, Indicator]) -> None:
    """No indicator (or an unknown one) in the link: offer all."""
    st.title("Indicator")
    st.info(texts.unknown_indicator(found.indicator) if found.indicator else texts.CHOOSE_INDICATOR)
    links = [
        (html.link("indicator", [*found.pairs, ("indicator", id_)]), item.name)
        for id_, item in entries.items()
    ]
    st.html(html.block(html.links(links)))


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
