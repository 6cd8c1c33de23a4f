"""`/nieuw`: what updates changed, over all municipalities and for the one that is chosen."""

from itertools import groupby
from typing import Final

import streamlit as st

from sdgwijzer import html, serving
from sdgwijzer.frame import context, say
from sdgwijzer.texts import frame_of_pages, numbers
from sdgwijzer.texts import news as words
from sdgwijzer.views import news

MOST: Final = 40  # updates that are listed
MOST_CELLS: Final = 200  # numbers of the own municipality


def show() -> None:
    say.title(frame_of_pages.PAGES["nieuw"])
    store, entries = context.current_store(), context.indicators()
    found = news.news(store, entries)
    parts = [html.paragraph(words.INTRO), html.links([(serving.FEED_ADDRESS, words.FEED)])]
    if not found:
        parts.append(html.paragraph(words.NOTHING))
    own = context.choices().municipality
    if own is not None and found:
        cells = news.of_place(store, entries, context.reference(), own.nis_code)
        parts.append(html.heading(words.of_place(own.name)))
        if cells:
            rows = [words.row(cell) for cell in cells[:MOST_CELLS]]
            parts.append(html.plain_table(words.PLACE_HEAD, rows, words.of_place(own.name)))
        else:
            parts.append(html.paragraph(words.none_of_place(own.name)))
    for day, updates in groupby(found[:MOST], key=lambda each: each.day):
        parts.append(html.heading(numbers.day(day)))
        for each in updates:
            parts.append(html.heading(words.headline(each), 3))
            parts.append(html.plain_list(words.lines(each.items)))
    if len(found) > MOST:
        parts.append(html.paragraph(words.MORE.format(count=len(found) - MOST), "quiet"))
    parts.append(html.heading(words.SOURCES))
    sources = context.provenance().sort_values(["retrieved", "published"], ascending=False)
    rows_ = [
        (row.publisher, row.title, numbers.day(row.published), numbers.day(row.retrieved))
        for row in sources.fillna("").itertuples()
    ]
    parts.append(html.plain_table(words.SOURCES_HEAD, rows_, words.SOURCES))
    st.html(html.block(*parts))


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
