"""The static site: links lead somewhere, words and figures are the live ones, written whole."""

import os
import random
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from sdgwijzer import html, paths, screens
from sdgwijzer.errors import SdgWijzerError, UsageError
from sdgwijzer.goals import GOALS
from sdgwijzer.html.first import first
from sdgwijzer.links import read
from sdgwijzer.static import Asked, folder, write
from sdgwijzer.static.addresses import Addresses, relative, slugs
from sdgwijzer.static.rewriting import anew
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset
from tests.conftest import WHOLE, sampled

PLACES = ("Harelbeke", "Bilzen-Hoeselt")
MADE = ("Bilzen-Hoeselt",)
INDICATORS = ("armoederisico", "inwoners")
ADDRESSES = Addresses(slugs(PLACES), frozenset(INDICATORS), frozenset(("download/alles.zip",)))
LEFT_OUT = ("form", "button", "noscript")


class Page(HTMLParser):
    """Links, anchors, and the words of `<main>` without forms."""

    def __init__(self, text):
        super().__init__()
        self.links, self.anchors, self.words = set(), set(), []
        self.main, self.out = False, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.main |= tag == "main"
        self.out += tag in LEFT_OUT
        for key, value in attrs:
            if key in ("href", "src", "action") and not value.startswith(("data:", "https://")):
                self.links.add(value)
            if key == "id":
                self.anchors.add(value)

    def handle_endtag(self, tag):
        self.main &= tag != "main"
        self.out -= tag in LEFT_OUT

    def handle_data(self, data):
        if self.main and not self.out:
            self.words += data.split()


