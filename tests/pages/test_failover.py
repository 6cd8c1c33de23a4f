"""Two processes behind nginx as `deploy.serve` makes it: one is killed, and its visitor goes on."""

import os
import re
import signal
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import TimeoutError, expect

from deploy import front
from sdgwijzer.texts.frame_of_pages import CONNECTION
from tests.conftest import swept
from tests.pages.conftest import free_port, patient, started, stop
from tests.pages.test_browser import PATIENCE, words
from tests.pages.test_connection import LINK, choose, shows
from tests.pages.test_nginx import NGINX, running

pytestmark = [
    pytest.mark.browser,
    swept,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]


@contextmanager
def behind_nginx(apps):
    """Address of nginx in front of these."""
    port = free_port()
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o711)  # root's nginx works as another user
        places = [urlsplit(each).netloc for each in apps]
        path = f"{folder}/nginx.conf"
        with open(path, "w", encoding="utf-8") as file:
            file.write(front.configuration(places, f"127.0.0.1:{port}", folder))
        with running(folder, path, port) as url:
            yield url


@pytest.fixture
def two(data, app_url):
    """Address of nginx; the process that can be killed; that process' address.

    The other one is the app that all tests share. Nobody starts the first one again, as
    `deploy.serve` does: the page must go on on the other.
    """
    process, own = started(data)
    with behind_nginx([own, app_url]) as url:
        yield url, process, own
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        stop(process)


def talks(url):
    """Has a process open connections, which are websockets: nginx keeps no others?"""
    port = f"{urlsplit(url).port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as file:
        rows = [line.split()[1:4] for line in file.readlines()[1:]]
    return any(near.endswith(f":{port}") and state == "01" for near, _, state in rows)


@pytest.fixture
def visit(browser, two):
    """A page at rest, in a browser whose seat is at the process that can be killed."""
    url, _, own = two
    for seat in range(256):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sdg_wijzer", "value": f"{seat:02x}", "url": url}])
        page = patient(context.new_page())
        page.goto(url + LINK)
        words(page)
        if talks(own):
            break
        context.close()
    yield page
    context.close()


def test_choice_that_a_killed_process_had_not_taken_is_told(visit, two):
    url, process, own = two
    process.send_signal(signal.SIGSTOP)  # the choice is shown, and nobody takes it any more
    choose(visit, "Kuurne")
    process.kill()
    process.wait()
    expect(visit.get_by_text(CONNECTION["again"])).to_be_visible(timeout=PATIENCE)
    shows(visit, "Harelbeke")
    goes_on(visit, url)
    assert not talks(own)


def test_choice_at_the_death_of_a_process_is_kept_or_told(visit, two):
    url, process, own = two
    again = visit.get_by_text(CONNECTION["again"])
    visit.set_default_timeout(6000)
    process.kill()
    with suppress(TimeoutError):  # the page may be read anew while its list is open
        choose(visit, "Kuurne")
    process.wait()
    visit.wait_for_timeout(5000)
    shows(visit, "Harelbeke" if again.is_visible() else "Kuurne")
    goes_on(visit, url)
    assert not talks(own)


def goes_on(page, url):
    """A choice and a link lead where they should."""
    choose(page, "Zwevegem")
    shows(page, "Zwevegem")
    expect(page.get_by_text(CONNECTION["again"])).not_to_be_visible()
    page.get_by_role("link", name="Geen armoede", exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(url) + r"/doel\?gemeente=Zwevegem&doel=1$"))
    words(page)
