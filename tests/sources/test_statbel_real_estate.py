"""Sales and median prices of houses and flats.

The recorded answer is the extract of a third party; Statbel's own file is made up here, in the
layout that others describe, from the same rows.
"""

import zipfile

import pytest
from pydantic import ValidationError

from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.fetch.finders import STATBEL
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.sources.statbel_real_estate import DERIVED, REQUEST, SOURCE
from tests.conftest import RESPONSES
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("p50", ("34013", "alle_huizen"), delimiter=",")}

HOUSES = indicator(SOURCE.key, {"kind": "alle_huizen"}, "huizen", merge="not_possible")
FLATS = indicator(SOURCE.key, {"kind": "appartementen"}, "flats", merge="not_possible")
SALES = indicator(SOURCE.key, {"kind": "alle_huizen", "measure": "sales"}, "verkoop")

read = by_cell(SOURCE)


@pytest.mark.parametrize(
    ("year", "expected"), [(2021, 213_000), (2022, 239_500), (2023, 260_000), (2024, 250_000)]
)
def test_median_price_of_a_house_in_harelbeke(recorded, year, expected):
    assert read(recorded, HOUSES).loc[("huizen", "34013", year), "value"] == expected


def test_sales_of_harelbeke_are_a_count(recorded):
    row = read(recorded, SALES).loc[("verkoop", "34013", 2024)]
    assert row["numerator"] == 278
    assert row[["value", "denominator"]].isna().all()


def test_price_of_too_few_sales_is_withheld_and_no_zero(recorded):
    gaps = read(recorded, FLATS).query("missing == 'withheld'")
    assert len(gaps) > 0
    assert gaps["value"].isna().all()


def test_larger_areas_and_brussels_are_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, HOUSES).index}
    assert codes == {"34013", "34042", "44083", "73028"}


def test_all_years_and_municipalities_are_in_the_full_file(raw):
    found = read(raw, SALES).reset_index()
    assert found.groupby("year")["nis_code"].nunique().to_dict() == dict.fromkeys(
        range(2010, 2025), 285
    )


def test_about_one_price_in_seven_is_withheld(raw):
    """15 % of the municipal rows, mostly flats."""
    kinds = ("alle_huizen", "huizen_23", "huizen_4plus", "appartementen")
    asked = [indicator(SOURCE.key, {"kind": kind}, kind, merge="not_possible") for kind in kinds]
    assert read(raw, *asked)["missing"].notna().mean() == pytest.approx(0.15, abs=0.01)


def test_flanders_is_the_sum_of_its_municipalities(raw):
    table = delimited(raw(DERIVED), SOURCE.key, delimiter=",")
    flanders = table[(table["nis"] == "02000") & (table["type"] == "alle_huizen")]
    whole = flanders.set_index(flanders["y"].astype(int))["n"].astype(float)
    found = read(raw, SALES)["numerator"].groupby("year").sum()
    assert found.to_dict() == whole.to_dict()


def test_every_price_that_is_there_has_at_least_16_sales(raw):
    both = read(raw, HOUSES, SALES)
    known = both["value"].xs("huizen").notna()
    assert both["numerator"].xs("verkoop")[known].min() == 16


def test_price_can_be_withheld_beside_many_sales(raw):
    """Westerlo in 2016; the district of Turnhout has no prices for most sales of that year."""
    both = read(raw, HOUSES, SALES)
    assert both.loc[("verkoop", "13049", 2016), "numerator"] == 167
    assert both.loc[("huizen", "13049", 2016), "missing"] == "withheld"


@pytest.mark.parametrize(("code", "sales"), [("23027", 142), ("45035", 122), ("34013", 247)])
def test_sales_of_2015_are_half_of_usual_around_halle_and_oudenaarde(raw, code, sales):
    """As in some twenty places around them, in this year only; we do not know why."""
    found = read(raw, SALES).loc["verkoop"].loc[code]["numerator"]
    usual = found.loc[[2012, 2013, 2016, 2017]].mean()
    assert found[2015] == sales
    assert (found[2015] < 0.62 * usual) == (code != "34013")


def test_kind_that_does_not_exist_is_refused_by_the_catalogue():
    with pytest.raises(ValidationError):
        SOURCE.query.model_validate({"kind": "kastelen"})


def test_kind_that_is_not_in_the_file_is_named(edited_text):
    get = edited_text(DERIVED, lambda text: text.replace("appartementen", "flats"))
    with pytest.raises(SourceError, match="a kind of dwelling is missing; expected appartementen"):
        read(get, FLATS)


def test_renamed_column_is_named(edited_text):
    get = edited_text(DERIVED, lambda text: text.replace("p50", "mediaan"))
    with pytest.raises(SourceError, match=r"yearly\.csv.*p50"):
        read(get, HOUSES)


def test_doubled_row_is_refused(edited_text):
    def double(text):
        row = next(line for line in text.splitlines() if ",34013,alle_huizen" in line)
        return text + row + "\n"

    with pytest.raises(SourceError, match="doubled"):
        read(edited_text(DERIVED, double), HOUSES)


