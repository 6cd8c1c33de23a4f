"""The connection goes and comes back: no choice that was seen accepted is lost in silence."""

import os
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from sdgwijzer import paths
from sdgwijzer.texts.frame_of_pages import CONNECTION
from tests.pages.conftest import patient, started, stop
from tests.pages.test_browser import PATIENCE, words

pytestmark = pytest.mark.browser

LINK = "/overzicht?gemeente=Harelbeke"


@pytest.fixture
def site(data):
    """An app of its own that can be killed, and started again on the same port."""
    running = []

    def start(url=None):
        if url is None:
            process, url = started(data)
        else:
            port = url.rpartition(":")[2]
            command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", port]
            process = subprocess.Popen(
                [*command, "--server.address", "127.0.0.1"],
                cwd=paths.ROOT,
                env={**os.environ, "SDGWIJZER_DATA": str(data)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.STDOUT,
            )
        running.append(process)
        return process, url

    yield start
    for each in running:
        if each.poll() is None:
            stop(each)


def state(page):
    return page.locator("[data-test-connection-state]").get_attribute("data-test-connection-state")


def test_restart_takes_no_choice_in_silence(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    process, url = site()
    page = patient(context.new_page())
    page.goto(url + LINK)
    words(page)
    box = page.locator(".st-key-gemeente input")
    os.kill(process.pid, signal.SIGSTOP)  # asleep: the choice is shown, and never arrives
    box.fill("Kuurne")
    page.get_by_role("option", name="Kuurne", exact=True).click()
    process.kill()
    process.wait()
    expect(page.get_by_text(CONNECTION["gone"])).to_be_visible(timeout=PATIENCE)
    with pytest.raises(Exception, match="Timeout"):  # nothing can be chosen now
        box.click(timeout=500)
    site(url)
    again = page.get_by_text(CONNECTION["again"])
    expect(again).to_be_visible(timeout=60_000)
    expect(page.get_by_text(CONNECTION["gone"])).to_have_count(0)
    box.fill("Zwevegem")
    page.get_by_role("option", name="Zwevegem", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Zwevegem", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    expect(page).to_have_url(url + "/overzicht?gemeente=Zwevegem")
    expect(again).not_to_be_visible()
    context.close()
