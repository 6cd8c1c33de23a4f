"""What votes say: the examples of the rules, and what must hold for all votes."""

from fractions import Fraction
from itertools import islice, pairwise, permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sdgwijzer.workroom.rules import (
    CLASSES,
    Agreement,
    Counts,
    Quadrant,
    bands,
    dots,
    people,
    quadrant,
    share,
    shown,
)

EXAMPLES = {  # 1 to 5: interpolated median, first and third quartile, word
    (0, 1, 0, 10, 9): ("4.400", 4, 5, Agreement.UNITED),
    (2, 1, 6, 10, 1): ("3.600", 3, 4, Agreement.UNITED),
    (0, 2, 9, 14, 10): ("3.964", 3, 5, Agreement.MIXED),
    (3, 6, 10, 12, 4): ("3.350", 2.5, 4, Agreement.MIXED),
    (10, 2, 3, 4, 16): ("4.125", 1, 5, Agreement.DIVIDED),
    (8, 0, 0, 0, 24): ("4.833", 4, 5, Agreement.DIVIDED),
    (2, 0, 0, 0, 2): ("3.000", 1, 5, Agreement.DIVIDED),
}
COUNTS = st.tuples(*(st.integers(0, 40) for _ in CLASSES)).filter(any).map(Counts)


def test_examples():
    for given_counts, (median, first, third, word) in EXAMPLES.items():
        counts = Counts(given_counts)
        assert f"{float(counts.median):.3f}" == median, given_counts
        assert counts.quartiles == (first, third), given_counts
        assert counts.agreement is word, given_counts


def test_nobody_says_nothing():
    nobody = Counts((0, 0, 0, 0, 0))
    assert nobody.n == 0
    assert (nobody.median, nobody.quartiles, nobody.agreement) == (None, None, None)
    assert share(0, 0) is None


@pytest.mark.parametrize("counts", [(1, 2, 3, 4), (1, 2, 3, 4, 5, 6), (0, 0, -1, 0, 0)])
def test_counts_are_five_numbers_from_nought(counts):
    with pytest.raises(ValueError, match="five counts"):
        Counts(counts)


def test_scores_are_one_to_five():
    assert Counts.from_scores([5, 1, 1, 3]) == Counts((2, 0, 1, 0, 1))
    with pytest.raises(ValueError, match=r"found \[0, 6\]"):
        Counts.from_scores([0, 6, 3])


@given(COUNTS)
def test_upside_down_is_upside_down(counts):
    turned = Counts(counts.of[::-1])
    assert turned.median == 6 - counts.median
    first, third = counts.quartiles
    assert turned.quartiles == (6 - third, 6 - first)
    assert turned.agreement is counts.agreement


@given(COUNTS, st.data())
def test_median_never_falls_when_a_score_rises(counts, data):
    lower = [score for score in CLASSES[:-1] if counts.of[score - 1]]
    assume(lower)
    score = data.draw(st.sampled_from(lower))
    to = data.draw(st.integers(score + 1, 5))
    raised = list(counts.of)
    raised[score - 1] -= 1
    raised[to - 1] += 1
    assert Counts(tuple(raised)).median >= counts.median


@given(COUNTS)
def test_median_stays_near_the_middle_score(counts):
    scores = [score for score, count in zip(CLASSES, counts.of, strict=True) for _ in range(count)]
    middle = Fraction(scores[(len(scores) - 1) // 2] + scores[len(scores) // 2], 2)
    assert abs(counts.median - middle) <= Fraction(1, 2)


@given(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=30), st.randoms())
def test_order_of_votes_is_irrelevant(scores, random):
    shuffled = random.sample(scores, len(scores))
    assert Counts.from_scores(shuffled) == Counts.from_scores(scores)


def test_quadrants():
    low, high = Fraction(2), Fraction(4)
    assert quadrant(high, high) is Quadrant.NOW
    assert quadrant(high, low) is Quadrant.TOGETHER
    assert quadrant(low, high) is Quadrant.IF_POSSIBLE
    assert quadrant(low, low) is Quadrant.NOT_NOW
    for near in (Fraction(11, 4), Fraction(3), Fraction(13, 4)):
        assert quadrant(near, high) is Quadrant.ON_BORDER
        assert quadrant(low, near) is Quadrant.ON_BORDER
    assert quadrant(Fraction(274, 100), Fraction(326, 100)) is Quadrant.IF_POSSIBLE
    assert quadrant(high, high, border=(Fraction(9, 2), Fraction(3))) is Quadrant.IF_POSSIBLE


def test_five_by_two_is_not_two_by_five():
    assert quadrant(Fraction(5), Fraction(2)) is not quadrant(Fraction(2), Fraction(5))


def test_bands():
    chosen = dict(zip("ABCDEF", (21, 20, 18, 12, 11, 3), strict=True))
    titles = {key: key for key in chosen}
    assert bands(chosen, titles, 35) == [["A", "B"], ["C"], ["D", "E"], ["F"]]
    assert bands({}, {}, 35) == []
    titles |= {"A": "wijk", "B": "Ééns", "E": "aa", "D": "aa"}
    assert bands(chosen, titles, 35)[2] == ["D", "E"]
    assert bands(chosen, titles, 35)[0] == ["B", "A"]  # accents and capitals do not count


@given(st.dictionaries(st.integers(), st.integers(0, 50), max_size=30), st.integers(0, 200))
def test_bands_hold_all_in_order(chosen, voters):
    titles = {key: str(key) for key in chosen}
    made = bands(chosen, titles, voters)
    assert sorted(each for band in made for each in band) == sorted(chosen)
    for before, after in pairwise(made):
        most = max(chosen[each] for each in before)
        assert min(chosen[each] for each in before) > max(chosen[each] for each in after)
        assert most - max(chosen[each] for each in after) > max(2, -(-voters // 20))
    for order in islice(permutations(chosen), 5):
        assert [
            set(band) for band in bands({key: chosen[key] for key in order}, titles, voters)
        ] == [set(band) for band in made]


def test_people_are_counted_once():
    ideas = {"I2": ["p9", "p1", "p2", "p3"], "I5": ["p1", "p2", "p3", "p4"]}
    assert people(ideas, ["I2", "I5"]) == 5
    proposals = {"V3": "abc", "V9": "bcd"}
    assert people(proposals, ["V3", "V9"]) == 4
    assert people(proposals, ["V7"]) == 0


def test_shares_are_half_up():
    assert share(21, 35) == 60
    assert share(1, 8) == 13  # 12.5
    assert share(3, 8) == 38  # 37.5
    assert share(0, 3) == 0


def test_few_are_not_shown():
    assert not shown(4)
    assert shown(5)


def test_dots_are_at_most_half_of_the_proposals():
    assert [dots(5, proposals) for proposals in (2, 3, 8, 10, 30)] == [1, 1, 4, 5, 5]