def test_number_of_sales_that_is_empty_is_refused(edited_text):
    get = edited_text(DERIVED, lambda text: text.replace("alle_huizen,278.0,", "alle_huizen,,"))
    with pytest.raises(SourceError, match="no number"):
        read(get, SALES)


# ---- Statbel's own file

HEADER = (
    "CD_YEAR|CD_TYPE_NL|CD_TYPE_FR|CD_REFNIS|CD_REFNIS_NL|CD_REFNIS_FR|CD_PERIOD|CD_CLASS_SURFACE|"
    "MS_TOTAL_TRANSACTIONS|MS_P_25|MS_P_50_median|MS_P_75|CD_niveau_refnis"
)
KINDS = {
    "alle_huizen": "Alle huizen met 2, 3, 4 of meer gevels (excl. appartementen)",
    "huizen_23": "Huizen met 2 of 3 gevels (gesloten + halfopen bebouwing)",
    "huizen_4plus": "Huizen met 4 of meer gevels (open bebouwing)",
    "appartementen": "Appartementen",
}


@pytest.fixture
def own(recorded, tmp_path):
    """From a change to its text, `get` of Statbel's file with the rows of the extract."""

    def make(edit=lambda text: text, encoding="latin-1"):
        table = delimited(recorded(DERIVED), SOURCE.key, delimiter=",")
        lines = [HEADER]
        for row in table.to_dict("records"):
            kind, count = KINDS[row["type"]], row["n"].removesuffix(".0")
            whole = (row["y"], kind, "Maisons à 2 façades", row["nis"], row["name"], row["name"])
            price = row["p50"].removesuffix(".0")
            lines += [
                "|".join((*whole, "Y", "", count, "", price, "", row["lvl"])),
                "|".join((*whole, "Q1", "", "1", "", "111", "", row["lvl"])),
                "|".join((*whole, "S1", "", "2", "", "222", "", row["lvl"])),
            ]
        path = tmp_path / "vastgoed_2010_9999.zip"
        with zipfile.ZipFile(path, "w") as archive:
            text = edit("\r\n".join(lines) + "\r\n")
            archive.writestr("vastgoed_2010_9999.txt", text.encode(encoding))

        def get(request):
            assert request == REQUEST
            return path

        return get

    return make


def test_own_file_gives_the_figures_of_the_extract(own, recorded):
    everything = [
        indicator(SOURCE.key, {"kind": kind, "measure": measure}, f"{kind}_{measure}")
        for kind in KINDS
        for measure in ("price", "sales")
    ]
    assert read(own(), *everything).equals(read(recorded, *everything))


def test_own_file_goes_before_the_extract(own, recorded):
    def get(request):
        return own(lambda text: text.replace("|278|", "|111|"))(request)

    assert read(recorded, SALES).loc[("verkoop", "34013", 2024), "numerator"] == 278
    assert read(get, SALES).loc[("verkoop", "34013", 2024), "numerator"] == 111


def test_folder_with_the_extract_alone_is_enough():
    mirror = Mirror(RESPONSES, today="2026-01-01")
    read(mirror.get, HOUSES)
    assert [answer.name for answer in mirror.used] == [DERIVED.name]


def test_folder_without_both_says_so(tmp_path):
    with pytest.raises(AnswerMissing, match=r"yearly\.csv"):
        read(Mirror(tmp_path, today="2026-01-01").get, HOUSES)


def test_own_file_that_is_damaged_is_not_passed_over(recorded, tmp_path):
    page = tmp_path / "vastgoed_2010_9999.zip"
    page.write_bytes(b"<html><head>TSPD</head></html>")
    with pytest.raises(SourceError, match="an HTML page"):
        read(lambda request: page if request == REQUEST else recorded(request), HOUSES)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (lambda text: text.replace("MS_P_50_median", "MS_P50"), "column MS_P_50_median"),
        (lambda text: text.replace("|Y|", "|A|"), "no whole years in CD_PERIOD; expected Y"),
        (lambda text: text.replace("Alle huizen", "Huizen"), "a kind of dwelling is missing"),
        (lambda text: text.replace("|Q1|", "|Y|"), "doubled"),
        (lambda text: text.replace("|278|", "|x|"), "no number"),
        (lambda text: text.replace("|", ";"), "missing or doubled"),
    ],
    ids=["column", "period", "kind", "quarters as years", "mark", "delimiter"],
)
def test_own_file_of_another_form_is_refused(own, edit, problem):
    with pytest.raises(SourceError, match=problem):
        read(own(edit), HOUSES, SALES)


def test_own_file_is_found_in_the_catalogue():
    address = "https://statbel.fgov.be/sites/default/files/files/opendata/elders/" + (
        "vastgoed_2010_9999.zip"
    )
    turtle = f"""
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        <https://statbel.fgov.be/node/1675> dcat:distribution <{address}#dist> .
        <https://statbel.fgov.be/node/1> dcat:distribution <{address}.old#dist> .
    """
    (finder,) = REQUEST.finders
    assert finder({STATBEL: turtle.encode()}.__getitem__) == [address]
