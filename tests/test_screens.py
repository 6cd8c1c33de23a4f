"""What a page says is made without Streamlit, and is what Streamlit shows."""

import pickle
import re
import subprocess
import sys
from html import unescape
from typing import get_args

import pytest

from sdgwijzer import content, html, paths, screens
from sdgwijzer.content import Address, Block, Outside, Paragraph, Run
from sdgwijzer.frame.context import PAGES
from sdgwijzer.goals import GOALS
from sdgwijzer.links import Placed, Unplaced, read
from tests.conftest import WHOLE
from tests.pages.visit import opened

NAMES = ("Harelbeke", "Hasselt", "Herstappe", "Antwerpen", "Baarle-Hertog")
LINKS = [
    *({"gemeente": name, "doel": "8", "indicator": "armoederisico"} for name in NAMES),
    {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne", "doel": "14"},
    {"gemeente": "Deinze", "vergelijk": "provincie", "indicator": "inwoners", "reeks": "inwoners"},
    {"zoek": "armoede"},
]
ALONE = """
import sys
from pathlib import Path
from sdgwijzer import html, paths
from sdgwijzer.links import read
from sdgwijzer.screens import overview
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset

data = Dataset(store.current(Path(sys.argv[1])), paths.catalogue())
link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
print(html.document(overview.page(read(link, "overzicht", data).choices, data)))
print(sorted({name.partition(".")[0] for name in sys.modules} & {"streamlit", "plotly"}))
"""


def words(markup):
    """All words without markup and drawings; where they stand makes no difference."""
    markup = re.sub(
        r"<style>.*?</style>|<title>.*?</title>|<svg.*?</svg>", " ", markup, flags=re.DOTALL
    )
    return unescape(re.sub(r"<[^>]+>", " ", markup)).split()


FOLDED = re.compile(r' data-rows="([^"]*)"(.*?)(?=</tbody>)', re.DOTALL)


def unfolded(markup):
    """With the rows that come in an attribute where they belong."""
    return FOLDED.sub(lambda found: found[2] + unescape(found[1]), markup)


AROUND = re.compile(r'class="(?:menu|search)"')
"""What stands around every page."""


def test_overview_is_a_whole_document_without_streamlit(data):
    made = subprocess.run(
        [sys.executable, "-c", ALONE, str(data)],
        check=True,
        capture_output=True,
        text=True,
        cwd=paths.ROOT,
    )
    *document, modules = made.stdout.strip().splitlines()
    assert modules == "[]"
    assert document[0] == "<!doctype html>"
    assert document[-1] == "</html>"
    said = " ".join(words("\n".join(document)))
    assert "Aandacht: " in said
    assert "Zwevegem" in said
    assert all(f"{goal.number} {goal.name}" in said for goal in GOALS)


@pytest.mark.parametrize("word", PAGES)
@pytest.mark.parametrize(
    "link", LINKS if WHOLE else LINKS[5::2], ids=lambda link: "-".join(link.values())[:30]
)
def test_streamlit_shows_the_words_of_the_screen(data, dataset, monkeypatch, word, link):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    bodies = [block.proto.body for block in opened(word, link).html]
    shown = words(unfolded(" ".join(body for body in bodies if not AROUND.search(body))))
    place = word == "start" and "gemeente" in link  # leads on
    made = screens.page("overzicht" if place else word, read(link, word, dataset).choices, dataset)
    assert shown == words(html.document(made))


@pytest.mark.parametrize("word", PAGES)
def test_page_is_a_value(dataset, word):
    """Made twice it is equal, and it can be kept or sent."""
    found = read(LINKS[0], word, dataset).choices
    once, again = (screens.page(word, found, dataset) for _ in range(2))
    assert once == again
    assert pickle.loads(pickle.dumps(once)) == once


def test_link_without_a_municipality_has_choices_of_another_kind(dataset):
    assert isinstance(read(LINKS[0], "doel", dataset).choices, Placed)
    found = read({"gemeente": "Xyz", "vergelijk": "Gent"}, "doel", dataset).choices
    assert isinstance(found, Unplaced)
    assert found.words == ("Gent",)


@pytest.mark.parametrize("word", PAGES)
def test_choices_written_in_a_link_are_the_same_choices(dataset, word):
    for link in LINKS:
        found = read(link, word, dataset).choices
        again = read(dict([*found.pairs, *found.options.pairs(word)]), word, dataset).choices
        assert again.pairs == found.pairs
        mine = dict(found.options.pairs(word))
        assert dict(again.options.pairs(word)) == mine


def test_every_block_and_run_has_its_html():
    every = (getattr(content, name) for name in content.__all__)
    blocks = [each for each in every if isinstance(each, type) and issubclass(each, Block)]
    assert len(blocks) > 20
    for kind in {*blocks, *get_args(Run)} - {Block, str}:
        assert html._macro(kind), kind


def test_what_has_no_html_is_refused():
    with pytest.raises(TypeError, match="expected one macro for zip, found 0"):
        html.block([zip()])


MARKUP = '<b onclick="x">\'&amp;'


@pytest.mark.parametrize(
    "block",
    [
        Paragraph.of(MARKUP),
        content.Heading(MARKUP, 1, Address("doel", (("gemeente", MARKUP),))),
        content.Note("info", MARKUP, (content.Link(Outside(f"https://{MARKUP}"), MARKUP),)),
        content.Facts(((MARKUP, (Outside(f"https://{MARKUP}"),)),)),
        content.Table.of(MARKUP, [MARKUP], [((content.Styled(MARKUP, "quiet", MARKUP),),)]),
        content.Unfold(MARKUP, (content.Bullets.of([MARKUP]),)),
        Paragraph((content.Judgement(MARKUP, MARKUP, "good", MARKUP),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_markup_in_a_text_stays_a_text(block):
    made = html.block([block])
    assert "<b onclick" not in made
    assert "onclick=&#34;x&#34;" in made
    assert unescape(words(made)[0]) == "<b"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://a.example", "//a.example", ""])
def test_only_a_safe_address_is_a_link(address):
    assert "href" not in html.block([content.Facts((("x", (Outside(address),)),))])


@pytest.mark.parametrize(
    ("word", "link", "said"),
    [
        ("doel", {"doel": "8"}, "doelstelling 8: Waardig werk"),
        ("vergelijk", {}, "met welke gemeenten je ze vergelijkt"),
        ("verken", {}, "twee cijfers naast elkaar"),
        ("overzicht", {}, "elk van de 17 doelstellingen"),
    ],
)
def test_page_without_a_municipality_says_what_it_will_show(dataset, word, link, said):
    choices = read(link, word, dataset).choices
    shown = " ".join(words(html.block(screens.page(word, choices, dataset).blocks)))
    assert said in shown
    assert shown.count("Kies een gemeente") == 1
