"""Dutch words: numbers, units, places, dates, judgements."""

import ast
import re
import string

import pytest

from sdgwijzer import catalogue, paths
from sdgwijzer.judgement import position
from sdgwijzer.model import Direction, Flag, Missing, Status, Trend, Unit
from sdgwijzer.texts import method, numbers
from sdgwijzer.texts.targets import TARGETS
from sdgwijzer.texts.words import (
    DIRECTION,
    FLAG,
    MISSING,
    SHORT_FLAG,
    STATUS,
    STATUS_REASON,
    TREND,
    short_missing,
    trend_word,
)
from tests import make

ENTRIES = list(catalogue.read(paths.catalogue()))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (6.1, 1, "6,1"),
        (27247, 0, "27\u00a0247"),
        (1234567.891, 2, "1\u00a0234\u00a0567,89"),
        (-0.7, 1, "−0,7"),
        (-0.04, 1, "0,0"),
        (0, 0, "0"),
    ],
)
def test_number_is_written_as_in_flanders(value, decimals, expected):
    assert numbers.number(value, decimals) == expected


def test_quantity_keeps_number_and_unit_together():
    assert numbers.quantity(6.1, "%", 1) == "6,1\u00a0%"


def test_ratio_has_no_unit():
    item = make.indicator("made_up", {}, unit="verhouding", decimals=2)
    assert numbers.figure(1.56, item) == "1,56"


@pytest.mark.parametrize(("value", "said"), [(1.2, "1 ding"), (-1, "−1 ding"), (2, "2 dingen")])
def test_one_is_said_in_the_singular_that_the_catalogue_gives(value, said):
    item = make.indicator("made_up", {}, unit="personen")
    item = item.model_copy(update={"unit": "dingen", "measure": Unit(one="ding")})
    assert numbers.figure(value, item, 0).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("Sportclubs per 1.000 inwoners", "per 1.000 inwoners", ""),
        ("Volwassen nieuwkomers per 1.000 volwassen inwoners", "per 1.000 volwassenen", ""),
        ("Schuld per inwoner", "euro per inwoner", ", in euro"),
        ("Uren gezinszorg per 100 inwoners", "uren per 100 inwoners", ""),
        ("Aantal laadpunten", "laadpunten", ""),
        ("Renovaties", "per 1.000 gebouwen", ", per 1.000 gebouwen"),
        ("Mediaan inkomen", "euro", ", in euro"),
        ("Inkomensspreiding", "verhouding", ""),
    ],
)
def test_unit_beside_a_name_says_what_the_name_does_not(name, unit, expected):
    measure = make.UNITS.get(unit, Unit())
    item = ENTRIES[0].model_copy(update={"name": name, "unit": unit, "measure": measure})
    assert numbers.name_and_unit(item) == name + expected


def test_no_caption_says_per_how_many_twice():
    per = re.compile(r"\bper (?:[\d.]*\d|inwoner|gezin)\b")
    captions = [numbers.name_and_unit(item) for item in ENTRIES]
    assert [each for each in captions if len(per.findall(each)) > 1] == []


def test_place_names_the_number_of_municipalities():
    assert numbers.place(34, 271) == "34e van 271\u00a0gemeenten"


def test_shared_place_names_both():
    assert numbers.ordinal(34.5) == "34e-35e"


def test_day_is_written_in_words():
    assert numbers.day("2026-11-03") == "3 november 2026"


