"""What browsers, and servers between, may keep of a page; made once for all who ask the same."""

import gzip

import pytest
from starlette.datastructures import Headers

from sdgwijzer.errors import StoreError
from sdgwijzer.serving import gate
from sdgwijzer.views.dataset import Dataset
from tests.ask import asked

LINK = {"gemeente": "Herstappe"}
"""The smallest: its pages are made soon."""


def mark(dataset, page="wachtend", link=LINK, **more):
    return asked(dataset, page, link, **more).headers["etag"]


def test_who_has_a_page_is_told_so(dataset):
    first = asked(dataset, "wachtend", LINK)
    assert first.headers["cache-control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    again = asked(dataset, "wachtend", LINK, having=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    for other in ("", '"made-up"', 'W/"made-up"'):
        assert asked(dataset, "wachtend", LINK, having=other).body == first.body
    several = f'W/"made-up", {first.headers["etag"]}'
    assert asked(dataset, "wachtend", LINK, having=several).status == 304


def test_each_page_link_place_and_build_has_a_mark_of_its_own(dataset, monkeypatch):
    marks = [
        mark(dataset),
        mark(dataset, "zoek"),
        mark(dataset, link={"gemeente": "Gent"}),
        mark(dataset, link=LINK | {"embed": "true"}),
        mark(dataset, base="sdg"),
        mark(dataset, address="https://stad.example"),
    ]
    monkeypatch.setattr(Dataset, "version", "a new build")
    marks.append(mark(dataset))
    monkeypatch.setattr(gate, "__version__", "9.9.9")
    marks.append(mark(dataset))
    assert len(set(marks)) == len(marks)
    assert mark(dataset) == marks[-1]


def test_page_is_made_once_for_all_who_ask(dataset, monkeypatch):
    made = []

    def first(*args):
        made.append(args)
        return original(*args)

    original = gate.first
    monkeypatch.setattr(gate, "first", first)
    ours = gate.Gate(None, None, lambda: dataset)
    wanted = gate.Wanted("wachtend", "?gemeente=Gent", "gemeente=Gent", "http://sdg.example/")
    bodies = [ours._answer(wanted, Headers({})).body for _ in range(3)]
    assert len(made) == 1
    assert len(set(bodies)) == 1


@pytest.mark.parametrize("unpacks", ["gzip", "br, GZIP;q=0.5", "gzip;q=1.0"])
def test_page_is_sent_packed_to_who_unpacks(dataset, unpacks):
    bare = asked(dataset, "wachtend", LINK)
    packed = asked(dataset, "wachtend", LINK, packed=unpacks)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == bare.body
    assert len(packed.body) < len(bare.body) / 4
    assert bare.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("unpacks", ["", "br", "gzip;q=0", "gzip;q=0.000"])
def test_who_does_not_unpack_gets_it_as_it_is(dataset, unpacks):
    assert "content-encoding" not in asked(dataset, "wachtend", LINK, packed=unpacks).headers


@pytest.mark.parametrize("fails", ["data", "page"])
def test_page_that_cannot_be_made_is_kept_by_nobody(dataset, monkeypatch, fails):
    def broken(*_):
        raise StoreError("made up: no database")

    if fails == "page":
        monkeypatch.setattr(gate, "first", broken)
    found = asked(broken if fails == "data" else dataset, "overzicht", LINK)
    assert found.status == 200
    assert found.headers["cache-control"] == "no-store"
    assert "etag" not in found.headers
