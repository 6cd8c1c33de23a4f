"""A running app and a real browser, for the tests that click."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from filelock import FileLock

from sdgwijzer import paths
from tests.conftest import WHOLE

NAMES = (
    "chromium-headless-shell",  # draws no window of its own
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
SECONDS_TO_START = 60
SECONDS_TO_END = 300  # of a worker, when another has no tests left
WATCH = """
window.refused = []
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  window.refused.push(`${violatedDirective} ${blockedURI}`))
"""
"""Keeps what the policy of a page refuses to run or load."""


def browser_path():
    """An installed Chromium or Chrome, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def served(data, base="", log=subprocess.DEVNULL, address="127.0.0.1", **settings):
    """Address of the app, served as `make run` does, on a data folder.

    Args:
        data: the data folder.
        base: `server.baseUrlPath`.
        log: where its output goes.
        address: that it listens on.
        settings: of the environment.
    """
    process, url = started(data, base, log, address, **settings)
    try:
        yield url
    finally:
        stop(process)


def started(data, base="", log=subprocess.DEVNULL, address="127.0.0.1", **settings):
    """The process of the app and its address, once it answers; see `served`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.address", address, "--server.baseUrlPath", base],
        cwd=paths.ROOT,
        env={**os.environ, "SDGWIJZER_DATA": str(data), **settings},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
    for _ in range(SECONDS_TO_START * 4):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
            return process, url
        except OSError:
            assert process.poll() is None, "the app stopped while starting"
            time.sleep(0.25)
    stop(process)
    pytest.fail("the app did not start")


def stop(process):
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def app_url(data, tmp_path_factory, worker_id):
    """Address of the app on the data of these tests: one app for all workers.

    The first worker that asks starts it, and stops it once all have ended.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "app"
    guests, address = folder / "guests", folder / "address"
    process = None
    with FileLock(f"{folder}.lock"):
        guests.mkdir(parents=True, exist_ok=True)
        if not address.exists():
            process, url = started(data)
            address.write_text(url)
        (guests / worker_id).touch()
    yield address.read_text()
    (guests / worker_id).unlink()
    if process:
        until = time.monotonic() + SECONDS_TO_END
        while any(guests.iterdir()) and time.monotonic() < until:
            time.sleep(0.1)
        stop(process)


@pytest.fixture(scope="session")
def browser():
    """A headless browser; where there is none the test is skipped, and fails in CI."""
    path = browser_path()
    if path is None:
        reason = "no Chromium or Chrome is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=path, args=options)
        yield opened
        opened.close()


WIDTHS = {"desktop": 1280, "phone": 390}


def at(*widths):
    """The widths at which a test has its page; all of them in a sweep."""
    chosen = WIDTHS if WHOLE else {name: WIDTHS[name] for name in widths}
    return pytest.mark.parametrize("page", chosen.values(), ids=chosen, indirect=True)


def only(width):
    """The width of a test that says something of no other."""
    return pytest.mark.parametrize("page", [WIDTHS[width]], ids=[width], indirect=True)


@pytest.fixture(scope="session")
def visitor(browser, app_url):
    """A browser of a width that was here before: it has the scripts of Streamlit at hand."""
    kept = {}

    def of(width):
        if width not in kept:
            viewport = {"width": width, "height": 900}
            kept[width] = browser.new_context(
                base_url=app_url, viewport=viewport, accept_downloads=True
            )
        return kept[width]

    yield of
    for context in kept.values():
        context.close()


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS)
def page(request, visitor):
    """A visit in a tab of its own, 1280 and 390 pixels wide."""
    opened = patient(visitor(request.param).new_page())
    yield opened
    opened.close()


def patient(page):
    """A tab that, told to go somewhere, waits until Streamlit's page is there.

    After a click on a link the server's first HTML stands over it for a while, with the same words.
    It is inert below that, which Playwright does not see: what is looked up by role or text is
    looked up in Streamlit's page (and its lists, which hang beside it) alone.
    """
    go = page.goto
    streamlit = page.locator("body > :not(#eerst)")
    for each in ("get_by_role", "get_by_text", "get_by_label"):
        setattr(page, each, getattr(streamlit, each))

    def goto(*args, **named):
        answer = go(*args, **named)
        taken_over(page)
        return answer

    page.goto = goto
    return page


def taken_over(page):
    """Wait until the server's first HTML has made way for Streamlit's page."""
    page.wait_for_function("() => !document.getElementById('eerst')", timeout=30_000)
