"""Provincies in Cijfers: lists exported as CSV, on pupils and newcomers."""

import pytest
from pydantic import ValidationError

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.provincies_in_cijfers_csv import EXPORTS, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {
    "*youth*": Where("leerlingen basis", ("Harelbeke",), delimiter=";"),
    "*": Where("*", ("Harelbeke",), delimiter=";"),
}

PUPILS = EXPORTS["leerlingen"]
PRIMARY = "leerlingen basisonderwijs die thuis geen Nederlands spreken (t.o.v. lln bo) - WP"
SECONDARY = "leerlingen secundair onderwijs die thuis geen Nederlands spreken (t.o.v. lln so) - WP"
RATE = "nieuwkomers per 1.000 inwoners 18+ jaar"
OUTSIDE_EU = {"table": "nieuwkomers_niet_eu", "label": "nieuwkomers niet-EU"} | {
    "of": {"table": "nieuwkomers", "label": "nieuwkomers"}
}

read = by_cell(SOURCE)


def asked(table, label):
    return indicator(SOURCE.key, {"table": table, "label": label}, merge="not_possible")


# Harelbeke, as on the portal
@pytest.mark.parametrize(
    ("table", "label", "year", "expected"),
    [
        ("leerlingen", PRIMARY, 2014, 11.1),
        ("leerlingen", PRIMARY, 2024, 22.0),
        ("leerlingen", SECONDARY, 2014, 9.5),
        ("leerlingen", SECONDARY, 2024, 21.5),
        ("nieuwkomers", "nieuwkomers", 2014, 70),
        ("nieuwkomers", "nieuwkomers", 2024, 202),
        ("nieuwkomers_per_1000", RATE, 2024, 8.4),
    ],
)
def test_check_value_of_harelbeke(recorded, table, label, year, expected):
    row = read(recorded, asked(table, label)).loc[("verzonnen", "34013", year)]
    assert row["value"] == expected


def test_share_of_two_exports_has_components(recorded):
    row = read(recorded, indicator(SOURCE.key, OUTSIDE_EU)).loc[("verzonnen", "34013", 2024)]
    assert (row["numerator"], row["denominator"]) == (117, 202)


def test_share_of_nobody_does_not_apply(recorded):
    row = read(recorded, indicator(SOURCE.key, OUTSIDE_EU)).loc[("verzonnen", "73028", 2024)]
    assert row["missing"] == "not_applicable"
    assert row[["value", "numerator", "denominator"]].isna().all()


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("-", "not_published"),
        ("?", "not_published"),
        ("x", "withheld"),
        ("nvt", "not_applicable"),
    ],
)
def test_mark_is_a_gap_and_never_a_zero(edited_text, mark, reason):
    get = edited_text(
        PUPILS, lambda text: text.replace('"Harelbeke";11,1', f'"Harelbeke";"{mark}"')
    )
    row = read(get, asked("leerlingen", PRIMARY)).loc[("verzonnen", "34013", 2014)]
    assert row["missing"] == reason
    assert row[["value", "numerator"]].isna().all()


def test_brussels_and_people_without_a_place_are_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, asked("leerlingen", PRIMARY)).index}
    assert codes == {"11002", "23106", "33016", "34013", "34042", "73028"}


def test_all_285_municipalities_are_in_the_full_files(raw):
    for table, label in (("leerlingen", PRIMARY), ("nieuwkomers_per_1000", RATE)):
        codes = {code for _, code, _ in read(raw, asked(table, label)).index}
        assert len(codes) == 285


def test_unknown_mark_is_refused(edited_text):
    get = edited_text(PUPILS, lambda text: text.replace('"Harelbeke";11,1', '"Harelbeke";"*"'))
    with pytest.raises(SourceError, match=r"flanders_youth\.csv: cells that are no number"):
        read(get, asked("leerlingen", PRIMARY))


def test_decimal_point_is_refused(edited_text):
    get = edited_text(PUPILS, lambda text: text.replace('"Harelbeke";11,1', '"Harelbeke";11.1'))
    with pytest.raises(SourceError, match="cells that are no number"):
        read(get, asked("leerlingen", PRIMARY))


def test_renamed_label_is_refused(edited_text):
    get = edited_text(PUPILS, lambda text: text.replace("basisonderwijs", "basisschool"))
    with pytest.raises(SourceError, match="leerlingen basisonderwijs"):
        read(get, asked("leerlingen", PRIMARY))


def test_header_without_a_year_is_refused(edited_text):
    get = edited_text(PUPILS, lambda text: text.replace("- WP|2014", "- WP"))
    with pytest.raises(SourceError, match="columns of another form"):
        read(get, asked("leerlingen", PRIMARY))


def test_name_that_is_no_municipality_is_refused(edited_text):
    get = edited_text(PUPILS, lambda text: text.replace('"Harelbeke"', '"Harelbeek"'))
    with pytest.raises(SourceError, match=r"unknown municipalities.*Harelbeek"):
        read(get, asked("leerlingen", PRIMARY))


def test_doubled_row_is_refused(edited_text):
    def double(text):
        row = next(line for line in text.splitlines() if line.startswith('"Zwevegem"'))
        return text.rstrip("\n") + "\n" + row + "\n"

    with pytest.raises(SourceError, match="doubled"):
        read(edited_text(PUPILS, double), asked("leerlingen", PRIMARY))


def test_other_delimiter_is_refused(edited_text):
    get = edited_text(PUPILS, lambda text: text.replace(";", ","))
    with pytest.raises(SourceError, match=r"flanders_youth\.csv"):
        read(get, asked("leerlingen", PRIMARY))


def test_export_that_is_not_there_is_refused():
    with pytest.raises(ValidationError, match="no such export"):
        SOURCE.query.model_validate({"table": "inwoners", "label": "inwoners"})
