"""Where a file stands today, as pages and catalogues of publishers say it."""

import json

import pytest

from sdgwijzer.errors import DownloadError
from sdgwijzer.fetch.finders import STATBEL, Dcat, Link, Opendatasoft

CATALOGUE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://data.gov.be/catalog/statbelopen> dcat:dataset <https://statbel.fgov.be/node/1> .
<https://statbel.fgov.be/node/1> a dcat:Dataset ; dct:title "Oud"@nl ;
  dct:modified "2023-06-01"^^xsd:date ;
  dcat:distribution <https://statbel.fgov.be/files/old/TF_MADE_UP.xlsx#dist> .
<https://statbel.fgov.be/node/2> a dcat:Dataset ; dct:title "Nieuw"@nl ;
  dct:modified "2026-06-01"^^xsd:date ;
  dcat:distribution <https://statbel.fgov.be/files/new%20year/TF_MADE_UP.xlsx#dist> ,
    <https://statbel.fgov.be/files/new%20year/TF_MADE_UP.csv#dist> .
"""


def answers(**found):
    """`ask` that knows these addresses only."""

    def ask(address):
        if address not in found:
            raise DownloadError(f"{address}: not there")
        return found[address].encode()

    return ask


def test_newest_data_set_of_a_catalogue_comes_first():
    found = Dcat(r"TF_MADE_UP\.xlsx")(answers(**{STATBEL: CATALOGUE}))
    assert found == [
        "https://statbel.fgov.be/files/new%20year/TF_MADE_UP.xlsx",
        "https://statbel.fgov.be/files/old/TF_MADE_UP.xlsx",
    ]


def test_file_that_no_data_set_has_is_found_nowhere():
    assert Dcat(r"TF_OTHER\.zip")(answers(**{STATBEL: CATALOGUE})) == []


def test_catalogue_that_is_no_turtle_is_said():
    with pytest.raises(DownloadError, match="expected Turtle"):
        Dcat("x")(answers(**{STATBEL: "<html>niet hier</html>"}))


def test_links_of_a_page_are_completed_and_given_once():
    page = (
        '<a href="/files/plaatsen_7.xlsx">een</a><a>zonder</a><a href="x.pdf">twee</a>'
        '<p><a class=b href="/files/plaatsen_7.xlsx">nog eens</a></p>'
    )
    find = Link("https://example.org/a/b", r"plaatsen.*\.xlsx$")
    assert find(answers(**{"https://example.org/a/b": page})) == [
        "https://example.org/files/plaatsen_7.xlsx"
    ]


def portal(*ids, total=None):
    results = [{"dataset_id": id_} for id_ in ids]
    return json.dumps({"total_count": total or len(ids), "results": results})


def test_data_set_is_found_by_the_number_its_id_begins_with():
    find = Opendatasoft("portal.example", "1_33", "exports/csv")
    ask = answers(**{f"{find.base}?limit=100&offset=0": portal("1_331-b", "1_33-lp-a", "1_3-c")})
    assert find(ask) == [f"{find.base}/1_33-lp-a/exports/csv"]


def test_every_page_of_a_portal_is_read():
    find = Opendatasoft("portal.example", "1-19", "exports/csv")
    pages = {
        f"{find.base}?limit=100&offset=0": portal("a", total=101),
        f"{find.base}?limit=100&offset=100": portal("1-19-b", total=101),
    }
    assert find(answers(**pages)) == [f"{find.base}/1-19-b/exports/csv"]


def test_portal_that_answers_something_else_is_said():
    find = Opendatasoft("portal.example", "1_33")
    ask = answers(**{f"{find.base}?limit=100&offset=0": '{"error_code": "ODSQLError"}'})
    with pytest.raises(DownloadError, match="expected total_count"):
        find(ask)
