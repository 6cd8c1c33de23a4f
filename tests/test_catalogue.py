"""The catalogue: every problem at once, with file, line, entry, field, expected and found."""

import shutil

import numpy as np
import pandas as pd
import pytest

from sdgwijzer import catalogue, paths, sources
from sdgwijzer.build import pipeline
from sdgwijzer.errors import CatalogueError
from sdgwijzer.figures.mergers import OBSERVATION_COLUMNS
from sdgwijzer.model import Indicator
from sdgwijzer.texts.numbers import quantity

ENTRY = """
  {id}:
    name: {name}
    description: Een verzonnen indicator die alleen in een test voorkomt, nergens anders.
    goals: [{goal}]
    theme: inkomen
    unit: "{unit}"
    direction: lower_is_better
    direction_reason: Omdat de test dat zegt.
    source: {source}
    query: {{column: MS_MEDIAN}}
    merge: not_possible
    chance: unknown
    plausible: [0, 100]
    lag_years: 1
{extra}"""


def entry(id_="verzonnen", **fields):
    defaults = {
        "name": f"Verzonnen {id_}",
        "goal": 1,
        "unit": "%",
        "source": "statbel_disposable_income",
        "extra": "",
    }
    return ENTRY.format(id=id_, **defaults | fields)


UNITS = """
units:
  "%": {factor: 100}
  inwoners: {additive: true}
"""


def written(tmp_path, *entries, units=UNITS):
    path = tmp_path / "indicators.yaml"
    text = f"themes: {{inkomen: Inkomen}}{units}indicators:\n" + "".join(entries)
    path.write_text(text, encoding="utf-8")
    return path


def problems(tmp_path, *entries, units=UNITS):
    path = written(tmp_path, *entries, units=units)
    return [str(problem) for problem in catalogue.check(path)[1]]


def test_right_entry_has_no_problems(tmp_path):
    assert problems(tmp_path, entry()) == []


def test_goal_18_misspelt_key_and_double_id_are_reported_together(tmp_path):
    found = problems(
        tmp_path, entry(goal=18), entry("ander", extra="    eenheid: euro\n"), entry("ander")
    )
    assert len(found) == 3
    assert "verzonnen: goals.0: expected" in found[0]
    assert "18" in found[0]
    assert "found the unknown field 'eenheid'" in found[1]
    assert "ander: expected each name once, found it again" in found[2]


@pytest.mark.parametrize(
    ("fields", "field", "found"),
    [
        ({"unit": "appels"}, "unit", "'appels'"),
        ({"source": "bestaat_niet"}, "source", "'bestaat_niet'"),
        ({"name": "x"}, "name", "'x'"),
        ({"extra": "    decimals: veel\n"}, "decimals", "'veel'"),
        ({"extra": '    un_targets: ["3.1"]\n'}, "un_targets", "3.1"),
        ({"extra": "    per: {indicator: bestaat_niet}\n"}, "per.indicator", "bestaat_niet"),
        ({"unit": "inwoners"}, "merge", "not_possible"),
        ({"extra": "    target: {value: 900, source: Verzonnen}\n"}, "target.value", "900"),
        ({"goal": "true"}, "goals.0", "true"),
        ({"extra": "    measure: {factor: 3}\n"}, "measure", "a value"),
        ({"extra": "    decimals: 1.000\n"}, "decimals", "1.000"),
    ],
)
def test_wrong_field_is_named_with_what_is_there(tmp_path, fields, field, found):
    reported = problems(tmp_path, entry(**fields))
    assert any(f"verzonnen: {field}: expected" in line and found in line for line in reported)


def test_unknown_part_of_a_query_is_a_problem(tmp_path):
    text = entry().replace("column: MS_MEDIAN", "kolom: MS_MEDIAN")
    assert any("query.kolom" in line for line in problems(tmp_path, text))


