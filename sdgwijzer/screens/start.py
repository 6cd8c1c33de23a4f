"""`/`: what this is, before a municipality is chosen: a map to click, an example, what is new."""

import streamlit as st

from sdgwijzer import failures, html, serving
from sdgwijzer.components import areas, choose_on_map
from sdgwijzer.errors import StoreError
from sdgwijzer.frame import context, say
from sdgwijzer.goals import GOALS
from sdgwijzer.texts import frame_of_pages, headings, screens, site

EXAMPLE = ("Harelbeke", "Zwevegem,Deerlijk,Kuurne")


def show() -> None:
    say.title(site.APP)
    st.html(html.block(html.paragraph(site.TAGLINE, "lead")))
    say.note(headings.NO_MUNICIPALITY)
    coloured = areas.plain(context.reference())
    choose_on_map(
        coloured.areas,
        outlines=serving.outlines_address(),
        label=frame_of_pages.MAP_CHOOSE,
        legend=coloured.legend,
        own=None,
        peers=(),
        key="map",
        on_choice=context.take_from_map,
    )
    own, others = EXAMPLE
    example = html.link("vergelijk", [("gemeente", own), ("vergelijk", others)])
    st.html(
        html.block(
            html.paragraph(frame_of_pages.MAP_SOURCE, "quiet"),
            html.heading(screens.WHAT),
            html.plain_list(screens.WHAT_LINES),
            html.links(
                [(example, screens.EXAMPLE), (html.link("verantwoording", []), screens.HOW)]
            ),
            html.heading(screens.NEW),
            _new(),
            html.links([(html.link("nieuw", []), frame_of_pages.ALL_NEWS)]),
            html.heading(headings.GOALS_CAPTION),
            html.goals_key([(goal.number, goal.name, goal.colour) for goal in GOALS]),
        )
    )


def _new() -> str:
    """The sources whose files are the newest."""
    try:
        rows = context.provenance()
    except StoreError as error:
        return html.paragraph(failures.sentence(error, "", {}))
    rows = rows.sort_values(["published", "retrieved"], ascending=False).head(6)
    lines = [
        screens.source_news(row["publisher"], row["title"], row["published"], row["retrieved"])
        for row in rows.fillna("").astype(str).to_dict("records")
    ]
    return html.plain_list(lines)


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
