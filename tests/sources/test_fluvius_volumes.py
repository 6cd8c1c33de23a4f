"""Monthly volumes on Fluvius' grid, as whole years; the answer is invented, in the real layout.

The name of the column with categories of connections is not known: no test depends on it.
"""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.fluvius_volumes import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("totaal_volume_afname", ("HARELBEKE",), delimiter=";")}

TAKEN = {"energy": "Elektriciteit", "column": "totaal_volume_afname"}
PUT = {"energy": "Elektriciteit", "column": "totaal_volume_injectie"}
PER = {"unit": "kWh per inwoner", "per": {"indicator": "inwoners"}}
TOTAL = indicator(SOURCE.key, TAKEN | {"scale": 0.001}, "mwh", unit="MWh", merge="sum")
EACH = indicator(SOURCE.key, TAKEN, "kwh", **PER)
INJECTED = indicator(SOURCE.key, PUT, "op", **PER)
GAS = indicator(SOURCE.key, TAKEN | {"energy": "Gas"}, "gas", **PER)
HARELBEKE, ZWEVEGEM, HASSELT, BILZEN_HOESELT = "34013", "34042", "71072", "73110"

read = by_cell(SOURCE)


def row(get, code, item=EACH, year=2025):
    return read(get, item).loc[(item.id, code, year)]


def change(*pairs):
    """Lines that begin so, with text replaced."""

    def edit(text):
        lines = text.splitlines()
        for start, old, new in pairs:
            assert any(line.startswith(start) for line in lines)
            lines = [
                line.replace(old, new) if line.startswith(start) else line
                for line in lines
                if new is not None or not line.startswith(start)
            ]
        return "\n".join(lines) + "\n"

    return edit


# ---- what comes out


def test_months_and_categories_add_up(recorded):
    assert row(recorded, HARELBEKE)["numerator"] == pytest.approx(12 * 3_333_333.3)


def test_count_is_in_megawatt_hours_and_a_value(recorded):
    found = row(recorded, HARELBEKE, TOTAL)
    assert found["value"] == pytest.approx(12 * 3333.3333)
    assert found[["numerator", "denominator"]].isna().all()


def test_gas_and_electricity_are_apart(recorded):
    assert row(recorded, HARELBEKE, GAS)["numerator"] == 12 * 5_555_555


def test_what_is_put_on_the_grid_is_another_figure(recorded):
    assert row(recorded, ZWEVEGEM, INJECTED)["numerator"] == 12 * 111_111


def test_zero_is_a_figure(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace(";111111\n", ";0\n"))
    found = row(get, ZWEVEGEM, INJECTED)
    assert found["numerator"] == 0
    assert found[["missing"]].isna().all()


def test_year_that_is_not_over_is_left_out(recorded):
    assert {year for *_, year in read(recorded, EACH).index} == {2025}


def test_place_without_gas_has_no_row(recorded):
    assert {code for _, code, _ in read(recorded, GAS).index} == {HARELBEKE, ZWEVEGEM}


def test_months_may_be_dates(recorded, edited_text):
    def dates(text):
        lines = [line.replace(";", "-01;", 1) for line in text.splitlines()[1:]]
        return "\n".join([text.splitlines()[0], *lines]) + "\n"

    assert read(edited_text(REQUEST, dates), EACH).equals(read(recorded, EACH))


# ---- gaps


def test_lost_month_of_one_place_is_a_gap_there(edited_text):
    get = edited_text(REQUEST, change(("2025-07;ZWEVEGEM;Elektriciteit", "", None)))
    found = row(get, ZWEVEGEM)
    assert found["missing"] == "not_published"
    assert found[["value", "numerator"]].isna().all()
    assert row(get, ZWEVEGEM, GAS)["numerator"] == 12 * 4_444_444
    assert row(get, HARELBEKE)["numerator"] > 0


def test_empty_cell_is_a_gap_for_that_direction_alone(edited_text):
    get = edited_text(REQUEST, change(("2025-07;ZWEVEGEM;E", ";111111", ";")))
    assert row(get, ZWEVEGEM, INJECTED)["missing"] == "not_published"
    assert row(get, ZWEVEGEM)["numerator"] == 12 * 999_999


