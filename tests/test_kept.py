"""Pages are made once: the same choices give the same page, another database another."""

import threading

import pytest

from sdgwijzer import html, screens
from sdgwijzer.content import Page, Paragraph
from sdgwijzer.html import kept
from sdgwijzer.links import read
from sdgwijzer.views import turns
from tests import ask

LINK = {"gemeente": "Harelbeke", "doel": "8", "indicator": "armoederisico"}


def asked(word, dataset, **link):
    return kept.page(word, read(LINK | link, word, dataset).choices, dataset)


@pytest.mark.parametrize("word", screens.OF_A_PLACE)
def test_page_is_the_one_of_its_screen(dataset, word):
    found = asked(word, dataset)
    whole = screens.page(word, read(LINK, word, dataset).choices, dataset)
    assert found.title == whole.title
    pieces = [piece for piece in found.pieces if not isinstance(piece, str)]
    assert all(isinstance(piece, kept.LIVE) for piece in pieces)
    assert found.pieces[0].startswith('<div class="sdg')


def test_same_choices_are_made_once_and_others_are_not_mixed_up(dataset):
    assert asked("doel", dataset) is asked("doel", dataset)
    assert asked("doel", dataset) is asked("doel", dataset, toon="alles")  # the usual choice
    others = [asked("doel", dataset, **link) for link in ({"doel": "1"}, {"vergelijk": "Gent"})]
    assert len({each.html for each in [asked("doel", dataset), *others]}) == 3


def test_those_who_ask_at_once_wait_for_one_page(dataset, monkeypatch):
    made, begun = [], threading.Event()

    def slow(word, *_):
        made.append(word)
        begun.wait(5)
        return Page((Paragraph.of("verzonnen"),))

    monkeypatch.setattr(kept.screens, "page", slow)
    monkeypatch.setattr(Page, "title", "verzonnen", raising=False)
    choices = read(LINK | {"gemeente": "Voeren"}, "nieuw", dataset).choices
    visitors = [
        threading.Thread(target=kept.page, args=("nieuw", choices, dataset)) for _ in range(8)
    ]
    for each in visitors:
        each.start()
    begun.set()
    for each in visitors:
        each.join()
    assert made == ["nieuw"]
    kept.forget()


def test_size_is_that_of_what_is_kept_which_is_packed(dataset):
    found = asked("doel", dataset)
    packed = [piece for piece in found.packed if isinstance(piece, bytes)]
    assert found.size >= sum(map(len, packed)) > 10_000
    assert found.size < len(found.html) / 4
    assert html.STYLE not in found.html


def test_first_html_of_a_page_that_is_kept_waits_for_no_turn(dataset, monkeypatch):
    """It takes milliseconds, and stood behind pages that were made for others."""

    class Taken:
        def __enter__(self):
            raise InterruptedError("all turns are taken")

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(turns, "PAGES", Taken())
    kept.forget()
    link = {"gemeente": "Harelbeke"}
    assert "Geen armoede" not in ask.asked(dataset, "overzicht", link).text
    kept.page("overzicht", read(link, "overzicht", dataset).choices, dataset)
    assert "Geen armoede" in ask.asked(dataset, "overzicht", link).text
