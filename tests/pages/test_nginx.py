"""Under a path of a town's web server: the snippets of docs/plaatsen.md, in a real nginx."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from sdgwijzer import paths
from tests.conftest import WHOLE
from tests.pages.conftest import free_port, patient, served
from tests.pages.test_browser import PATIENCE, row, words

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not WHOLE, reason="only by make sweep"),
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]
ATOM = "{http://www.w3.org/2005/Atom}"
KEPT, STRIPPED = re.findall(
    r"```nginx\n(.*?)```", (paths.ROOT / "docs/plaatsen.md").read_text(encoding="utf-8"), re.S
)
SILENT = re.sub(r".*X-Forwarded.*\n", "", STRIPPED)
DOUBLED = """location /sdg {
    proxy_pass http://127.0.0.1:8501/;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
    proxy_set_header Host $http_host;
}"""  # an error that many make: /sdg/doel reaches the app as //doel
FRAME = """daemon off; pid nginx.pid; error_log stderr; events {}
http { access_log off; client_body_temp_path body; proxy_temp_path proxy;
fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
server { listen 127.0.0.1:%d; %s } }"""


@contextmanager
def running(folder, settings, port):
    """Address of nginx, once it answers."""
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(settings)])
    try:
        for _ in range(100):
            with socket.socket() as sock:
                if sock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def proxied(folder, app, locations):
    """Address of nginx in front of an app."""
    port = free_port()
    locations = locations.replace("127.0.0.1:8501", urlsplit(app).netloc)
    settings = folder / "nginx.conf"
    settings.write_text(FRAME % (port, locations))
    with running(folder, settings, port) as url:
        yield url


@pytest.fixture(scope="module")
def apps(data):
    """Address of the app, by the path that it stands under."""
    with served(data, "sdg") as below, served(data) as root:
        yield {"sdg": below, "": root}


@pytest.fixture(
    params=[("sdg", KEPT), ("", STRIPPED), ("", SILENT), ("", DOUBLED)],
    ids=["kept", "stripped", "stripped and not said", "doubled slash"],
)
def site(request, apps, tmp_path):
    """Address of nginx, and whether it says under which path it stands."""
    base, locations = request.param
    with proxied(tmp_path, apps[base], locations) as url:
        yield url, locations in (KEPT, STRIPPED)


@pytest.fixture
def visit(browser):
    """A fresh visit that may use the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield patient(context.new_page())
    context.close()


@pytest.mark.parametrize("asked", ["/sdg", "/sdg/", "/sdg//", "/sdg/Start?gemeente="])
def test_start_shows_its_map(visit, site, asked):
    visit.goto(site[0] + asked)
    expect(visit.locator("svg[data-drawn='285']")).to_be_visible(timeout=PATIENCE)
    assert visit.url.partition("?")[0] == f"{site[0]}/sdg/"
    assert visit.evaluate("document.documentElement.lang") == "nl"


@pytest.mark.parametrize(
    "asked", ["overzicht", "Overzicht", "overzicht/", "/overzicht", "overzicht/iets"]
)
def test_page_opens_however_it_is_asked(visit, site, asked):
    visit.goto(f"{site[0]}/sdg/{asked}?gemeente=Harelbeke")
    expect(visit.get_by_role("heading", level=1, name="Harelbeke", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    assert visit.url == f"{site[0]}/sdg/overzicht?gemeente=Harelbeke"


def test_links_downloads_and_copied_link_stay_below_the_path(visit, site):
    visit.goto(f"{site[0]}/sdg/overzicht?gemeente=Harelbeke")
    visit.get_by_role("link", name="Geen armoede", exact=True).click(timeout=PATIENCE)
    words(visit)
    row(visit, "Inwoners onder de armoedegrens")
    words(visit)
    visit.locator(".share summary").click(timeout=PATIENCE)
    visit.get_by_role("button", name="Kopieer de link").click(timeout=PATIENCE)
    expect(visit.get_by_text("Gekopieerd: ")).to_be_visible(timeout=PATIENCE)
    assert visit.evaluate("navigator.clipboard.readText()") == visit.url
    with visit.expect_download(timeout=PATIENCE) as download:
        visit.get_by_role("link", name="CSV", exact=True).click()
    assert b"armoederisico" in download.value.path().read_bytes()
    visit.get_by_role("link", name="Vergelijk", exact=True).click()
    expect(visit.get_by_role("heading", name="Harelbeke naast")).to_be_visible(timeout=PATIENCE)
    words(visit)
    assert visit.url.startswith(f"{site[0]}/sdg/vergelijk?gemeente=Harelbeke")


def test_feed_leads_to_the_public_address(site):
    url, said = site
    with urllib.request.urlopen(f"{url}/sdg/nieuw.atom") as answer:
        [link] = ElementTree.fromstring(answer.read()).findall(f"{ATOM}link")
    assert link.get("href") == f"{url}{'/sdg' if said else ''}/nieuw.atom"