def test_old_names_are_added_up_and_say_so(recorded):
    found = row(recorded, BILZEN_HOESELT)
    assert (found["numerator"], found["flag"]) == (12 * 555_555, "summed")


def test_lost_month_of_one_part_is_a_gap(edited_text):
    get = edited_text(REQUEST, change(("2025-07;HOESELT", "", None)))
    assert row(get, BILZEN_HOESELT)["missing"] == "not_published"


def test_old_names_and_then_the_new_one_make_a_year(edited_text):
    pairs = [(f"2025-{month:02}", "", "") for month in range(7, 13)]
    renamed = [(f"{start};BILZEN;", "BILZEN", "BILZEN-HOESELT") for start, *_ in pairs]
    gone = [(f"{start};HOESELT", "", None) for start, *_ in pairs]
    get = edited_text(REQUEST, change(*renamed, *gone))
    assert row(get, BILZEN_HOESELT)["numerator"] == 6 * 555_555 + 6 * 333_333


def test_old_name_beside_the_new_one_is_a_gap(edited_text):
    get = edited_text(REQUEST, change(("2025-07;HOESELT", "HOESELT", "BILZEN-HOESELT")))
    assert row(get, BILZEN_HOESELT)["missing"] == "not_published"


def test_name_that_stayed_is_a_gap_beside_its_old_part(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace(";ZWEVEGEM;", ";KORTESSEM;"))
    assert row(get, HASSELT)["missing"] == "not_published"


# ---- what is refused


def put(old, new):
    return lambda text: text.replace(old, new)


FIRST = "2025-01;HARELBEKE;Elektriciteit;Verzonnen A;1111111.1;222222.2"
DAMAGE = {
    "renamed volume": (put("totaal_volume_afname", "volume"), "totaal_volume_afname is missing"),
    "renamed place": (put("leveringsadresgemeente", "gemeente"), "gemeente is missing"),
    "broken off": (lambda text: text + "Streaming interrupted due to x\n", "broke off"),
    "cut off": (lambda text: text[:-10], "number of cells"),
    "doubled row": (lambda text: text + FIRST + "\n", "2 rows are doubled"),
    "unknown name": (put("ZWEVEGEM", "MOESKROEN"), "unknown municipalities"),
    "other energy": (put(";Gas;", ";Warmte;"), "other kinds of energy"),
    "no gas": (lambda text: "\n".join(x for x in text.split("\n") if ";Gas;" not in x), "no such"),
    "decimal comma": (put("1111111.1", "1111111,1"), "no number"),
    "unknown mark": (put("1111111.1", "vertrouwelijk"), "no number"),
    "negative": (put("1111111.1", "-9999999"), "negative year"),
    "other time zone": (put("2025-06;", "2025-05-31T22:00:00+00:00;"), "another month"),
    "quarters": (put("2025-06;", "2025-Q2;"), "another month"),
    "no month": (put("2025-06;", ";"), "another month"),
    "no whole year": (put("2025-06;", "2026-06;"), "no whole year"),
    "other delimiter": (put(";", ","), "is missing"),
    "page": (lambda text: "<html><head><title>Even geduld</title></head></html>", "an HTML page"),
}


@pytest.mark.parametrize(("edit", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_export_is_refused(edited_text, edit, problem):
    get = edited_text(REQUEST, edit)
    with pytest.raises(SourceError, match=problem) as caught:
        read(get, EACH, GAS)
    assert SOURCE.key in str(caught.value)


def test_equal_rows_without_volume_are_no_doubles(recorded, edited_text):
    nothing = "2025-01;HARELBEKE;Elektriciteit;Verzonnen C;0;0\n"
    get = edited_text(REQUEST, lambda text: text + nothing + nothing)
    assert read(get, EACH).equals(read(recorded, EACH))


def test_export_is_found_by_its_number():
    listed = b'{"total_count": 2, "results": [{"dataset_id": "1-19-x"}, {"dataset_id": "1-190"}]}'
    (finder,) = REQUEST.finders
    assert [address.split("/")[-3] for address in finder(lambda address: listed)] == ["1-19-x"]
