"""Told to end (SIGTERM), the site finishes what it began and takes nothing new."""

import os
import signal
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import docx
import pytest

from tests.conftest import swept
from tests.pages.conftest import started

pytestmark = pytest.mark.browser


def made(url):
    asked = urllib.request.Request(
        f"{url}/rapport/maken?gemeente=Herstappe", data=b"soort=docx&doelen=1", method="POST"
    )
    with urllib.request.urlopen(asked, timeout=120) as answer:
        return answer.status, answer.read()


def refuses(url):
    """Does it take no connections any more, within a while?"""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2).close()
        except urllib.error.URLError as error:
            if isinstance(error.reason, ConnectionRefusedError):
                return True
        except OSError:  # it was on its way while the door closed
            pass
        time.sleep(0.1)
    return False


def workers(pid):
    """What a process has started, by what runs in it."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as found:
        return found.read().split()


@swept
@pytest.mark.skipif(not os.path.isdir("/proc"), reason="processes can be seen on Linux")
def test_report_that_is_made_is_finished_and_nothing_new_begins(data):
    process, url = started(data)
    with ThreadPoolExecutor(1) as asking:
        coming = asking.submit(made, url)
        until = time.monotonic() + 30
        while not workers(process.pid) and time.monotonic() < until:
            time.sleep(0.02)
        assert not coming.done()
        process.send_signal(signal.SIGTERM)
        assert refuses(url)
        status, body = coming.result()
    assert status == 200
    assert docx.Document(BytesIO(body)).paragraphs
    assert process.wait(30) in (0, -signal.SIGTERM)
