"""The data page by clicks: each kind of file is downloaded and read back, on both sizes."""

import io
import json
import zipfile

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import expect

from tests.conftest import WHOLE, swept
from tests.pages.conftest import at
from tests.pages.test_accessibility import fits, violations
from tests.pages.test_browser import PATIENCE, words

pytestmark = pytest.mark.browser

LINK = "/gegevens?gemeente=Harelbeke&mand=armoederisico,inwoners"
ALL = {
    "Alles met uitleg (ZIP)": "zip",
    "CSV voor Excel": "excel.csv",
    "CSV": "csv",
    "Parquet": "parquet",
    "JSON": "json",
}


def opened(page, link=LINK):
    page.goto(link)
    words(page)
    page.locator("#eerst").wait_for(state="detached", timeout=PATIENCE)
    return page.locator("#root")


def taken(page, link):
    with page.expect_download(timeout=PATIENCE) as download:
        link.click()
    return download.value.suggested_filename, download.value.path()


def read_back(path, ending):
    """How many rows a file has, read by a program for its kind."""
    if ending == "zip":
        with zipfile.ZipFile(path) as packed:
            assert packed.testzip() is None
            return pq.read_table(io.BytesIO(packed.read("cijfers.parquet"))).num_rows
    if ending == "parquet":
        return pq.read_metadata(path).num_rows
    if ending == "json":
        return len(json.loads(path.read_bytes()))
    how = "delim=';', decimal_separator=','" if ending == "excel.csv" else "delim=','"
    [(found,)] = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}', {how})").fetchall()
    return found


@pytest.mark.skipif(not WHOLE, reason="downloads everything: only by make sweep")
@pytest.mark.parametrize("name", ALL)
def test_everything_is_downloaded_and_read_back(page, database, name):
    root = opened(page)
    link = root.locator("ul.lines").first.get_by_role("link", name=name, exact=True)
    file, path = taken(page, link)
    assert file.endswith(f".{ALL[name]}")
    assert read_back(path, ALL[name]) == sum(size for _, size in database.sizes())


@at("phone")
def test_database_indicator_and_basket_are_downloaded_and_read_back(page, database):
    root = opened(page)
    file, path = taken(page, root.get_by_role("link", name="Databank (DuckDB)"))
    assert file == database.path.name.replace("sdgwijzer-", "sdg-wijzer-")
    with duckdb.connect(str(path), read_only=True) as kept:
        [found] = kept.execute("SELECT count(*) FROM municipality").fetchone()
    assert found == database.places()

    root.locator("summary", has_text="SDG\u00a01 ·").click()
    file, path = taken(page, root.get_by_role("link", name="armoederisico.csv"))
    assert file == "sdg-wijzer-indicators-armoederisico.csv"
    assert read_back(path, "csv") == dict(database.sizes())["armoederisico"]

    basket = root.locator("ul.files").first
    file, path = taken(page, basket.get_by_role("link", name="Cijfers voor Excel (XLSX)"))
    assert file.startswith("sdg-wijzer-mand-harelbeke")
    leaf = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Cijfers"]
    names = {row[1] for row in leaf.iter_rows(min_row=2, values_only=True)}
    assert len(names) == 2
    basket.locator("summary").click()
    file, path = taken(page, basket.get_by_role("link", name="JSON"))
    ids = {row["indicator_id"] for row in json.loads(path.read_bytes())}
    assert ids == {"armoederisico", "inwoners"}


@at("desktop")
def test_line_to_copy_has_the_address_of_this_site_and_is_copied(page, app_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    root = opened(page)
    snippet = root.locator(".snippet", has_text="DuckDB")
    line = snippet.locator("code").text_content()
    assert f"'{app_url}/api/v1/municipalities/34013.csv'" in line
    snippet.get_by_role("button").click()
    expect(snippet.get_by_role("status")).to_have_text("Gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == line


@swept
@at("phone")
def test_all_unfolded_it_fits_and_can_be_read_by_everybody(page):
    opened(page)
    page.evaluate("document.querySelectorAll('#root details').forEach((each) => each.open = true)")
    assert fits(page)
    assert not violations(page)


@swept
@at("desktop")
def test_page_is_found_by_who_has_a_figure_in_front_of_them(page):
    page.goto("/doel?gemeente=Harelbeke&doel=8")
    words(page)
    page.locator("#eerst").wait_for(state="detached", timeout=PATIENCE)
    page.locator("#root .files summary").last.click()
    page.locator("#root").get_by_role("link", name="Alle gegevens").click()
    expect(page.locator("#root h1")).to_have_text("Gegevens", timeout=PATIENCE)
    expect(page.locator("#root").get_by_role("link", name="34013.csv")).to_be_visible()
