"""The sentence of an indicator: number, zero, gaps, mergers, certainty, trend; and what stands out.

Figures here are made up; the last tests read the sentences of all municipalities.
"""

import re
from dataclasses import replace

import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import (
    Against,
    Chance,
    Direction,
    Flag,
    Missing,
    Pace,
    Reliability,
    Status,
    Trend,
)
from sdgwijzer.texts import aloud, sentences
from sdgwijzer.texts.groups import Group
from sdgwijzer.views import cards, signals
from sdgwijzer.views.cards import Aim, Card, Figure
from sdgwijzer.views.counts import Counts
from sdgwijzer.views.signals import Kind, Rule

ENTRIES = catalogue.read(paths.catalogue())
POVERTY = ENTRIES.by_id["armoederisico"]
PERMITS = ENTRIES.by_id["renovatievergunningen"]
PEOPLE = ENTRIES.by_id["inwoners"]
NOBODY = Group(0, "", "")
NEIGHBOURS = Group(9, "buurgemeenten", "")


def card(item=POVERTY, **changes):
    """A made-up card: 6,1 % in 2022, middle of 285, median 7,0 %, falling since 2015."""
    facts = {
        "indicator": item,
        "own": Figure("99999", 2022, 6.1),
        "peers": (),
        "old": False,
        "flag": "",
        "beside_peers": False,
        "common_year": 2022,
        "compared": 6.1,
        "pooled_from": None,
        "small": False,
        "low": None,
        "high": None,
        "strict": None,
        "rank": 101.0,
        "n": 285,
        "equal": 0,
        "percentile": 64.8,
        "reference": 7.0,
        "flanders": 7.0,
        "status": Status.MIDDLE,
        "status_reason": Reason.NO_CHANCE,
        "aim": None,
        "trend": Trend.IMPROVING,
        "clear": True,
        "slope": -0.2,
        "trend_from": 2015,
        "trend_to": 2022,
        "turned": None,
        "against": Against.SLOWER,
        "against_p": 0.001,
        "reliability": Reliability.MIDDLE,
        "series": (),
        "medians": (),
        "group_medians": (),
    }
    return Card(**facts | changes)


def said(*args, group=NOBODY, **changes):
    return sentences.sentence(card(*args, **changes), "Verzonnegem", group).replace("\u00a0", " ")


def test_whole_sentence():
    assert said() == (
        "In 2022 leefde 6,1 % van de inwoners van Verzonnegem onder de armoedegrens, minder dan in "
        "184 van de 284 andere gemeenten; dat is vergelijkbaar met de mediaan van Vlaanderen "
        "(7,0 %); sinds 2015 daalt het cijfer duidelijk, en dat is een verbetering, maar trager "
        "dan in de andere gemeenten."
    )


@pytest.mark.parametrize(
    ("rank", "equal", "n", "expected"),
    [
        (1.0, 0, 285, "minder dan in alle 284 andere gemeenten"),
        (285.0, 0, 285, "meer dan in alle 284 andere gemeenten"),
        (143.0, 284, 285, "evenveel als in alle 284 andere gemeenten"),
        (60.5, 119, 285, "evenveel als in 119 van de 284 andere gemeenten"),
        (284.0, 0, 285, "meer dan in 283 van de 284 andere gemeenten"),
        (1.0, 0, 2, "minder dan in de andere gemeente"),
    ],
)
def test_place_counts_those_with_more_or_less(rank, equal, n, expected):
    assert f", {expected};" in said(rank=rank, equal=equal, n=n)


def test_higher_is_better_turns_the_rank_and_not_the_words():
    item = POVERTY.model_copy(update={"direction": Direction.HIGHER_IS_BETTER})
    assert ", meer dan in alle 284 andere gemeenten;" in said(item, rank=1.0)


def test_place_beside_peers_names_them():
    text = said(group=NEIGHBOURS, beside_peers=True, n=10, rank=4.0)
    assert "minder dan in 6 van de 9 buurgemeenten" in text
    assert "de mediaan (7,0 %)" in text
    assert "maar trager dan bij de buurgemeenten" in text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "leefde 0 % van de inwoners"),
        (0.01, "leefde minder dan 0,1 % van de inwoners"),
        (0.06, "leefde 0,1 % van de inwoners"),
        (100.0, "leefde 100,0 % van de inwoners"),
    ],
)
def test_zero_and_almost_zero(value, expected):
    assert expected in said(own=Figure("99999", 2022, value))


@pytest.mark.parametrize(
    ("value", "expected"), [(1, "1 inwoner,"), (2, "2 inwoners,"), (0, "0 inw")]
)
def test_number_of_people_agrees(value, expected):
    text = said(PEOPLE, own=Figure("99999", 2022, value), status=Status.UNKNOWN)
    assert f"telde Verzonnegem {expected}" in text


