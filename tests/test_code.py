"""The address of a page as a QR code on paper."""

import re

import pytest

from sdgwijzer.pictures import code
from tests.ask import asked

LINK = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Kuurne"}


def test_code_is_the_public_address_of_the_page(dataset):
    answer = asked(dataset, "qr/blad.svg", LINK)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert "/blad?gemeente=Harelbeke&amp;vergelijk=" in answer.text
    address = re.search(r"http://sdg[^<\"]+", answer.text.replace("&amp;", "&"))[0]
    assert code.draw(address, "").shapes[1].area in answer.text


@pytest.mark.parametrize("name", ["nergens.svg", "blad.png", "..%2f.svg"])
def test_nothing_else_has_a_code(dataset, name):
    assert asked(dataset, f"qr/{name}", LINK).status == 404


def test_address_that_no_telephone_would_read_has_none(dataset):
    assert asked(dataset, "qr/blad.svg", {"gemeente": "x" * code.LONGEST}).status == 404


def test_other_addresses_have_other_codes():
    one, two = (code.draw(f"https://sdg.example/blad?gemeente={n}", "x") for n in ("A", "B"))
    assert one.shapes[1] != two.shapes[1]
    assert one.shapes[0] == two.shapes[0]
