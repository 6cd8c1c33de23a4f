"""Figures in a frame on a site of somebody else, in a browser."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from sdgwijzer.links import embedding, read
from sdgwijzer.screens import embedded
from tests.conftest import sampled
from tests.pages.conftest import WATCH, WIDTHS, patient
from tests.pages.test_accessibility import violations
from tests.pages.test_browser import PATIENCE, words

pytestmark = pytest.mark.browser

LINK = {"gemeente": "Harelbeke", "vergelijk": "Kuurne,Kortrijk"}
ONE = ("indicator", "armoederisico")
NAMES = {
    "het verloop": "verloop",
    "de verdeling": "verdeling",
    "de kaart": "kaart",
    "de tabel": "tabel",
}


class Host(BaseHTTPRequestHandler):
    """A page of somebody else: whatever was put in it."""

    page = b""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture(scope="module")
def elsewhere():
    """Address of another site on this machine: another port is another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def host(browser, app_url, dataset, elsewhere):
    """Opens a page of somebody else in which the code for a figure was put."""

    def of(kind, width, *choices):
        size = {"width": width, "height": 900}
        page = browser.new_context(viewport=size).new_page()
        opened.append(page)
        page.add_init_script(WATCH)
        found = read(LINK, "indicator", dataset).choices
        code = embedding.code(kind, "Een figuur", found, *choices, home=f"{app_url}/")
        Host.page = f"<!doctype html><html lang=nl><title>Gastheer</title><body>{code}".encode()
        page.goto(elsewhere)
        frame = page.locator("iframe")
        frame.content_frame.locator("h1").wait_for(timeout=PATIENCE)
        return page, frame

    opened = []
    yield of
    for page in opened:
        page.context.close()


@pytest.mark.parametrize("width", sampled(WIDTHS.values(), 2))
@pytest.mark.parametrize("kind", embedded.KINDS)
def test_frame_is_as_high_as_its_figure(host, kind, width):
    """In the end: a letter or a picture that comes late changes it once more."""
    page, frame = host(kind, width, ONE)
    inside = frame.content_frame.locator(":root")
    height = "each => each.getBoundingClientRect().height"
    for _ in range(50):
        told, found = frame.evaluate(height), inside.evaluate(height)
        if told == pytest.approx(found, abs=1.5) and told != embedding.HEIGHTS[kind]:
            break
        page.wait_for_timeout(100)
    assert told == pytest.approx(found, abs=1.5)
    assert told != embedding.HEIGHTS[kind]
    assert inside.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert inside.evaluate("() => window.refused") == []


def test_link_opens_the_whole_page_beside_the_host(host, elsewhere):
    page, frame = host("tegel", 1280, ONE)
    with page.context.expect_page() as opened:
        frame.content_frame.get_by_role("link").last.click()
    opened.value.wait_for_url("**/indicator?gemeente=Harelbeke*")
    assert page.url == elsewhere


@pytest.mark.parametrize("kind", sampled(embedded.KINDS, 4))
def test_figure_has_no_violations_and_is_read_without_scripts(browser, app_url, kind):
    link = "&".join(f"{name}={text}" for name, text in (*LINK.items(), ONE))
    # the check is a script itself
    page = browser.new_context(base_url=app_url, bypass_csp=True).new_page()
    page.goto(f"/insluiten/{kind}?{link}")
    assert violations(page) == {}
    page.context.close()
    bare = browser.new_context(base_url=app_url, java_script_enabled=False).new_page()
    bare.goto(f"/insluiten/{kind}?{link}")
    assert bare.get_by_role("heading", level=1).count() == 1
    assert "Bron:" in bare.locator("main").inner_text()
    bare.context.close()


def test_every_code_that_is_copied_shows_its_figure_with_the_address_of_the_site(
    browser, app_url, dataset
):
    """As Streamlit shows the page: it drops what it holds for dangerous in an attribute."""
    context = browser.new_context(
        base_url=app_url, permissions=["clipboard-read", "clipboard-write"]
    )
    page = patient(context.new_page())
    page.goto("/indicator?gemeente=Harelbeke&vergelijk=Kuurne,Kortrijk&indicator=armoederisico")
    words(page)
    page.locator("#root .share summary").click()
    found = read({**LINK, "indicator": ONE[1]}, "indicator", dataset).choices
    said = page.locator("#root .share [role=status]")
    for name, kind in NAMES.items():
        page.evaluate("navigator.clipboard.writeText('leeg')")
        said.evaluate("each => { each.textContent = '' }")
        page.get_by_role("button", name=f"Kopieer de code: {name}").click()
        expect(said).to_contain_text("Gekopieerd", timeout=PATIENCE)
        title = f"Inwoners onder de armoedegrens (administratief), {found.name}"
        expected = embedding.code(kind, title, found, ONE, home=f"{app_url}/")
        assert page.evaluate("navigator.clipboard.readText()") == expected
    context.close()
