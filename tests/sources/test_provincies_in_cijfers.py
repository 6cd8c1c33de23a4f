"""Provincies in Cijfers: hand exports of the portal."""

import math

import openpyxl
import pytest
from pydantic import ValidationError

from sdgwijzer.errors import SourceError
from sdgwijzer.model import FIGURE_COLUMNS
from sdgwijzer.sources.provincies_in_cijfers import EXPORTS, SOURCE, Query
from tests import make
from tests.damage import Where
from tests.make import REFERENCE

LOOKS_AT = {"*.xlsx": Where("werkzoekendengraad (jaar", ("Harelbeke",), 1)}

RATE = "werkzoekendengraad (jaargemiddelde) [%]"
WOMEN = "werkzoekendengraad vrouwen (jaargemiddelde) [%]"
MEN = "werkzoekendengraad mannen (jaargemiddelde) [%]"
YOUNG = "werkzoekendengraad 18-24 jaar (jaargemiddelde) [%]"
AVERAGE = "werkzoekenden zonder werk (jaargemiddelde) [aantal]"
ALL = "WZW [aantal] (1)"
BELGIAN, EU, OUTSIDE_EU = (
    "WZW Belg [aantal] (1)",
    "WZW EU (excl. Belg) [aantal] (1)",
    "WZW niet-EU [aantal] (1)",
)
MOVED = "WZW vorig jaar wonend in een andere  gemeente [aantal] (1)"

HARELBEKE, ZWEVEGEM, HERSTAPPE, PAJOTTEGEM = "34013", "34042", "73028", "23106"


def indicator(name="test", **query):
    query = {"table": "werkloosheid", **query}
    merge = "ratio" if "of" in query else "not_possible"
    return make.indicator(SOURCE.key, query, name, merge=merge, chance="unknown")


def read(get, **query):
    return SOURCE.read([indicator(**query)], get, REFERENCE)


def row(get, nis_code, year, **query):
    frame = read(get, **query)
    return frame[(frame["nis_code"] == nis_code) & (frame["year"] == year)].iloc[0]


@pytest.fixture
def edited(recorded, tmp_path):
    """`get` of the recorded workbook after a change to its sheet."""

    def edit(change):
        book = openpyxl.load_workbook(recorded(EXPORTS["werkloosheid"].request))
        change(book.active)
        book.save(tmp_path / "changed.xlsx")
        return lambda request: tmp_path / "changed.xlsx"

    return edit


# ---- what comes out


def test_frame_has_the_columns_of_figures(recorded):
    assert tuple(read(recorded, label=RATE).columns) == FIGURE_COLUMNS


def test_codes_belong_to_the_map_of_2025(recorded):
    assert set(read(recorded, label=RATE)["geography"]) == {2025}


@pytest.mark.parametrize(
    ("year", "label", "expected"),
    [
        (2014, RATE, 6.3),
        (2019, RATE, 4.6),
        (2024, RATE, 5.2),
        (2024, WOMEN, 5.4),
        (2024, MEN, 5.1),
        (2024, YOUNG, 11.3),
    ],
)
def test_rate_of_harelbeke_has_no_float_noise(recorded, year, label, expected):
    assert row(recorded, HARELBEKE, year, label=label, scale=100)["value"] == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [(AVERAGE, 736), (ALL, 669), (BELGIAN, 448), (EU, 70), (OUTSIDE_EU, 151)],
)
def test_count_of_harelbeke_is_the_published_one(recorded, label, expected):
    assert row(recorded, HARELBEKE, 2024, label=label)["value"] == expected


def test_rate_is_a_fraction_without_scale(recorded):
    assert row(recorded, HARELBEKE, 2024, label=RATE)["value"] == 0.052


def test_published_value_has_no_components(recorded):
    frame = read(recorded, label=RATE, scale=100)
    assert frame[["numerator", "denominator"]].isna().all(axis=None)


def test_merged_municipality_has_history(recorded):
    assert row(recorded, PAJOTTEGEM, 2014, label=RATE, scale=100)["value"] == 4.3


