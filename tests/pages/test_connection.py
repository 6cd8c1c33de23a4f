"""The connection goes and comes back: no choice that was seen accepted is lost in silence.

Playwright's offline mode leaves an open websocket alone (what is sent waits, and arrives): a
network that goes is a proxy that closes its connections, or lets nothing through (`line.py`).
"""

import os
import re
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from sdgwijzer import paths
from sdgwijzer.serving.page import SCRIPT
from sdgwijzer.texts.frame_of_pages import CONNECTION
from tests.conftest import swept
from tests.pages.conftest import patient, started, stop
from tests.pages.line import line
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


@pytest.fixture
def wire(app_url):
    """A line to the app that all tests share; see `line`."""
    with line(app_url) as made:
        yield made


@pytest.fixture
def visit(browser, wire):
    """A page of Harelbeke behind that line, at rest, in a browser of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = patient(context.new_page())
    page.goto(wire.url + LINK)
    words(page)
    yield page
    context.close()


def choose(page, name):
    """Choose a municipality."""
    page.locator(".st-key-gemeente input").fill(name)
    page.get_by_role("option", name=name, exact=True).click()


def shows(page, name):
    """The page, its control and its link are of this municipality."""
    heading = page.get_by_role("heading", level=1, name=name, exact=True)
    expect(heading).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile(rf"/overzicht\?gemeente={name}$"))
    expect(page.locator(".st-key-gemeente input")).to_have_value(name)


def hurried(context, **seconds):
    """Let pages wait less long for an answer: its constant of that name, in seconds."""

    def answer(route):
        script = route.fetch()
        text = script.text()
        for name, each in seconds.items():
            text, times = re.subn(rf"const {name} = \d+;", f"const {name} = {each * 1000:g};", text)
            assert times == 1
        route.fulfill(response=script, body=text)

    context.route(f"**/{SCRIPT}", answer)


@swept
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


def test_choice_of_a_sleeping_connection_is_told_once_it_is_cut(visit, wire):
    wire.silence()
    choose(visit, "Kuurne")  # it is shown, and never arrives
    wire.cut()
    expect(visit.get_by_text(CONNECTION["gone"])).to_be_visible(timeout=PATIENCE)
    with pytest.raises(Exception, match="Timeout"):
        visit.locator(".st-key-gemeente input").click(timeout=500)
    wire.back()
    again = visit.get_by_text(CONNECTION["again"])
    expect(again).to_be_visible(timeout=PATIENCE)
    shows(visit, "Harelbeke")
    choose(visit, "Zwevegem")
    shows(visit, "Zwevegem")
    expect(again).not_to_be_visible()


@swept
def test_choice_of_a_network_that_wakes_arrives(visit, wire):
    wire.silence()
    choose(visit, "Kuurne")
    visit.wait_for_timeout(1000)
    wire.back()
    shows(visit, "Kuurne")
    expect(visit.get_by_text(CONNECTION["again"])).to_have_count(0)
    visit.context.set_offline(True)
    choose(visit, "Zwevegem")
    visit.context.set_offline(False)
    shows(visit, "Zwevegem")


@swept
def test_network_that_goes_without_a_word_is_noticed_by_a_choice(visit, wire):
    hurried(visit.context, SILENT=1)
    visit.reload()
    words(visit)
    wire.silence()
    choose(visit, "Kuurne")
    expect(visit.get_by_text(CONNECTION["gone"])).to_be_visible(timeout=PATIENCE)
    wire.back(forgets=True)
    expect(visit.get_by_text(CONNECTION["again"])).to_be_visible(timeout=60_000)
    shows(visit, "Harelbeke")


@swept
def test_connection_that_was_forgotten_while_asleep_is_told_after_a_choice(visit, wire):
    hurried(visit.context, SILENT=1)
    visit.reload()
    words(visit)
    wire.back(forgets=True)
    choose(visit, "Kuurne")
    expect(visit.get_by_text(CONNECTION["again"])).to_be_visible(timeout=PATIENCE)
    shows(visit, "Harelbeke")
    choose(visit, "Kuurne")
    shows(visit, "Kuurne")


@swept
def test_page_that_answers_is_left_alone(visit):
    hurried(visit.context, SILENT=1)
    visit.reload()
    words(visit)
    visit.evaluate("window.same = true")
    choose(visit, "Kuurne")
    shows(visit, "Kuurne")
    visit.wait_for_timeout(4500)
    assert visit.evaluate("window.same")


@swept
def test_ticks_and_words_of_a_form_stay_while_the_connection_is_gone(visit, wire):
    visit.goto(wire.url + "/rapport?gemeente=Harelbeke")
    words(visit)
    wire.cut()
    expect(visit.get_by_text(CONNECTION["gone"])).to_be_visible(timeout=PATIENCE)
    form = visit.locator("#root form.making")
    form.get_by_role("checkbox", name="Methode").uncheck()
    form.get_by_role("checkbox", name="Kwaliteitsonderwijs").check()
    own = form.locator("textarea").first
    own.evaluate("each => { each.closest('details')?.setAttribute('open', '') }")
    own.fill("Een woord van ons.")
    wire.back()
    visit.wait_for_event("load", timeout=60_000)
    words(visit)
    expect(form.get_by_role("checkbox", name="Methode")).not_to_be_checked()
    expect(form.get_by_role("checkbox", name="Kwaliteitsonderwijs")).to_be_checked()
    expect(own).to_have_value("Een woord van ons.")
    assert "doelen=4" in visit.url


@swept
def test_link_that_is_clicked_while_the_connection_is_gone_keeps_the_page_and_is_told(visit, wire):
    link = visit.get_by_role("link", name="Geen armoede", exact=True)
    wire.cut()
    expect(visit.get_by_text(CONNECTION["gone"])).to_be_visible(timeout=PATIENCE)
    link.click()
    visit.wait_for_timeout(500)
    shows(visit, "Harelbeke")
    wire.back()
    expect(visit.get_by_text(CONNECTION["again"])).to_be_visible(timeout=60_000)
    shows(visit, "Harelbeke")
    link.click()
    expect(visit).to_have_url(re.compile("/doel.*doel=1$"))


def test_link_works_where_only_the_websocket_is_gone(visit, wire):
    wire.cut(sockets=True)
    expect(visit.get_by_text(CONNECTION["gone"])).to_be_visible(timeout=PATIENCE)
    visit.get_by_role("link", name="Geen armoede", exact=True).click()
    expect(visit).to_have_url(re.compile("/doel.*doel=1$"))