@pytest.mark.parametrize(
    ("unit", "expected", "found"),
    [
        ("{factor: 0}", "factor: expected greater than 0", "0"),
        ("{factor: true}", "factor: expected a valid number", "true"),
        ("{additive: 1}", "additive: expected a valid boolean", "1"),
        (
            "{factr: 3}",
            "factr: expected one of the fields additive, bare, factor, measured, one",
            "factr",
        ),
        ("{additive: true, factor: 3}", "factor: expected no factor beside 'additive'", "3"),
        ("{measured: true}", "measured: expected 'additive' beside it", "none"),
        ("{}", "-: expected fields with a value", "nothing"),
    ],
)
def test_unit_that_is_wrong_is_named_with_its_line(tmp_path, unit, expected, found):
    units = f'\nunits:\n  "%": {{factor: 100}}\n  musea: {unit}\n'
    reported = problems(tmp_path, entry(), units=units)
    assert reported[0].startswith(f"line 4: musea: {expected}")
    assert found in reported[0].partition("found ")[2]


def test_indicator_with_a_new_unit_needs_the_catalogue_only(tmp_path):
    """The unit is in no module: the numbers are divided, shown and kept by what the file says."""
    units = UNITS + "  per 7 musea: {factor: 7}\n"
    new = entry(unit="per 7 musea").replace("not_possible", "ratio")
    entries = catalogue.read(written(tmp_path, new, units=units))
    [item] = entries
    cells = {name: [getattr(item, name, None)] for name in OBSERVATION_COLUMNS}
    rows = pd.DataFrame(
        cells
        | {"indicator_id": [item.id], "nis_code": ["34013"], "year": [2020]}
        | {"value": [np.nan], "numerator": [3.0], "denominator": [10.0]}
    )
    [value] = pipeline.derive(rows, entries, "nis_code")["value"]
    assert value == pytest.approx(2.1)
    assert quantity(value, item.unit, item.decimals) == "2,1\u00a0per 7 musea"
    assert Indicator.model_validate_json(item.model_dump_json()) == item


def test_every_indicator_survives_as_json():
    for item in catalogue.read(paths.catalogue()):
        assert Indicator.model_validate_json(item.model_dump_json()) == item


def test_two_indicators_with_one_name_are_a_problem(tmp_path):
    found = problems(tmp_path, entry("een", name="Zelfde"), entry("twee", name="Zelfde"))
    assert any("twee: name" in line and "een" in line for line in found)


def test_problem_names_its_line(tmp_path):
    found = problems(tmp_path, entry(goal=18))
    assert found[0].startswith("line 10:")


@pytest.mark.parametrize(
    "text",
    [
        "indicators:\n  a: &x [1, 2]\n  b: *x\n",
        "a: &a [l, l]\nb: &b [*a, *a]\nc: &c [*b, *b]\nindicators: [*c, *c]\n",
        "base: &base {unit: euro}\nindicators:\n  a:\n    <<: *base\n",
    ],
)
def test_what_refers_to_another_place_is_refused(tmp_path, text):
    path = tmp_path / "indicators.yaml"
    path.write_text(text)
    with pytest.raises(CatalogueError, match=r"indicators\.yaml, line \d: .* found \*\w+, which"):
        catalogue.read(path)


def test_star_in_a_text_is_a_star(tmp_path):
    path = tmp_path / "indicators.yaml"
    path.write_text("themes:\n  a: twee * drie\n")
    with pytest.raises(CatalogueError) as found:
        catalogue.read(path)
    assert "refers to another place" not in str(found.value)


def test_file_that_is_not_yaml_is_an_error(tmp_path):
    path = tmp_path / "indicators.yaml"
    path.write_text("indicators: [", encoding="utf-8")
    with pytest.raises(CatalogueError, match="is not YAML"):
        catalogue.read(path)


@pytest.mark.parametrize(
    "text", ["themes: {a: A}\nindicators: {}", "themes: {}\nindicators: {a: 1}"]
)
def test_catalogue_of_nothing_is_an_error(tmp_path, text):
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="expected fields with a value, found nothing"):
        catalogue.read(path)


