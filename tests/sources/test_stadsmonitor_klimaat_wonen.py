"""Energy labels from a third party's table: what is taken, and what is left."""

import csv
import io

import pytest
from pydantic import ValidationError

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.stadsmonitor_klimaat_wonen import LABELS, REQUEST, SOURCE, Query
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("Categorie F-2023 EPC", delimiter=",")}

BAD = indicator(SOURCE.key, {"labels": ["E", "F"]}, "bad", merge="not_possible")
GOOD = indicator(SOURCE.key, {"labels": ["A+", "A"]}, "good", merge="not_possible")
LABEL_B = "Categorie B-2023 EPC"

read = by_cell(SOURCE)


def labelled(*labels):
    return indicator(SOURCE.key, {"labels": labels}, "x", merge="not_possible")


@pytest.mark.parametrize(
    ("label", "expected"),
    [("A", 3.89), ("A+", 0), ("B", 22.09), ("C", 22.9), ("D", 20.25), ("E", 10.43), ("F", 20.45)],
)
def test_check_value_of_harelbeke(recorded, label, expected):
    assert read(recorded, labelled(label)).loc[("x", "34013", 2023), "value"] == expected


def test_labels_are_added_up_without_dust(recorded):
    assert read(recorded, BAD).loc[("bad", "34013", 2023), "value"] == 30.88


def test_row_of_flanders_is_dropped(recorded):
    codes = {code for _, code, _ in read(recorded, BAD).index}
    assert codes == {"11002", "11007", "34009", "34013", "34023", "34042", "44083"}


def test_shares_have_no_components_and_stand_on_the_map_of_2019(recorded):
    found = read(recorded, BAD, GOOD)
    assert found[["numerator", "denominator"]].isna().all(axis=None)
    assert set(found["geography"]) == {2019}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"labels": []},
        {"labels": ["E", "E"]},
        {"labels": ["G"]},
        {"column": "Aantal huishoudens-2023"},
    ],
)
def test_query_for_anything_else_is_refused(query):
    with pytest.raises(ValidationError):
        Query.model_validate(query)


@pytest.mark.parametrize("damaged", ["huishoudens", "hittestress", "fietsinfrastructuur"])
def test_columns_that_are_not_to_be_trusted_are_not_read(edited_text, damaged):
    def spoil(rows):
        columns = [i for i, name in enumerate(rows[0]) if damaged in name]
        assert columns
        for row in rows[1:]:
            for i in columns:
                row[i] = "x"

    assert len(read(edited_text(REQUEST, on_cells(spoil)), BAD)) == 7


def test_file_is_read_once_for_all_indicators(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    read(get, BAD, GOOD)
    assert asked == [REQUEST.name]


def test_figures_without_a_licence_are_not_shipped():
    assert not SOURCE.shipped


# ---- what is refused


def on_cells(change):
    """An edit of the text from a change of its rows of cells."""

    def edit(text):
        rows = list(csv.reader(io.StringIO(text)))
        change(rows)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    return edit


def put(column, value, nis_code="34013"):
    """Another value in a cell."""

    def change(rows):
        row = next(row for row in rows if row[1] == nis_code)
        row[rows[0].index(column)] = value

    return on_cells(change)


DAMAGE = {
    "label off by a tenth": (put("Categorie F-2023 EPC", "20.55"), "do not add up.*34013"),
    "labels exchanged for fractions": (put("Categorie F-2023 EPC", "0.2045"), "do not add up"),
    "label renamed": (lambda text: text.replace("Categorie E-2023", "E-2023"), "Categorie E-2023"),
    "other year": (lambda text: text.replace("-2023 EPC", "-2024 EPC"), "Categorie A-2023"),
    "code renamed": (lambda text: text.replace("NIS-code", "NIS"), "NIS-code"),
    "row doubled": (lambda text: text + text.splitlines()[-1] + "\n", "doubled"),
    "unknown mark": (put(LABEL_B, "n.b."), r"n\.b\."),
    "empty cell": (put(LABEL_B, ""), "no number"),
    "more than all": (put(LABEL_B, "650"), "outside 0 to 100"),
    "unknown code": (put("NIS-code", "34999"), "34999"),
    "only Flanders": (
        on_cells(
            lambda rows: rows.__setitem__(slice(1, None), [r for r in rows if r[1] == "2000"])
        ),
        "no rows",
    ),
    "cut off": (lambda text: text[: text.index("Harelbeke") + 40], "number of cells"),
    "other delimiter": (lambda text: text.replace(",", ";"), "missing or doubled"),
    "a page": (lambda text: "<!DOCTYPE html><html></html>", "not a table"),
    "empty": (lambda text: "", "not a table"),
}


@pytest.mark.parametrize(("edit", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_table_is_refused(edited_text, edit, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read(edited_text(REQUEST, edit), BAD, GOOD)
    assert (caught.value.source, caught.value.file) == (SOURCE.key, "basisdata.csv")


# ---- the full file


def test_full_file_lacks_four_municipalities(raw):
    codes = {code for _, code, _ in read(raw, BAD).index}
    assert len(codes) == 296
    assert not codes & {"23009", "33016", "45062", "73028"}  # Bever, Mesen, Horebeke, Herstappe


def test_all_labels_together_are_everything_in_the_full_file(raw):
    total = read(raw, labelled(*LABELS))["value"]
    assert total.between(99.95, 100.05).all()


def test_harelbeke_in_the_full_file(raw):
    found = read(raw, BAD)["value"]
    assert found[("bad", "34013", 2023)] == 30.88
