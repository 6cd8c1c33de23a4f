"""The mark of a figure says how certain its judgement is, and each sign means one thing."""

import dataclasses
from itertools import chain

import pytest

from sdgwijzer import html
from sdgwijzer.content import Judgement, Paragraph, Styled
from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import Margin, Signal, Status
from sdgwijzer.screens.legend import legend
from sdgwijzer.texts import words
from sdgwijzer.texts.compare import DIFFERENCE
from sdgwijzer.views import cards, marks
from sdgwijzer.views.marks import Mark
from sdgwijzer.views.peers import FLANDERS, Peers

HARELBEKE = "34013"
KNOWN = (Margin.YEARS, Margin.COUNTS, Margin.PUBLISHED)


@pytest.fixture(scope="module")
def shown(dataset):
    """All cards of Harelbeke beside Flanders."""
    found = dataset.indicators(HARELBEKE)
    return dataset.cards(found, HARELBEKE, Peers((FLANDERS,), ()), courses=False)


@pytest.mark.parametrize("margin", KNOWN)
def test_known_margin_fills_the_mark(margin):
    assert marks.of(Status.GOOD, margin) is Mark.GOOD
    assert marks.of(Status.POOR, margin) is Mark.POOR


def test_estimated_margin_leaves_it_open_and_says_so():
    good, poor = (marks.of(each, Margin.ESTIMATED) for each in (Status.GOOD, Status.POOR))
    assert (words.MARK[good].symbol, words.MARK[poor].symbol) == ("△", "◇")
    assert words.mark_words(poor) == "minder goed, geschatte marge"
    assert words.mark_words(Mark.POOR) == "minder goed"


def test_between_the_references_has_its_own_word():
    assert marks.of(Status.MIDDLE, Margin.YEARS) is Mark.MIDDLE
    between = marks.of(Status.MIDDLE, Margin.YEARS, Reason.BETWEEN)
    assert words.MARK[between].symbol == words.MARK[Mark.MIDDLE].symbol == "○"
    assert words.MARK[between].text == words.STATUS_REASON[Reason.BETWEEN]


def test_without_judgement_there_is_no_mark():
    assert marks.of(Status.UNKNOWN, Margin.YEARS, Reason.SMALL) is Mark.NONE
    assert words.MARK[Mark.NONE].symbol == ""


def test_every_sign_means_one_thing():
    tables = (words.MARK, words.STATUS, words.AIM, words.TREND, words.AGAINST, DIFFERENCE)
    meant = {}
    for word in chain.from_iterable(table.values() for table in tables):
        meant.setdefault(word.symbol, set()).add(word.style)
    assert meant["▲"] == meant["△"] == {"good"}
    assert meant["◆"] == meant["◇"] == {"poor"}
    assert not {"▼", "▽", "●"} & set(meant)
    shared = {word.symbol for word in (*words.MARK.values(), *words.AIM.values())}
    assert not (shared - {""}) & {word.symbol for word in words.AGAINST.values()}
    assert not (shared - {""}) & {word.symbol for word in words.TREND.values()}


def test_context_is_higher_or_lower_than_the_middle_one(shown):
    context = [card for card in shown if cards.is_context(card)]
    found = {marks.mark(card) for card in context}
    assert found == {Mark.HIGHER, Mark.LOWER, Mark.NONE}
    for card in context:
        mark = marks.mark(card)
        if mark is not Mark.NONE:
            assert (card.compared > card.reference) == (mark is Mark.HIGHER)
            assert not card.indicator.measure.additive


def test_mark_of_a_card_follows_its_status_and_margin(shown):
    for card in (card for card in shown if not cards.is_context(card)):
        mark = marks.mark(card)
        assert words.MARK[mark].style == words.STATUS[card.status].style
        assert mark.estimated == (
            card.margin is Margin.ESTIMATED and card.status in (Status.GOOD, Status.POOR)
        )
        assert mark.judged == (card.status is not Status.UNKNOWN)


def test_ring_is_for_strengths_and_points_of_attention_that_the_mark_agrees_with(shown):
    ringed = [card for card in shown if marks.ring(card)]
    assert ringed
    assert {card.signal for card in ringed} <= {Signal.STRENGTH, Signal.ATTENTION}
    card = ringed[0]
    assert not marks.ring(dataclasses.replace(card, signal=Signal.QUESTION))
    assert not marks.ring(dataclasses.replace(card, signal=None))
    assert not marks.ring(dataclasses.replace(card, status=Status.MIDDLE))


def said(paragraph):
    return [f"{r.symbol} {r.text}" if isinstance(r, Judgement) else r.text
            for r in paragraph.runs if isinstance(r, Judgement | Styled)]  # fmt: skip


def test_legend_names_the_marks_of_the_page_and_no_other():
    every = legend(list(Mark), rings=True)
    assert said(every) == [
        "▲△ beter",
        "○ geen duidelijk verschil",
        "◆◇ minder goed",
        "↑ hoger",
        "↓ lager",
        words.FILLED,
        words.OUTLINED,
        words.RINGED,
    ]
    few = legend([Mark.GOOD, Mark.BETWEEN])
    assert said(few) == ["▲ beter", f"○ {words.BETWEEN}", words.FILLED]
    assert legend([Mark.NONE]) is None


def test_ring_stands_around_the_sign_and_not_around_the_word():
    word = words.MARK[Mark.GOOD]
    for strong in (True, False):
        run = Judgement(word.text, word.symbol, word.style, strong=strong, ring=True)
        assert '<span aria-hidden="true" class="ring">▲</span>' in html.block([Paragraph((run,))])
        plain = Judgement(word.text, word.symbol, word.style, strong=strong)
        assert "ring" not in html.block([Paragraph((plain,))])


@pytest.mark.parametrize("code", ["34040", "73028", "11002", "23106"])
def test_figure_of_a_peer_has_the_mark_that_its_own_page_gives_it(dataset, code):
    """Zwevegem, Herstappe, Antwerpen and a merged one, beside Harelbeke and by themselves."""
    whole, found = Peers((FLANDERS,), ()), dataset.indicators(None)
    alone = dataset.cards(found, code, whole, courses=False)
    beside = dataset.cards(found, HARELBEKE, whole, named=[code], courses=False)
    mine = {card.indicator.id: marks.mark(card) for card in alone}
    theirs = {
        card.indicator.id: marks.of_figure(card.indicator, card.peers[0], card.middle)
        for card in beside
    }
    own = {c.indicator.id: marks.of_figure(c.indicator, c.own, c.middle) for c in alone}
    assert mine == theirs == own
    assert len({*mine.values()}) > 3
