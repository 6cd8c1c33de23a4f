"""Vaccination against COVID-19, two snapshots."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.laatjevaccineren import SOURCE, snapshot
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("FULLY_VACCINATED_AMT", delimiter=",")}

FULL = indicator(SOURCE.key, {"column": "FULLY_VACCINATED_AMT"}, "volledig")
BOOSTER = indicator(SOURCE.key, {"column": "BOOSTER_AMT", "since": 2022}, "booster")
SENIORS = indicator(SOURCE.key, {"column": "BOOSTER_AMT", "seniors": True}, "ouderen")

read = by_cell(SOURCE)


@pytest.mark.parametrize(("year", "people"), [(2021, 23_430), (2022, 24_121)])
def test_check_values_of_harelbeke(recorded, year, people):
    row = read(recorded, FULL).loc[("volledig", "34013", year)]
    assert (row["numerator"], row["denominator"]) == (people, 28_614)


def test_booster_of_harelbeke(recorded):
    assert read(recorded, BOOSTER).loc[("booster", "34013", 2022), "numerator"] == 20_501


def test_year_before_the_first_asked_is_left_out(recorded):
    assert {year for _, _, year in read(recorded, BOOSTER).index} == {2022}


def test_seniors_are_fewer_than_all(recorded):
    found = read(recorded, FULL, SENIORS).xs(("34013", 2022), level=("nis_code", "year"))
    assert found.loc["ouderen", "denominator"] < found.loc["volledig", "denominator"] / 3


def test_all_300_municipalities_are_in_both_snapshots(raw):
    assert len(read(raw, FULL)) == 600


def test_renamed_column_is_named(edited_text):
    get = edited_text(snapshot(2022), lambda text: text.replace("BOOSTER_AMT", "EXTRA"))
    with pytest.raises(SourceError, match=r"2022-03-10\.csv.*BOOSTER_AMT"):
        read(get, BOOSTER)


def test_other_mark_of_seniors_is_refused(edited_text):
    def rewrite(text):
        return text.replace(",1,1,", ",1,ja,")

    with pytest.raises(SourceError, match="other values in SENIOR_FL"):
        read(edited_text(snapshot(2021), rewrite), SENIORS)


def test_doubled_row_is_refused(edited_text):
    get = edited_text(snapshot(2021), lambda text: text + text.splitlines()[1] + "\n")
    with pytest.raises(SourceError, match="doubled"):
        read(get, FULL)


def test_empty_count_is_refused(edited_text):
    def empty(text):
        head, row, rest = text.split("\n", 2)
        cells = row.split(",")
        cells[-1] = ""
        return "\n".join([head, ",".join(cells), rest])

    with pytest.raises(SourceError, match="no number"):
        read(edited_text(snapshot(2022), empty), FULL)
