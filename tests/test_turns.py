"""Files are made few at a time, and all who ask for one are answered."""

import asyncio
import threading
import time

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from sdgwijzer.serving import answer


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

    found = asyncio.run(crowd())
    assert [each.status_code for each in found] == [200] * 20
    assert most <= answer.MAKERS


def test_one_that_fails_gives_its_turn_to_the_next():
    def broken(*_):
        raise ZeroDivisionError("verzonnen")

    async def crowd():
        made = answer.Maker(lambda: None).endpoint(broken)
        return await asyncio.gather(*(made(request()) for _ in range(5)))

    assert {each.status_code for each in asyncio.run(crowd())} == {500}
