"""The addresses for programs on the server that visitors have; their page; their contract."""

import gzip
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from sdgwijzer.api import PATH
from sdgwijzer.store import exports
from tests.conftest import WHOLE, swept
from tests.pages.conftest import WATCH, WIDTHS, served
from tests.pages.test_accessibility import violations

pytestmark = pytest.mark.browser

RULES = """
# What a schema cannot say: which filters go together. tests/test_api.py has those refusals.
[[operations]]
include-path-regex = "^/(observations|assessments)([.]csv)?$"
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", "400", "404", "429"]
"""
LINKS = ("goals", "municipalities/Gent", "observations?municipality=Gent&goal=1", "goals/13.csv")
ZIPPED = {"Accept-Encoding": "gzip"}


def asked(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.status, answer.headers, answer.read()


@swept
def test_fifty_at_once_are_all_answered(app_url):
    links = [f"{app_url}/{PATH}/{LINKS[i % len(LINKS)]}" for i in range(50)]
    with ThreadPoolExecutor(50) as visitors:
        found = list(visitors.map(asked, links))
    assert {status for status, _, _ in found} == {200}
    assert len({(url, body) for url, (_, _, body) in zip(links, found, strict=True)}) == len(LINKS)


def test_csv_comes_zipped_and_whole(app_url, database):
    _, headers, body = asked(f"{app_url}/{PATH}/indicators/inwoners.csv", **ZIPPED)
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == exports.as_bytes(database.rows(None, ["inwoners"]), "csv")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_page_fits_breaks_no_rule_and_runs_nothing(browser, app_url, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{app_url}/{PATH}")
    assert page.url == f"{app_url}/{PATH}/"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == {}
    assert page.evaluate("window.refused") == []
    assert page.evaluate("[...document.fonts].every((each) => each.status === 'loaded')")
    page.get_by_role("link", name=f"{PATH}/municipalities/34013", exact=True).click()
    assert '"name": "Harelbeke"' in page.content()
    context.close()


@pytest.mark.skipif(not WHOLE, reason="with SDGWIJZER_SWEEP=1: some minutes")
@pytest.mark.parametrize("base", ["", "over/sdg"])
def test_server_keeps_its_contract(data, base, tmp_path):
    """Schemathesis asks every address all that the contract allows, and what it forbids."""
    (tmp_path / "schemathesis.toml").write_text(RULES, encoding="utf-8")
    with served(data, base) as url:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/{PATH}/openapi.json"]
        done = subprocess.run(
            [*command, "--max-examples", "15", "--seed", "1", "--no-color"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-5000:]
