"""`/doel`: one goal, its indicators, the peers side by side."""

import streamlit as st

from sdgwijzer import html, signals, texts, views
from sdgwijzer.goals import GOALS
from sdgwijzer.pages import context
from sdgwijzer.texts import sentences


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    number = found.goal
    if number is None:
        _choose(found)
        return
    own, goal = found.municipality, GOALS[number - 1]
    st.title(f"SDG {goal.number}: {goal.name}")
    indicators = {id_: item for id_, item in context.indicators().items() if number in item.goals}
    later = [item for item in context.waiting().values() if item.main_goal == number]
    if not indicators:
        st.info(texts.EMPTY_GOAL)
        st.html(html.block(html.waiting(later, found.pairs)))
        return
    shown = found.cards(indicators)
    main = [card for card in shown if card.indicator.main_goal == number]
    also = [card for card in shown if card.indicator.main_goal != number]
    names = [own.name, *(row.name for row in found.named)]
    who = context.beside_line(found)
    said = {card.indicator.id: sentences.sentence(card, own.name, found.label) for card in shown}
    count = views.counts(shown, number)
    parts = [html.paragraph(f"{own.name}. {who}"), html.paragraph(sentences.distribution(count))]
    parts.append(html.signals(signals.signals(main), said, found.pairs) if main else "")
    parts += [html.heading(texts.INDICATORS)]
    parts.append(
        html.indicator_list(main, said, found.pairs) if main else html.paragraph(texts.EMPTY_GOAL)
    )
    if also:
        parts += [html.heading(texts.ALSO), html.indicator_list(also, said, found.pairs)]
    parts += [
        html.heading(texts.SIDE_BY_SIDE),
        html.side_by_side(
            [*main, *also], names, found.pairs, texts.side_by_side_caption(goal.name)
        ),
    ]
    store = context.current_store()
    actions = store.plan_actions(own.nis_code).to_dict("records")
    budgets = store.plan_budgets(own.nis_code).to_dict("records")
    parts.append(html.plan(actions, budgets, number))
    st.html(html.block(*parts, html.waiting(later, found.pairs)))
    context.downloads(f"sdg{number}-", found, found.codes, list(indicators))


def _choose(found: context.Choices) -> None:
    """No goal (or an unknown one) in the link: offer all."""
    st.title("Doelstelling")
    text = str(st.session_state.get("doel", ""))
    st.info(texts.unknown_goal(text) if text else texts.CHOOSE_GOAL)
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