@pytest.mark.parametrize("missing", list(Missing))
def test_gap_says_why_and_nothing_else(missing):
    text = said(own=Figure("99999", None, None, missing), rank=None)
    assert text.startswith("Voor Verzonnegem is er geen cijfer over “Inwoners onder de armoedegr")
    assert text.count(".") == 1
    assert not re.search(r"\d", text)


def test_gap_of_a_merged_municipality_says_that_parts_cannot_be_combined():
    text = said(own=Figure("99999", None, None, Missing.MERGED))
    assert text.endswith(": de cijfers van de vroegere gemeenten kan je niet samenvoegen.")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"status": Status.GOOD},
            "; dat is beter dan de mediaan van Vlaanderen (7,0 %), maar hoeve",
        ),
        (
            {"status": Status.POOR, "status_reason": ""},
            "; dat is minder goed dan de mediaan van Vl",
        ),
        ({"status": Status.GOOD, "status_reason": ""}, "(7,0 %), en meer dan toeval;"),
        (
            {"low": 5.0, "high": 8.0},
            "; het verschil met de mediaan van Vlaanderen (7,0 %) kan toev",
        ),
        (
            {"status": Status.UNKNOWN, "status_reason": Reason.TIES},
            "; veel gemeenten hebben hetzelfde cijfer, dus is er geen oordeel;",
        ),
        (
            {"status": Status.UNKNOWN, "status_reason": Reason.SMALL},
            "; het aantal is te klein voor een oordeel;",
        ),
        (
            {"status": Status.UNKNOWN, "status_reason": Reason.OTHER_YEAR, "common_year": 2023},
            "; de meeste andere gemeenten hebben een cijfer van 2023, dus vergelijken we niet;",
        ),
        ({"old": True, "status": Status.UNKNOWN}, "; dat cijfer is te oud voor een oordeel."),
    ],
)
def test_certainty(changes, expected):
    assert expected in said(**changes)


def test_stock_beyond_the_median_does_not_speak_of_chance():
    item = POVERTY.model_copy(update={"chance": Chance.NONE})
    text = said(item, status=Status.GOOD, status_reason="")
    assert "; dat is beter dan de mediaan van Vlaanderen (7,0 %);" in text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"trend": Trend.UNCLEAR},
            "; sinds 2015 is er geen duidelijke richting, maar tegenover de",
        ),
        (
            {"trend": Trend.STABLE, "against": Against.EQUAL},
            "; sinds 2015 bleef het cijfer bijna g",
        ),
        ({"trend": Trend.UNKNOWN}, "; voor een trend zijn er te weinig jaren."),
        (
            {"trend": Trend.WORSENING, "slope": 0.2, "clear": False, "against": Against.FASTER},
            "; sinds 2015 stijgt het cijfer, en dat is een achteruitgang, maar minder dan in de an",
        ),
        (
            {"trend": Trend.UNCLEAR, "turned": 2019, "against": Against.UNCLEAR},
            "; sinds 2015 is er geen duidelijke richting (in 2019 keerde het cijfer om).",
        ),
        ({"against": Against.FASTER}, "een verbetering, sneller dan in de andere gemeenten."),
        ({"against": Against.EQUAL}, "een verbetering, even snel als in de andere gemeenten."),
        ({"against": Against.UNKNOWN}, "en dat is een verbetering."),
    ],
)
def test_trend(changes, expected):
    assert expected in said(**changes)


def test_target_says_whose_how_far_and_the_pace():
    aim = Aim(5.0, 2030, "Verzonnen plan", own=True, status=Status.POOR, pace=Pace.TOO_SLOW)
    text = said(aim=aim)
    assert "; het eigen doel (5,0 % tegen 2030) is nog ver weg, en het tempo is te laag;" in text
    text = said(aim=replace(aim, own=False, year=None, status=Status.GOOD, pace=Pace.UNKNOWN))
    assert "; het doel (5,0 %) is bereikt;" in text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"flag": Flag.PROVISIONAL}, "(voorlopig cijfer)"),
        ({"flag": Flag.SUMMED}, "(samengeteld uit de vroegere gemeenten)"),
        ({"pooled_from": 2020, "compared": 5.5}, "(2020-2022 samen: 5,50 per 1.000 inwoners, "),
        ({"small": True}, "(klein aantal)"),
    ],
)
def test_notes(changes, expected):
    assert expected in said(PERMITS, **changes)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"status": Status.POOR, "strict": (8.0, 9.0), "trend": Trend.STABLE}, Rule.WEAK),
        ({"status": Status.POOR, "strict": (8.0, 9.0)}, Rule.WEAK_IMPROVING),
        ({"status": Status.POOR, "strict": (8.0, 9.0), "trend": Trend.UNKNOWN}, Rule.WEAK_NO_TREND),
        ({"status": Status.POOR, "against": Against.EQUAL}, Rule.WEAK_UNSURE),
        ({}, Rule.BEHIND),
        ({"against_p": 0.01}, None),
        ({"status": Status.GOOD, "strict": (5.0, 6.5), "against": Against.EQUAL}, Rule.BETTER),
        ({"status": Status.GOOD, "strict": (5.0, 7.5), "against": Against.EQUAL}, None),
        (
            {"status": Status.GOOD, "trend": Trend.WORSENING, "against_p": 0.5},
            Rule.BETTER_WORSENING,
        ),
        ({"turned": 2019, "trend": Trend.UNCLEAR, "against": Against.EQUAL}, Rule.TURNED),
        ({"old": True}, None),
    ],
)
def test_what_stands_out_follows_the_rules(changes, rule):
    found = signals.signals([card(PERMITS, **changes)])
    assert [each.rule for each in found] == ([rule] if rule else [])