def dead(root):
    """Links that lead nowhere, with the page on which they stand."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in root.rglob("*.html")}
    assert pages
    found = set()
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            to = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            anchored = not parts.fragment or parts.fragment in pages[to].anchors
            if parts.query or not to.is_file() or not anchored:
                found.add((str(path.relative_to(root)), link))
    return found


def content(root):
    """Every file of a folder with its bytes."""
    return {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def live(path, dataset):
    """The words of the live page that stands at a path of a municipality."""
    word, slug, *goal = path.removesuffix(".html").split("/")
    names = {each: name for name, each in slugs(every(dataset)).items()}
    chosen = {"doel": goal[0]} if goal and goal[0] != "index" else {}
    return Page(first(word, {"gemeente": names[slug], **chosen}, dataset, "", "").body).words


def every(dataset):
    return [row.name for row in dataset.reference.today.values()]


def of_place(path):
    return path.startswith(("overzicht/", "nieuw/")) or path.count("/") == 2


@pytest.fixture(scope="module")
def asked(data):
    return Asked(
        store.current(data),
        paths.ROOT / "indicators.yaml",
        places=MADE,
        indicators=INDICATORS,
        figures=False,
    )


@pytest.fixture(scope="module")
def written(asked, tmp_path_factory):
    """A site of two municipalities and two indicators; its folder, and what was written."""
    root = tmp_path_factory.mktemp("static") / "site"
    return root, write(root, asked, lambda *_: None)


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("./", "index.html"),
        ("./overzicht?gemeente=Bilzen-Hoeselt", "overzicht/bilzen-hoeselt.html"),
        ("./overzicht", "gemeenten.html"),
        ("./doel?gemeente=Harelbeke&doel=8", "doel/harelbeke/8.html"),
        ("./doel?gemeente=Harelbeke", "doel/harelbeke/index.html"),
        ("./doel?doel=8", "doel/8.html"),
        ("./doel?gemeente=Harelbeke&doel=8&toon=beter", "levend.html"),
        ("./overzicht?gemeente=Harelbeke&vergelijk=Kuurne", "levend.html"),
        ("./overzicht?gemeente=Gent", "levend.html"),
        ("./indicator?indicator=inwoners", "indicator/inwoners.html"),
        ("./indicator?gemeente=Harelbeke&indicator=inwoners", "indicator/inwoners.html#harelbeke"),
        ("./indicator?indicator=er_niet", "levend.html"),
        ("./verantwoording?gemeente=Harelbeke", "verantwoording.html"),
        ("./nieuw?gemeente=Harelbeke", "nieuw/harelbeke.html"),
        ("./nieuw?gemeente=Harelbeke&sinds=2026-01-01", "levend.html"),
        ("./rapport?gemeente=Harelbeke", "levend.html"),
        ("./download/alles.zip", "download/alles.zip"),
        ("./download/alles.csv", "levend.html"),
        ("./nieuw.atom", "levend.html"),
        ("#boven", "#boven"),
        ("https://statbel.fgov.be/a?b=c", "https://statbel.fgov.be/a?b=c"),
    ],
)
def test_link_of_the_live_site_has_one_static_address(href, path):
    assert ADDRESSES.of(href) == path


def test_what_needs_the_live_app_leads_to_the_same_address_there():
    addresses = Addresses(slugs(PLACES), frozenset(), live="https://sdg.example/")
    assert addresses.of("./rapport?gemeente=Gent") == "https://sdg.example/rapport?gemeente=Gent"


@pytest.mark.parametrize(
    ("to", "here", "found"),
    [
        ("index.html", "doel/gent/8.html", "../../index.html"),
        ("doel/gent/8.html", "doel/gent/9.html", "8.html"),
        ("doel/gent/8.html#a", "doel/gent/8.html", "#a"),
        ("stijl.css", "index.html", "stijl.css"),
    ],
)
def test_addresses_are_relative(to, here, found):
    assert relative(to, here) == found


def test_two_names_never_share_an_address():
    with pytest.raises(SdgWijzerError, match="Sint Truiden, Sint-Truiden"):
        slugs(["Sint-Truiden", "Gent", "Sint Truiden"])


def test_all_but_links_and_forms_stays_as_it_is():
    piece = '<p class="a">1 &lt; 2 &#8211;<br><img src="data:x" alt=""></p>'
    assert anew(piece, "index.html", ADDRESSES.of) == piece
    form = '<form action="./zoek"><input name="zoek"><b>x</b></form>'
    assert anew(form, "doel/1.html", ADDRESSES.of).startswith('<a class="to-search" href="../zoek')
    assert "input" not in anew(form, "doel/1.html", ADDRESSES.of)


def test_sign_in_an_attribute_ends_no_tag():
    piece = (
        """<a title="1 > 0" class='x>y' href="./doel?doel=1"><b>a</b></a><abbr title="a">b</abbr>"""
    )
    made = anew(piece, "index.html", ADDRESSES.of)
    assert made.startswith('<a title="1 &gt; 0" class="x&gt;y" href="doel/1.html"><b>a</b></a>')
    assert made.endswith('<abbr title="a">b</abbr>')


@pytest.mark.parametrize("name", ["Harelbeke", "Voeren"])
def test_figures_that_are_judged_at_once_are_judged_the_same(data, dataset, name):
    at_once = Dataset(store.current(data), paths.ROOT / "indicators.yaml", at_once=True)
    for goal in sampled(GOALS, 4):
        choices = read({"gemeente": name, "doel": str(goal.number)}, "doel", dataset).choices
        pages = [screens.page("doel", choices, each) for each in (at_once, dataset)]
        one, other = (html.block(page.blocks) for page in pages)
        assert one == other


def test_a_file_that_is_not_there_is_not_kept_as_if_it_were():
    made = anew('<a href="./download/alles.csv" download>CSV</a>', "gegevens.html", ADDRESSES.of)
    assert made == '<a href="levend.html">CSV</a>'


def test_no_link_is_dead(written):
    assert dead(written[0]) == set()


def test_pages_run_no_script_and_have_no_style_of_their_own(written):
    for path in written[1].pages:
        text = (written[0] / path).read_text(encoding="utf-8")
        assert text.count("<script") == text.count("<script defer src=") == 1
        assert "<style" not in text
        assert "<form" not in text


def test_words_and_figures_are_those_of_the_live_pages(written, dataset):
    root, done = written
    mine = [path for path in done.pages if of_place(path)]
    assert len(mine) == len(MADE) * 20
    for path in mine if WHOLE else mine[:: len(mine) // 6]:
        assert Page((root / path).read_text(encoding="utf-8")).words == live(path, dataset), path


def test_indicator_has_the_figures_of_the_live_table(written, dataset):
    text = (written[0] / "indicator" / "armoederisico.html").read_text(encoding="utf-8")
    words = " ".join(Page(text).words)
    link = {"gemeente": "Gent", "indicator": "armoederisico"}
    shown = " ".join(Page(first("indicator", link, dataset, "", "").body).words)
    table = shown.rpartition("in %: de beste eerst Plaats")[2]
    assert len(table) > 10_000
    assert table[:8000] in words


def test_old_names_lead_to_the_municipality_of_today(written):
    for page in ("gemeenten.html", "zoek.html", "index.html"):
        text = (written[0] / page).read_text(encoding="utf-8")
        assert '<a href="overzicht/bilzen-hoeselt.html">Bilzen (nu Bilzen-Hoeselt)</a>' in text


@pytest.mark.skipif(not WHOLE, reason="writes it twice: only by make sweep")
def test_same_figures_give_the_same_bytes(written, asked, tmp_path):
    write(tmp_path / "again", asked, lambda *_: None, 1)
    assert content(tmp_path / "again") == content(written[0])


def test_folder_of_somebody_else_is_left_alone(asked, tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(UsageError, match=r"sdg-wijzer\.json.*other files"):
        write(tmp_path, asked, lambda *_: None)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_interrupted_run_leaves_the_old_pages(asked, tmp_path):
    old = tmp_path / "site"
    old.mkdir()
    (old / folder.MARK).write_text("{}")

    def interrupt(done, _):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(old, asked, interrupt)
    assert [path.name for path in tmp_path.rglob("*")] == ["site", folder.MARK]


@pytest.mark.skipif(not WHOLE, reason="writes all pages: only by make sweep")
def test_whole_site_has_no_dead_link_and_the_words_of_the_live_pages(data, dataset, tmp_path):
    whole = Asked(store.current(data), paths.ROOT / "indicators.yaml", "https://sdg.example/")
    done = write(tmp_path / "site", whole, lambda *_: None)
    assert len([path for path in done.pages if of_place(path)]) == 285 * 20
    assert dead(tmp_path / "site") == set()
    mine = sorted(path for path in done.pages if of_place(path))
    for path in random.Random(1).sample(mine, 200):
        text = (tmp_path / "site" / path).read_text(encoding="utf-8")
        assert Page(text).words == live(path, dataset), path
