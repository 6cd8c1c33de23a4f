"""`/verken`: for analysts: two indicators against each other, and figures by place and year."""

import re
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from sdgwijzer import charts, html
from sdgwijzer.components import copy_link
from sdgwijzer.frame import context, say
from sdgwijzer.judgement.association import association
from sdgwijzer.links import parameters as link
from sdgwijzer.model import Indicator, Missing
from sdgwijzer.texts import numbers, screens, words
from sdgwijzer.texts.names import unknown_indicator

MOST: Final = 8  # indicators in the table
PERIOD: Final = ("from", "to")  # controls of the first and the last year of the table
FIRST: Final = ("armoederisico", "werkzoekendengraad")  # shown when nothing was chosen


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    entries = context.indicators()
    say.title(screens.EXPLORE)
    st.html(html.block(html.paragraph(screens.EXPLORE_INTRO)))
    x, y = _axes(entries)
    _scatter(found, entries, x, y)
    ids = _table(found, entries)
    copy_link(screens.explore_of(found.municipality.name), key="copy")
    context.downloads("verken-", found, found.codes, list(dict.fromkeys([x, y, *ids])))


def _axes(entries: context.Entries) -> tuple[str, str]:
    """Two indicators; what the link does not know becomes the first ones, with a notice."""
    ids = list(entries)
    for name, first in zip(("x", "y"), FIRST, strict=True):
        wanted = st.session_state.get(name)
        if wanted not in entries:
            if wanted:
                say.warning(unknown_indicator(str(wanted)))
            st.session_state[name] = first if first in entries else ids[0]
    left, right = st.columns(2)
    with left:
        x = st.selectbox(screens.AXIS_X, ids, key="x", format_func=lambda id_: entries[id_].name)
    with right:
        y = st.selectbox(screens.AXIS_Y, ids, key="y", format_func=lambda id_: entries[id_].name)
    return str(x), str(y)


def _scatter(found: context.Choices, entries: context.Entries, x: str, y: str) -> None:
    """All municipalities as dots, with what may and may not be concluded."""
    assert found.municipality is not None
    spreads, known = context.spreads(), context.reference().today
    both = pd.DataFrame({"x": spreads.get(x), "y": spreads.get(y)}, index=list(known)).dropna()
    both["name"] = [known[code].name for code in both.index]
    cards = found.cards({id_: entries[id_] for id_ in (x, y)}, courses=False)
    years = {card.indicator.id: card.common_year for card in cards}
    st.html(html.block(html.heading(screens.scatter(entries[x].name, entries[y].name))))
    if x == y or len(both) < 2:
        say.note(screens.SCATTER_NEEDS_TWO)
        return
    marked = () if found.peers.flanders else found.peers.codes
    own, name = found.municipality.nis_code, found.municipality.name
    chart = charts.scatter(
        both,
        (entries[x], years[x]),
        (entries[y], years[y]),
        own,
        marked,
        association(both["x"], both["y"]),
    )
    say.chart(chart, "scatter")
    shown = both.loc[[code for code in found.codes if code in both.index]]
    rows = [
        (
            row.name,
            numbers.number(row.x, entries[x].decimals),
            numbers.number(row.y, entries[y].decimals),
        )
        for row in shown.itertuples(index=False)
    ]
    head = [screens.PLACE, *(screens.axis(entries[id_], years[id_]) for id_ in (x, y))]
    absent = [] if own in both.index else [screens.scatter_without(name, alone=not rows)]
    table = [html.plain_table(head, rows, screens.SCATTER_TABLE)] if rows else []
    st.html(html.block(*map(html.paragraph, absent), *table))
    say.warning(screens.CORRELATION)


def _table(found: context.Choices, entries: context.Entries) -> list[str]:
    """Figures of the own municipality and its peers, by place and year; returns the indicators."""
    st.html(html.block(html.heading(screens.PIVOT)))
    unknown = link.keep_known("reeks", entries)
    if unknown:
        say.warning(screens.unknown_choices(unknown))
    if above := link.keep_first("reeks", MOST):
        say.warning(screens.too_many_choices([entries[id_].name for id_ in above], MOST))
    left, right = st.columns([2, 1])
    with left:
        ids = st.multiselect(
            screens.CHOOSE_INDICATORS,
            list(entries),
            key="reeks",
            format_func=lambda id_: entries[id_].name,
            placeholder=screens.PIVOT_HINT,
            max_selections=MOST,
            select_all=False,
        )
    with right:
        layout = link.choice("rijen", screens.PIVOT_LAYOUT, screens.PIVOT_LAYOUTS)
    names = {row.nis_code: row.name for row in (found.municipality, *found.named) if row}
    store = context.current_store()
    rows = store.series(list(names))
    rows = rows[rows["indicator_id"].isin(ids)]
    if rows.empty:
        return list(ids)
    first, last = _years(rows)
    rows = rows[rows["year"].between(first, last)]
    if layout == "jaren":
        parts = []
        for id_ in ids:
            mine = rows[rows["indicator_id"] == id_]
            parts += [html.heading(entries[id_].name, 3), html.years(mine, names, entries[id_])]
        st.html(html.block(*parts))
    else:
        st.html(html.block(_places(rows, names, [entries[id_] for id_ in ids])))
    return list(ids)


def _years(rows: pd.DataFrame) -> tuple[int, int]:
    """The period, as it stands in the link."""
    there = sorted({int(year) for year in rows["year"]})
    if len(there) == 1:
        return there[0], there[0]
    wanted = [
        text for text in (st.session_state.get("jaren") or []) if re.fullmatch(r"\d{4}", text)
    ]
    asked = [int(text) for text in wanted] or there
    within = [year for year in there if min(asked) <= year <= max(asked)] or there
    ends = within[0], within[-1]
    for column, name, year in zip(st.columns(2), PERIOD, ends, strict=True):
        st.session_state[name] = year
        with column:
            st.selectbox(screens.PERIOD[name], there, key=name, on_change=_period_to_link)
    return ends


@say.guarded
def _period_to_link() -> None:
    st.session_state["jaren"] = [str(st.session_state[name]) for name in PERIOD]


def _places(rows: pd.DataFrame, names: dict[str, str], items: Sequence[Indicator]) -> str:
    """Municipalities in the rows; per indicator the last year of the period with a value."""
    known = rows[rows["value"].notna()].sort_values("year")
    last = known.groupby(["nis_code", "indicator_id"]).last()
    table = []
    for code, name in names.items():
        cells = [name]
        for item in items:
            if (code, item.id) not in last.index:
                cells.append(words.short_missing(Missing.NOT_PUBLISHED))
                continue
            row = last.loc[(code, item.id)]
            value = numbers.quantity(float(row["value"]), item.unit, item.decimals)
            cells.append(screens.in_year(value, int(row["year"])))
        table.append(cells)
    return html.plain_table([screens.PLACE, *(item.name for item in items)], table, screens.PIVOT)


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