def test_own_target_that_is_far_goes_before_the_peers():
    aim = Aim(5.0, 2030, "Verzonnen plan", own=True, status=Status.POOR, pace=Pace.UNKNOWN)
    found = signals.signals([card(PERMITS, aim=aim)])
    assert [(each.rule, each.kind) for each in found] == [(Rule.TARGET_FAR, Kind.ATTENTION)]


def test_amounts_of_money_do_not_fall_behind_by_inflation():
    item = ENTRIES.by_id["beschikbaar_inkomen"]
    assert signals.signals([card(item)]) == []


def test_context_never_stands_out():
    assert signals.signals([card(PEOPLE, status=Status.UNKNOWN)]) == []


def test_every_rule_has_words_and_a_kind():
    assert set(sentences.RULES) == set(Rule) == set(signals.KINDS)
    assert set(sentences.KINDS) == set(Kind)
    assert all(sentences.rule(each)[-1] in ".?" for each in Rule)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "Nog geen cijfers per gemeente"),
        (Counts(1, 1, 1, 0, 0, 0, 0, 0, 0, 0), "De indicator heeft een cijfer: 1 beter."),
        (Counts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), "De indicator heeft geen cijfer."),
        (Counts(6, 2, 1, 0, 0, 1, 0, 0, 0, 0), "hebben een cijfer: 1 beter; daarnaast 1 zonder"),
        (Counts(9, 7, 2, 3, 1, 1, 2, 0, 0, 0), "7 van de 9 indicatoren hebben een cijfer: 2 bete"),
    ],
)
def test_distribution_of_a_goal(count, expected):
    assert expected in sentences.distribution(count)


def test_every_indicator_with_figures_has_its_own_words(database):
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    assert [item.id for item in ENTRIES if fetched[item.id] and not item.sentence] == []


PLACES = ["Harelbeke", "Antwerpen", "Herstappe", "Pajottegem", "Knokke-Heist", "Baarle-Hertog"]


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("words", [(), ("buurgemeenten",), ("gelijkaardig",), ("provincie",)])
def test_goals_read_without_a_false_start(database, name, words):
    known = municipalities.load()
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    entries = {item.id: item for item in ENTRIES if fetched[item.id]}
    text = aloud.goals(database, known, entries, known.find(name).nis_code, words)
    lines = [line for line in text.replace("\u00a0", " ").split("\n") if line]
    assert len(lines) > 100
    for line in lines:
        assert not re.search(r"nan|None|  | ,|,,|;;|\.\.|\?\.|[{}]|\( |\b0,0 %", line), line
    said_ = [line for line in lines if re.match(r"In (19|20)\d\d ", line)]
    assert len(said_) > 60
    assert all(line.endswith(".") and line.count("(") == line.count(")") for line in said_)


def test_words_agree_with_the_figures_of_all_municipalities(database):
    """What a sentence says of more, less and better is true for every place and figure."""
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    entries = {item.id: item for item in ENTRIES if fetched[item.id]}
    ids, checked = ["werkzoekendengraad", "nieuwe_woningen", "covid_vaccinatie", "vestigingen"], 0
    for id_ in ids:
        cross = database.cross_section(id_)
        values = cross.set_index("nis_code")["common_value"].dropna()
        for code in values.index[::7]:
            one = cards.cards_of(database, {id_: entries[id_]}, code, (), courses=False)[0]
            if one.own.year != one.common_year:
                continue
            lower, higher = one.position
            assert lower == (values < values[code]).sum()
            assert higher == (values > values[code]).sum()
            checked += 1
    assert checked > 100
