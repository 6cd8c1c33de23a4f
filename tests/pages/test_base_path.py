"""`streamlit run app.py --server.baseUrlPath sdg`, on a machine whose network answers nothing."""

import os
import re
import socket
import statistics
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import swept
from tests.pages.conftest import patient, served
from tests.pages.test_browser import PATIENCE, choose, words

HANDSHAKE = (
    "GET /sdg/_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dmVyem9ubmVuIHNsZXV0ZQ==\r\n\r\n"
)
SILENCE = '''
"""Every connection outside this machine is written down, and fails after a second."""
import sys, time

def watch(event, given):
    if event in ("socket.connect", "socket.sendto"):
        host = given[1][0] if isinstance(given[1], tuple) else "localhost"
    elif event == "socket.getaddrinfo":
        host = given[0] or "localhost"
    else:
        return
    if str(host) not in ("127.0.0.1", "::1", "0.0.0.0", "localhost"):
        with open({log!r}, "a") as log:
            log.write(f"{{event}} {{host}}\\n")
        time.sleep(1)
        raise OSError("no network answers")

sys.addaudithook(watch)
'''


@pytest.fixture(scope="module")
def silent(data, tmp_path_factory):
    """Address of the app, and the file that names what it asked outside this machine."""
    folder = tmp_path_factory.mktemp("silent")
    asked = folder / "asked.txt"
    (folder / "sitecustomize.py").write_text(SILENCE.format(log=str(asked)))
    found = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    # on 127.0.0.1 alone Streamlit would need no other address to show
    with served(data, "sdg", address="0.0.0.0", PYTHONPATH=found) as url:
        yield url, asked


def seconds(url):
    """How long the health address takes."""
    start = time.perf_counter()
    urllib.request.urlopen(f"{url}/_stcore/health", timeout=30).close()
    return time.perf_counter() - start


def handshake(url, origin):
    """First line of the answer to a websocket handshake."""
    host = urlsplit(url).netloc
    with socket.create_connection(host.split(":"), timeout=30) as connection:
        connection.sendall(HANDSHAKE.format(host=host, origin=origin).encode())
        return connection.recv(1000).decode().partition("\r\n")[0]


def test_handshakes_from_another_site_hold_up_nobody_and_ask_nobody(silent):
    url, asked = silent
    before = statistics.median(seconds(url) for _ in range(9))
    with ThreadPoolExecutor(6) as visitors:
        foreign = [visitors.submit(handshake, url, "https://evil.example") for _ in range(5)]
        during = [visitors.submit(seconds, url).result() for _ in range(5)]
    assert {each.result() for each in foreign} == {"HTTP/1.1 403 Forbidden"}
    assert max(during) <= max(5 * before, 0.5)
    assert handshake(url, url.removesuffix("/sdg")) == "HTTP/1.1 101 Switching Protocols"
    assert not asked.exists(), asked.read_text()


@swept
@pytest.mark.browser
def test_pages_map_downloads_and_links_stay_below_the_base_path(silent, browser):
    url, asked = silent
    context = browser.new_context(
        base_url=url.removesuffix("/sdg"),
        permissions=["clipboard-read", "clipboard-write"],
        accept_downloads=True,
    )
    page = patient(context.new_page())
    page.goto("/sdg")
    expect(page.locator("svg[data-drawn='285']")).to_be_visible(timeout=PATIENCE)
    assert (page.url, page.evaluate("document.documentElement.lang")) == (f"{url}/", "nl")
    page.goto("/sdg//Overzicht/?gemeente=Harelbeke")
    expect(page.get_by_role("heading", level=1, name="Harelbeke", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    assert page.url == f"{url}/overzicht?gemeente=Harelbeke"
    page.locator(".share summary").click(timeout=PATIENCE)
    page.get_by_role("button", name="Kopieer de link").click(timeout=PATIENCE)
    expect(page.get_by_text("Gekopieerd: ")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert b"Harelbeke" in download.value.path().read_bytes()
    page.get_by_role("link", name="Geen armoede", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Geen armoede")).to_be_visible(
        timeout=PATIENCE
    )
    words(page)
    assert page.url.startswith(f"{url}/doel?gemeente=Harelbeke")
    assert page.locator("link[rel=canonical]").get_attribute("href") == page.url
    page.get_by_role("link", name="Vergelijk", exact=True).click()
    expect(page).to_have_url(re.compile("/sdg/vergelijk"), timeout=PATIENCE)
    words(page)
    choose(page, "Gemeente", "Kuurne")
    expect(page).to_have_url(re.compile("gemeente=Kuurne"), timeout=PATIENCE)
    assert page.locator("link[rel=canonical]").count() == 0  # else a phone shares the page before
    context.close()
    assert not asked.exists(), asked.read_text()
