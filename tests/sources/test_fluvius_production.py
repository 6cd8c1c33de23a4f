"""Installations on Fluvius' grid by municipality; the answer is invented, in the real layout."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.fluvius_production import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("aantalinstallaties", ("HARELBEKE",), delimiter=";")}

SOLAR = {"technology": "ZONNE-ENERGIE", "column": "aantalinstallaties"}
POWER = {"technology": "ZONNE-ENERGIE", "column": "geinstalleerdvermogen_kva", "scale": 1000}
COUNT = indicator(SOURCE.key, SOLAR, "aantal", unit="installaties", merge="sum")
RATE = indicator(SOURCE.key, SOLAR, "per", unit="per 1.000 inwoners", per={"indicator": "inwoners"})
WATT = indicator(SOURCE.key, POWER, "watt", unit="watt per inwoner", per={"indicator": "inwoners"})
HARELBEKE, ZWEVEGEM, HASSELT, BILZEN_HOESELT = "34013", "34042", "71072", "73110"
TONGEREN_BORGLOON, VOEREN = "73111", "73109"

read = by_cell(SOURCE)


def row(get, code, item=COUNT):
    return read(get, item).loc[(item.id, code, 2026)]


# ---- what comes out


def test_count_of_a_municipality_with_one_grid_operator(recorded):
    assert row(recorded, HARELBEKE)["value"] == 4444


def test_grid_operators_of_a_municipality_add_up(recorded):
    assert row(recorded, ZWEVEGEM)["value"] == 3333 + 111


def test_other_technologies_do_not_count(recorded, edited_text):
    get = edited_text(REQUEST, lambda text: text.replace("WINDENERGIE;2;", "WINDENERGIE;9;"))
    assert row(get, HARELBEKE).equals(row(recorded, HARELBEKE))


def test_divided_indicator_has_a_numerator_and_no_value(recorded):
    found = row(recorded, HARELBEKE, RATE)
    assert found["numerator"] == 4444
    assert found[["value", "denominator"]].isna().all()


def test_power_is_in_watt(recorded):
    assert row(recorded, HARELBEKE, WATT)["numerator"] == 33_333_300


def test_rows_without_a_place_are_left_out(recorded):
    assert read(recorded, COUNT)["value"].sum() == 88_440


def test_technology_without_a_row_is_not_zero(recorded):
    wind = indicator(SOURCE.key, SOLAR | {"technology": "WINDENERGIE"}, "wind", merge="sum")
    assert {code for _, code, _ in read(recorded, wind).index} == {HARELBEKE}


@pytest.mark.parametrize("date", ["2026", "2026-08", "2026-08-31"])
def test_year_is_that_of_the_date_in_the_file(edited_text, date):
    get = edited_text(REQUEST, lambda text: text.replace("2026-08", date))
    assert {year for *_, year in read(get, COUNT).index} == {2026}


def test_byte_order_mark_does_not_matter(recorded, edited_text):
    get = edited_text(REQUEST, lambda text: text, "utf-8-sig")
    assert read(get, COUNT).equals(read(recorded, COUNT))


# ---- names


def test_name_that_fluvius_writes_otherwise(recorded):
    assert row(recorded, VOEREN)["value"] == 555


def test_accents_and_hyphens_do_not_matter(recorded, edited_text):
    get = edited_text(REQUEST, lambda text: text.replace("TESSENDERLO-HAM", "Tessenderlo Hàm"))
    assert read(get, COUNT).equals(read(recorded, COUNT))


def test_old_names_are_added_up_and_say_so(recorded):
    found = row(recorded, BILZEN_HOESELT)
    assert (found["value"], found["flag"]) == (6666, "summed")


def test_old_name_beside_the_new_one_is_a_gap(recorded):
    found = row(recorded, TONGEREN_BORGLOON)
    assert found["missing"] == "not_published"
    assert found[["value", "numerator", "flag"]].isna().all()


def test_old_name_without_the_other_part_is_a_gap(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace(";HOESELT;", ";LOMMEL;"))
    assert row(get, BILZEN_HOESELT)["missing"] == "not_published"


def test_name_that_stayed_is_the_whole_beside_new_names(recorded):
    found = row(recorded, HASSELT)
    assert found["value"] == 7777
    assert found[["missing", "flag"]].isna().all()


def test_name_that_stayed_is_a_gap_beside_its_old_part(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace(";DEERLIJK;", ";KORTESSEM;"))
    assert row(get, HASSELT)["missing"] == "not_published"


def test_part_without_this_technology_makes_a_gap(edited_text):
    old = ";HOESELT;ZONNE-ENERGIE"
    get = edited_text(REQUEST, lambda text: text.replace(old, ";HOESELT;WINDENERGIE"))
    assert row(get, BILZEN_HOESELT)["missing"] == "not_published"


# ---- what is refused


def append(line):
    return lambda text: text + line + "\n"


def put(old, new):
    return lambda text: text.replace(old, new)


BROKEN = "Streaming interrupted due to the following error: x (error_code: InvalidREST)"
DAMAGE = {
    "renamed count": (put("aantalinstallaties", "aantal"), "column aantalinstallaties is missing"),
    "power under another unit": (put("vermogen_kva", "vermogen_mva"), "vermogen_kva is missing"),
    "broken off": (append(BROKEN), "the export broke off"),
    "broken off in a row": (append(f"2026-08;IMEWO;GENT;{BROKEN}"), "the export broke off"),
    "header alone": (lambda text: text.splitlines()[0] + "\n", "no rows"),
    "other delimiter": (put(";", ","), "is missing"),
    "doubled row": (
        append("2026-08;IMEWO;GENT;ZONNE-ENERGIE;22222;222222.2"),
        "2 rows are doubled",
    ),
    "row with another number": (append("2026-08;IMEWO;gent;ZONNE-ENERGIE;1;1"), "doubled"),
    "unknown name": (put("KUURNE", "KUURNE-OOST"), "unknown municipalities.*KUURNE-OOST"),
    "no name": (put("KUURNE", ""), "unknown municipalities"),
    "decimal comma": (put("33333.3", "33333,3"), "no number"),
    "unknown mark": (put(";4444;", ";*;"), "no number"),
    "empty cell": (put(";4444;", ";;"), "no number"),
    "negative": (put(";4444;", ";-4444;"), "negative amount"),
    "two dates": (append("2026-09;IMEWO;AALST;ZONNE-ENERGIE;1;1"), "another peildatum"),
    "other date": (put("2026-08", "aug 2026"), "another peildatum"),
    "technology renamed": (put("ZONNE-ENERGIE", "ZON"), "no such technology"),
    "page": (lambda text: "<!DOCTYPE html><title>Even geduld</title>", "an HTML page"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_export_is_refused(edited_text, change, problem):
    get = edited_text(REQUEST, change)
    with pytest.raises(SourceError, match=problem) as caught:
        read(get, COUNT)
    assert caught.value.source == SOURCE.key


# ---- where it stands


def test_export_is_found_by_its_number():
    listed = b'{"total_count": 1, "results": [{"dataset_id": "1_33-another-name"}]}'
    (finder,) = REQUEST.finders
    assert "/1_33-another-name/exports/csv" in finder(lambda address: listed)[0]
    assert REQUEST.url.endswith("/1_33-lp-open-data-fluvius/exports/csv?delimiter=%3B")