def test_missing_catalogue_is_an_error(tmp_path):
    with pytest.raises(CatalogueError, match="cannot be read"):
        catalogue.read(tmp_path / "weg.yaml")


def test_shipped_catalogue_has_no_problems():
    assert catalogue.check(paths.catalogue())[1] == []


def test_shipped_catalogue_has_20_indicators_on_7_goals():
    entries = catalogue.read(paths.catalogue())
    assert len(entries.indicators) >= 20
    assert len({item.main_goal for item in entries}) >= 7


def test_every_source_is_used():
    entries = catalogue.read(paths.catalogue())
    assert {source.key for source in entries.sources} == set(sources.available())


def test_reading_does_not_depend_on_the_folder(tmp_path, monkeypatch):
    copy = shutil.copy(paths.catalogue(), tmp_path / "indicators.yaml")
    monkeypatch.chdir(tmp_path)
    assert len(catalogue.read(copy).indicators) == len(catalogue.read(paths.catalogue()).indicators)


PART = "    family: {{spokesman: {}, place: {}}}\n"


def test_part_of_a_family_has_a_spokesman_and_a_place_of_its_own(tmp_path):
    whole, part = entry(), entry("deel", extra=PART.format("verzonnen", 1))
    assert problems(tmp_path, whole, part) == []
    [problem] = problems(tmp_path, whole, entry("deel", extra=PART.format("niemand", 1)))
    assert "deel: family.spokesman: expected" in problem
    found = problems(tmp_path, whole, part, entry("stuk", extra=PART.format("deel", 1)))
    assert "stuk: family.spokesman: expected" in found[0]
    found = problems(tmp_path, whole, part, entry("stuk", extra=PART.format("verzonnen", 1)))
    assert "stuk: family.place: expected a place that no other has" in found[1]


def test_places_in_a_family_follow_each_other():
    places = {}
    for item in catalogue.read(paths.catalogue()):
        if item.family:
            places.setdefault(item.family.spokesman, []).append(item.family.place)
    assert places
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in places.values())


@pytest.mark.parametrize(
    ("extra", "expected", "found"),
    [
        ("synonyms: [arm, armoede]", "", ""),
        ("synonyms: [Arm]", "synonyms.0: expected String should match", "Arm"),
        ("synonyms: [twee woorden]", "synonyms.0: expected String should match", "twee woorden"),
        ("synonyms: [arm, arm]", "synonyms: expected each word once", "arm"),
        ("synonyms: [verzonnen]", "synonyms: expected each word once, and not in", "verzonnen"),
        ("archive: true", "", ""),
        ("archive: 1", "archive: expected a valid boolean", "1"),
    ],
)
def test_other_words_and_the_archive_are_checked(tmp_path, extra, expected, found):
    reported = problems(tmp_path, entry(extra=f"    {extra}\n"))
    assert len(reported) == bool(expected)
    assert all(f"verzonnen: {expected}" in line and found in line for line in reported)


def test_archive_speaks_for_nobody_on_the_pages(tmp_path):
    old = entry(extra="    archive: true\n")
    part = PART.format("verzonnen", 1)
    [problem] = problems(tmp_path, old, entry("deel", extra=part))
    assert "deel: family.spokesman: expected" in problem
    assert problems(tmp_path, old, entry("deel", extra=part + "    archive: true\n")) == []


def test_archive_of_the_catalogue_is_kept_with_its_figures():
    archived = {item.id for item in catalogue.read(paths.catalogue()) if item.archive}
    assert {"akkerland", "covid_vaccinatie", "badkamer", "investeringen_riolering"} < archived
    assert len(archived) == 15


def test_everyday_words_lead_to_figures_that_are_called_otherwise():
    entries = catalogue.read(paths.catalogue())
    assert sum(bool(item.synonyms) for item in entries) >= 60
    assert "werkloosheid" in entries.by_id["werkzoekendengraad"].synonyms
    said = [(w, item.id) for item in entries for w in item.synonyms if f" {w} " in item.description]
    assert said == []
