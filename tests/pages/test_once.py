"""Visitors who ask the same at once wait for one answer."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from sdgwijzer.views.once import once


def test_answer_is_worked_on_once_for_all_who_ask_at_once():
    worked = []

    @once(2)
    def double(number):
        worked.append(number)
        time.sleep(0.05)
        return 2 * number

    with ThreadPoolExecutor(8) as visitors:
        answers = list(visitors.map(double, [3] * 8))
    assert answers == [6] * 8
    assert worked == [3]


def test_only_so_many_answers_are_kept():
    worked = []

    @once(1)
    def note(number):
        worked.append(number)

    for number in (1, 1, 2, 1):
        note(number)
    assert worked == [1, 2, 1]


def test_failure_is_not_kept():
    tries = []

    @once(1)
    def fail():
        tries.append(1)
        raise ValueError("verzonnen")

    for _ in range(2):
        with pytest.raises(ValueError, match="verzonnen"):
            fail()
    assert len(tries) == 2