@pytest.mark.parametrize(
    ("names", "expected"), [(["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_names_are_listed(names, expected):
    assert numbers.listed(names) == expected


def test_falling_figure_that_improves_says_both():
    word = trend_word(Trend.IMPROVING, -0.3, True)
    assert (word.symbol, word.text) == ("↘", "daalt duidelijk (een verbetering)")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (STATUS, Status),
        (TREND, Trend),
        (MISSING, Missing),
        (FLAG, Flag),
        (SHORT_FLAG, Flag),
        (DIRECTION, Direction),
    ],
)
def test_every_code_has_a_dutch_word(words, codes):
    assert set(words) == set(codes)


def test_every_gap_has_a_short_reason():
    assert all(short_missing(code) for code in Missing)


def test_every_reason_without_status_has_words():
    codes = {value for name, value in vars(position.Reason).items() if name.isupper()}
    assert codes == set(STATUS_REASON)


def test_method_shows_the_constants_of_the_code():
    text = " ".join(body for _, body in method.METHOD)
    assert f"minder dan {position.MIN_PEERS} andere gemeenten" in text
    assert "20\u00a0%" in text
    assert not set("{}") & set(text)


def test_texts_have_no_odd_characters():
    allowed = set(string.printable) | set("éëïèöü…“”‘’\u00a0–−↗↘→↝▲●▼○·É²")
    for _, text in method.METHOD:
        assert set(text) <= allowed


SHOWN_BY = (
    "charts.py",
    "components",
    "content",
    "frame",
    "html",
    "links",
    "pages",
    "pictures",
    "screens",
)
WORDS = re.compile(r"[A-Za-zëéï]{2,} [a-zëéï]{2,}|^[A-Z][a-zëé]{3,}|^[a-z]{4,}[,.]? $")
ATTRIBUTES = re.compile(r"<[^>]*(>|$)|^[^<]*>|[\w-]+=['\"]?|[\w-]+: ?[\w.#-]+;?|^\W*$")
CODES = {
    "Drawing",
    "scroll high",
    "top left",
    "top center",
    "bottom center",
    "middle left",
    "middle right",
    "euro per inwoner",
    "Medians",
    "Harelbeke",
    "Zwevegem,Deerlijk,Kuurne",
}


def literals(path):
    """Strings of a module that a visitor may read, with the line.

    Not docstrings, types, names that are handed on, and errors for who programs.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unread = [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            unread.append(node.value)
        elif isinstance(node, ast.FunctionDef):
            unread += [each for each in (node.returns, *node.args.args) if each is not None]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            unread.append(node.value)
    skipped = {id(each) for node in unread for each in ast.walk(node)}
    for node in ast.walk(tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in skipped:
            yield node.lineno, node.value


def shown_by():
    package = paths.ROOT / "sdgwijzer"
    for name in SHOWN_BY:
        place = package / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def test_words_for_visitors_stand_in_texts_alone():
    found = [
        (path, line, text)
        for path in shown_by()
        for line, text in literals(path)
        if WORDS.search(ATTRIBUTES.sub(" ", text).strip()) and text not in CODES
    ]
    assert found == []


def languages():
    """Other languages: a folder beside the Dutch one, with the same files and names."""
    return sorted(path for path in (paths.ROOT / "sdgwijzer").glob("texts_??") if path.is_dir())


def public(path):
    """Names of a module with what they are: parameters of functions, keys of mappings."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = [each.arg for each in (*node.args.args, *node.args.kwonlyargs)]
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            keys = node.value.keys if isinstance(node.value, ast.Dict) else []
            found[ast.unparse(target)] = sorted(ast.unparse(key) for key in keys)
    return {name: parts for name, parts in found.items() if not name.startswith("_")}


def untranslated(dutch, other):
    """What another language lacks or has otherwise: file and name."""
    for path in sorted(dutch.glob("*.py")):
        there = public(other / path.name) if (other / path.name).is_file() else {}
        for name, parts in public(path).items():
            if there.get(name) != parts:
                yield path.name, name


@pytest.mark.parametrize("folder", languages() or [paths.ROOT / "sdgwijzer" / "texts"])
def test_every_language_has_every_text(folder):
    assert list(untranslated(paths.ROOT / "sdgwijzer" / "texts", folder)) == []


def test_missing_name_key_or_parameter_of_a_translation_is_named(tmp_path):
    dutch, other = tmp_path / "texts", tmp_path / "texts_fr"
    for folder, content in (
        (dutch, "A = {'x': 1}\nB = 1\ndef f(a, b): ...\n"),
        (other, "A = {'y': 1}\ndef f(a): ...\n"),
    ):
        folder.mkdir()
        (folder / "__init__.py").write_text(content, encoding="utf-8")
    assert [name for _, name in untranslated(dutch, other)] == ["A", "B", "f"]


@pytest.mark.parametrize(
    "path",
    sorted((paths.ROOT / "sdgwijzer" / "html" / "templates").glob("*[lg]")),
    ids=lambda path: path.name,
)
def test_templates_have_no_words_of_their_own(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>|class=.*|&\w+;", " ", text)
    assert re.findall(r"[^\W\d_]{2,}", text) == []


def test_every_target_of_the_catalogue_has_its_words_and_no_other():
    assert {code for item in ENTRIES for code in item.un_targets} == set(TARGETS)
