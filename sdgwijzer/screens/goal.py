"""`/doel`: one goal: what stands out, its indicators by theme, the plan, the peers side by side."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from sdgwijzer import html
from sdgwijzer.components import copy_link
from sdgwijzer.frame import context, say
from sdgwijzer.goals import GOALS
from sdgwijzer.links import parameters as link
from sdgwijzer.model import Status
from sdgwijzer.texts import frame_of_pages, headings, screens, sentences
from sdgwijzer.texts.names import unknown_goal
from sdgwijzer.texts.targets import TARGETS
from sdgwijzer.views import signals
from sdgwijzer.views.cards import Card, counts, is_context
from sdgwijzer.views.signals import Kind, Signal


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    number = found.goal
    if number is None:
        _choose(found)
        return
    own, goal = found.municipality, GOALS[number - 1]
    say.title(f"SDG {goal.number}: {goal.name}")
    indicators = {id_: item for id_, item in context.indicators().items() if number in item.goals}
    later = [item for item in context.waiting().values() if item.main_goal == number]
    if not indicators:
        say.note(headings.EMPTY_GOAL)
        st.html(html.block(html.waiting(later, found.pairs), _neighbours(found, number)))
        return
    shown = found.cards(indicators)
    main = [card for card in shown if card.indicator.main_goal == number]
    also = [card for card in shown if card.indicator.main_goal != number]
    said = {card.indicator.id: sentences.sentence(card, own.name, found.label) for card in shown}
    stands_out = signals.signals(main)
    count = counts(shown, number)
    st.html(
        html.block(
            html.paragraph(f"{own.name}. {context.beside_line(found)}"),
            html.paragraph(sentences.distribution(count)),
            html.signals(stands_out, said, found.pairs) if count.with_figure else "",
        )
    )
    copy_link(screens.goal_of(goal.number, own.name), key="copy")
    if main:
        st.html(html.block(html.heading(screens.BY_THEME)))
        _list(found, main, stands_out, said)
    parts = []
    if also:
        parts.append(html.heading(headings.ALSO))
        parts += [] if main else _legend(found, also)
        parts.append(_cards(found, also, said))
    names = [own.name, *(row.name for row in found.named)]
    caption = headings.side_by_side_caption(goal.name)
    parts.append(html.heading(headings.SIDE_BY_SIDE))
    parts.append(html.paragraph(screens.marks(own.name), "quiet"))
    parts.append(
        html.side_by_side([*main, *also], names, context.medians(found), found.pairs, caption)
    )
    store = context.current_store()
    actions = store.plan_actions(own.nis_code).to_dict("records")
    budgets = store.plan_budgets(own.nis_code).to_dict("records")
    parts.append(html.plan(actions, budgets, number))
    parts.append(_targets(shown, number))
    parts.append(html.waiting(later, found.pairs))
    st.html(html.block(*parts, _neighbours(found, number)))
    context.downloads(f"sdg{number}-", found, found.codes, list(indicators))


_FILTERS: Final[dict[str, Callable[[Card, Kind | None], bool]]] = {
    "alles": lambda card, kind: True,
    "sterk": lambda card, kind: kind is Kind.STRENGTH,
    "aandacht": lambda card, kind: kind in (Kind.ATTENTION, Kind.QUESTION),
    "beter": lambda card, kind: _judged(card) is Status.GOOD,
    "vergelijkbaar": lambda card, kind: _judged(card) is Status.MIDDLE,
    "minder-goed": lambda card, kind: _judged(card) is Status.POOR,
    "geen-oordeel": lambda card, kind: (
        card.own.value is not None and _judged(card) is Status.UNKNOWN
    ),
}


def _list(
    found: context.Choices, main: Sequence[Card], stands_out: Sequence[Signal], said: dict[str, str]
) -> None:
    """The indicators, by theme or by another order, all or a part of them."""
    left, right = st.columns(2)
    with left:
        chosen = link.choice("toon", screens.FILTER, screens.SHOWN)
    with right:
        order = link.choice("sorteer", screens.ORDER, screens.SORTED)
    kinds = {each.card.indicator.id: each.kind for each in stands_out}
    mine = [card for card in main if _FILTERS[chosen](card, kinds.get(card.indicator.id))]
    parts = [html.paragraph(screens.shown(len(mine), len(main))), *_legend(found, mine)]
    if not mine:
        parts.append(html.paragraph(screens.NONE_SHOWN))
    elif order == "thema":
        for key, name in context.themes().items():
            of_theme = [card for card in mine if card.indicator.theme == key]
            if of_theme:
                parts += [html.heading(name, 3), _cards(found, of_theme, said)]
    else:
        parts.append(_cards(found, _ordered(mine, order), said))
    st.html(html.block(*parts))


def _legend(found: context.Choices, cards: Sequence[Card]) -> list[str]:
    """What the strips show, where there are any."""
    if not any(card.shared for card in cards):
        return []
    assert found.municipality is not None
    legend = screens.LEGEND.format(place=found.municipality.name)
    return [
        html.paragraph(
            legend if found.peers.flanders else f"{legend} {screens.LEGEND_PEERS}", "quiet"
        )
    ]


def _ordered(cards: Sequence[Card], order: str) -> list[Card]:
    """Sorted; what has no position comes last."""
    if order == "naam":
        return sorted(cards, key=lambda card: card.indicator.name)
    turned = 1 if order == "zwakste-eerst" else -1
    known = [card for card in cards if _judged(card) is not Status.UNKNOWN]
    rest = [card for card in cards if _judged(card) is Status.UNKNOWN]
    return [*sorted(known, key=lambda card: turned * (card.percentile or 0.0)), *rest]


def _judged(card: Card) -> Status:
    """The status that the words beside the card say."""
    return Status.UNKNOWN if is_context(card) else card.status


def _cards(found: context.Choices, cards: Sequence[Card], said: dict[str, str]) -> str:
    peers = () if found.peers.flanders else found.peers.codes
    return html.indicator_list(cards, said, found.pairs, context.spreads(), peers)


def _targets(cards: Sequence[Card], number: int) -> str:
    """The UN's targets of this goal that these figures say something about."""
    codes = {code for card in cards for code in card.indicator.un_targets}
    mine = sorted(
        (code for code in codes if code.split(".")[0] == str(number)),
        key=lambda code: (len(code), code),
    )
    if not mine:
        return ""
    return html.heading(screens.UN_TARGETS) + html.facts((code, TARGETS[code]) for code in mine)


def _neighbours(found: context.Choices, number: int) -> str:
    """Links to the goals before and after, and back to the overview."""
    links = [(html.link("overzicht", found.pairs), screens.BACK)]
    for goal, words in (
        (number - 1, screens.previous_goal),
        (number + 1, screens.next_goal),
    ):
        if 1 <= goal <= len(GOALS):
            href = html.link("doel", [*found.pairs, ("doel", str(goal))])
            links.append((href, words(goal, GOALS[goal - 1].name)))
    return html.links(links)


def _choose(found: context.Choices) -> None:
    """No goal (or an unknown one) in the link: offer all."""
    say.title(frame_of_pages.PAGES["doel"])
    text = str(st.session_state.get("doel") or "")
    say.note(unknown_goal(text) if text else headings.CHOOSE_GOAL)
    links = [
        (
            html.link("doel", [*found.pairs, ("doel", str(goal.number))]),
            f"{goal.number}. {goal.name}",
        )
        for goal in GOALS
    ]
    st.html(html.block(html.links(links)))


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