def test_several_indicators_read_the_file_once(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    frame = SOURCE.read([indicator("a", label=RATE), indicator("b", label=ALL)], get, REFERENCE)
    assert set(frame["indicator_id"]) == {"a", "b"}
    assert len(asked) == 1


# ---- differences and shares


def test_difference_is_in_percentage_points(recorded):
    assert row(recorded, HARELBEKE, 2024, label=WOMEN, minus=MEN, scale=100)["value"] == 0.3


@pytest.mark.parametrize("query", [{"label": MEN, "minus": WOMEN}, {"label": WOMEN, "minus": MEN}])
def test_difference_is_a_gap_when_either_side_is(recorded, query):
    found = row(recorded, HERSTAPPE, 2023, **query)  # only that of women is withheld
    assert math.isnan(found["value"])
    assert found["missing"] == "withheld"


def test_share_gives_components_and_no_value(recorded):
    found = row(recorded, HARELBEKE, 2024, label=OUTSIDE_EU, of=ALL)
    assert (found["numerator"], found["denominator"]) == (151, 669)
    assert math.isnan(found["value"])


def test_share_is_a_gap_when_its_part_is(recorded):
    found = row(recorded, HERSTAPPE, 2024, label=OUTSIDE_EU, of=AVERAGE)
    assert math.isnan(found["numerator"])
    assert found["missing"] == "withheld"


def test_share_of_nobody_is_not_applicable(recorded):
    found = row(recorded, HERSTAPPE, 2024, label=OUTSIDE_EU, of=ALL)
    assert row(recorded, HERSTAPPE, 2024, label=ALL)["value"] == 0
    assert found["missing"] == "not_applicable"
    assert math.isnan(found["numerator"])


def test_share_has_only_years_that_both_sides_have(recorded):
    assert read(recorded, label=ALL, of=AVERAGE)["year"].min() == 2015


# ---- traps of the layout


def test_label_stands_above_the_last_year_of_its_block(recorded):
    assert sorted(set(read(recorded, label=RATE)["year"])) == list(range(2014, 2025))


def test_year_that_nobody_has_gives_no_rows(recorded):
    assert sorted(set(read(recorded, label=ALL)["year"])) == list(range(2015, 2025))


def test_withheld_count_is_no_zero(recorded):
    found = row(recorded, HERSTAPPE, 2024, label=AVERAGE)
    assert math.isnan(found["value"])
    assert found["missing"] == "withheld"


def test_no_value_of_one_municipality_is_not_published(recorded):
    assert row(recorded, HERSTAPPE, 2014, label=AVERAGE)["missing"] == "not_published"


def test_known_value_has_no_reason(recorded):
    assert row(recorded, HARELBEKE, 2024, label=RATE)["missing"] is None


@pytest.mark.parametrize(("mark", "reason"), [("nvt", "not_applicable"), ("?", "not_published")])
def test_other_marks_of_the_legend_are_gaps(edited, mark, reason):
    get = edited(lambda sheet: sheet.cell(7, 12, mark))
    assert row(get, HARELBEKE, 2024, label=RATE)["missing"] == reason


def test_people_without_a_place_are_left_out(recorded):
    assert len(read(recorded, label=RATE)) == 8 * 11


def test_label_with_two_spaces_is_asked_to_the_letter(recorded):
    assert row(recorded, HARELBEKE, 2024, label=MOVED)["value"] > 0
    with pytest.raises(SourceError, match="missing"):
        read(recorded, label=MOVED.replace("  ", " "))


# ---- what is refused


def test_query_knows_its_tables():
    with pytest.raises(ValidationError, match="werkloosheid"):
        Query(table="werkloos", label=RATE)


@pytest.mark.parametrize("other", [{"minus": MEN}, {"scale": 100}])
def test_share_takes_no_difference_or_scale(other):
    with pytest.raises(ValidationError, match="share"):
        Query(table="werkloosheid", label=ALL, of=AVERAGE, **other)


def _swap_label_to_first_column(sheet):
    for block in range(21):
        first, last = sheet.cell(2, 2 + 11 * block), sheet.cell(2, 12 + 11 * block)
        first.value, last.value = last.value, None


DAMAGE = {
    "label renamed": (lambda sheet: sheet.cell(2, 12, "werkloosheidsgraad"), "missing or doubled"),
    "label doubled": (lambda sheet: sheet.cell(2, 23, RATE), "a label is doubled"),
    "label above the first year": (_swap_label_to_first_column, "do not fit"),
    "year left out": (lambda sheet: sheet.delete_cols(5), "do not fit"),
    "year is no number": (lambda sheet: sheet.cell(3, 5, "2017*"), "no number"),
    "mark not in the legend": (lambda sheet: sheet.cell(7, 12, "n/a"), "no number"),
    "empty cell": (lambda sheet: sheet.cell(7, 12).__setattr__("value", None), "no number"),
    "other legend": (lambda sheet: sheet.cell(17, 2, "- Nul"), "other special values"),
    "unknown name": (lambda sheet: sheet.cell(7, 1, "Halrebeke"), "unknown municipalities"),
    "name left out": (lambda sheet: sheet.cell(7, 1).__setattr__("value", None), "unknown munic"),
    "municipality of before": (lambda sheet: sheet.cell(7, 1, "Galmaarden"), "unknown munic"),
    "municipality doubled": (lambda sheet: sheet.cell(7, 1, "Zwevegem"), "doubled"),
    "cut off before the legend": (lambda sheet: sheet.delete_rows(10, 40), "legend"),
    "sheet renamed": (lambda sheet: setattr(sheet, "title", "Blad1"), "sheet is missing"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_export_is_refused(edited, change, problem):
    get = edited(change)
    with pytest.raises(SourceError, match=problem) as caught:
        read(get, label=RATE)
    assert (caught.value.source, caught.value.file) == (SOURCE.key, "changed.xlsx")


@pytest.mark.parametrize(
    "content", [b"<!DOCTYPE html><title>Aanmelden</title>", b"", b"PK\x03\x04x"]
)
def test_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "page.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"page\.xlsx"):
        read(lambda request: path, label=RATE)


# ---- the full file


def test_full_file_has_all_municipalities(raw):
    assert read(raw, label=RATE)["nis_code"].nunique() == 285


def test_median_municipality_is_the_known_one(raw):
    # Worked out by hand from the same export, for the method of the trend against the others.
    frame = read(raw, label=RATE, scale=100)
    medians = frame[frame["year"] >= 2015].groupby("year")["value"].median()
    assert medians.tolist() == [6.4, 6.1, 5.8, 5.3, 5.0, 5.2, 4.6, 4.3, 4.5, 4.7]


@pytest.mark.parametrize(
    ("nis_code", "expected"),
    [
        (HARELBEKE, [5.9, 5.5, 5.1, 4.7, 4.6, 4.9, 4.7, 4.4, 4.7, 5.2]),
        (ZWEVEGEM, [4.6, 4.4, 4.1, 3.8, 3.6, 3.5, 3.5, 3.5, 4.1, 4.2]),
        ("34009", [5.0, 4.5, 4.0, 3.9, 3.6, 3.6, 3.4, 3.4, 3.6, 4.1]),  # Deerlijk
        ("34023", [6.2, 5.7, 5.3, 4.7, 4.7, 4.9, 4.7, 4.6, 4.9, 5.1]),  # Kuurne
    ],
)
def test_series_around_harelbeke_are_the_known_ones(raw, nis_code, expected):
    frame = read(raw, label=RATE, scale=100)
    own = frame[(frame["nis_code"] == nis_code) & (frame["year"] >= 2015)]
    assert own.sort_values("year")["value"].tolist() == expected


def test_nationalities_add_up_to_all(raw):
    queries = {"all": ALL, "belgian": BELGIAN, "eu": EU, "outside": OUTSIDE_EU}
    frame = SOURCE.read(
        [indicator(name, label=label) for name, label in queries.items()], raw, REFERENCE
    )
    wide = frame.pivot(index=["nis_code", "year"], columns="indicator_id", values="value").dropna()
    assert len(wide) > 2_600
    assert (wide[["belgian", "eu", "outside"]].sum(axis=1) == wide["all"]).all()
