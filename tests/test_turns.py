"""Files and pages are made few at a time, in order, and all who ask for one are answered."""

import asyncio
import contextlib
import threading
import time

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from sdgwijzer.serving import answer
from sdgwijzer.views import turns
from tests.make import awaited


def request():
    scope = {"type": "http", "method": "GET", "path": "/x", "query_string": b"", "headers": []}
    return Request(scope | {"path_params": {"name": "x"}, "server": ("sdg.example", 80)})


def test_no_more_are_made_at_once_and_all_are_answered():
    now, most = 0, 0
    lock = threading.Lock()

    def slow(*_):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1
        return PlainTextResponse("klaar")

    async def crowd():
        made = answer.Maker(lambda: None).endpoint(slow)
        return await asyncio.gather(*(made(request()) for _ in range(20)))

    found = awaited(crowd())
    assert [each.status_code for each in found] == [200] * 20
    assert most <= answer.MAKERS


def test_one_that_fails_gives_its_turn_to_the_next():
    def broken(*_):
        raise ZeroDivisionError("verzonnen")

    async def crowd():
        made = answer.Maker(lambda: None).endpoint(broken)
        return await asyncio.gather(*(made(request()) for _ in range(5)))

    assert {each.status_code for each in awaited(crowd())} == {500}


def test_who_came_first_is_served_first_and_nobody_passes():
    """A semaphore gives a turn that comes free to whoever asks then; here it is handed over."""
    queue, order = turns.Turns(1), []

    def visit(number):
        with queue:
            order.append(number)

    with queue:
        visitors = [threading.Thread(target=visit, args=(number,)) for number in range(8)]
        for number, each in enumerate(visitors):
            each.start()
            while queue.waiting <= number:
                time.sleep(0.001)
    visit("newcomer")  # asks at once, while eight wait
    for each in visitors:
        each.join()
    assert order == [*range(8), "newcomer"]


def test_pages_have_so_many_turns_and_what_fails_gives_its_own_back():
    queue, lock, now, most = turns.Turns(3), threading.Lock(), 0, 0

    def visit():
        nonlocal now, most
        with contextlib.suppress(ZeroDivisionError), queue:
            with lock:
                now, most = now + 1, max(most, now + 1)
            time.sleep(0.005)
            with lock:
                now -= 1
            raise ZeroDivisionError("verzonnen")

    visitors = [threading.Thread(target=visit) for _ in range(20)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    assert (now, most) == (0, 3)
    assert queue.waiting == 0
