"""docs/adressen.md names every address of our own, and its examples work."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from sdgwijzer import paths, serving
from sdgwijzer.links import embedding, read
from sdgwijzer.screens import embedded, printed
from sdgwijzer.settings import Settings
from tests.ask import asked

TEXT = (paths.ROOT / "docs" / "adressen.md").read_text(encoding="utf-8")
NOT_FOR_OTHERS = ("/kaart/", "/paginas.js", "/pictogrammen.css")
"""What only our own pages ask."""

EXAMPLES = re.findall(r"(?:`|sdg)(/(?:download|beeld|insluiten)/[^`\"\s]+\?[^`\"\s]+)", TEXT)


def test_every_route_is_told():
    routes = serving.routes(lambda: None, serving.site("", [], Settings()))
    paths_ = [each.path.partition("{")[0] for each in routes]
    assert [each for each in paths_ if not each.startswith(NOT_FOR_OTHERS)] != []
    told = [each for each in paths_ if each in TEXT]
    assert sorted(told) == sorted(each for each in paths_ if not each.startswith(NOT_FOR_OTHERS))


def test_every_figure_is_told():
    assert all(f"/beeld/{kind}.svg" in TEXT for kind in printed.KINDS)
    table = TEXT.partition("/insluiten/`")[2]
    assert all(re.search(rf"[/`]{kind}`", table) for kind in embedded.KINDS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_works(dataset, example):
    found = urlsplit(html.unescape(example))
    link = {name: text for name, [text] in parse_qs(found.query).items()}
    assert asked(dataset, found.path[1:], link).status == 200


def test_there_is_an_example_of_each_kind():
    assert {each.split("/")[1] for each in EXAMPLES} == {"download", "beeld", "insluiten"}


def test_code_to_copy_is_that_of_the_site(dataset):
    link = {"gemeente": "Harelbeke"}
    found = read(link, "doel", dataset).choices
    home = "https://www.gemeente.be/sdg/"
    code = embedding.code("tegel", "SDG 1 in Harelbeke", found, ("doel", "1"), home=home)
    [told] = re.findall(r"```html\n(.*?)```", TEXT, re.DOTALL)
    assert "".join(told.split()) == "".join(code.split())
