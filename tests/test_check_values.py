"""Values seen in the publishers' own files, found again in the built database.

All for Harelbeke unless it says otherwise: where a whole chain from file to page can go wrong
(columns, units, maps, sums), these numbers would be others.
"""

import pandas as pd
import pytest

HARELBEKE, DEERLIJK, KUURNE, ZWEVEGEM = "34013", "34009", "34023", "34042"


@pytest.fixture(scope="module")
def observations(database):
    rows = database.series([HARELBEKE, DEERLIJK, KUURNE, ZWEVEGEM])
    return rows.set_index(["indicator_id", "nis_code", "year"])


def years(first, *values):
    return list(enumerate(values, first))


VALUES = {
    "inwoners": [
        *years(2014, 27_247, 27_446, 27_536, 27_683, 27_886),
        *years(2019, 28_158, 28_502, 28_614, 29_095),
        *years(2023, 29_574, 29_904, 30_311),
    ],
    "inkomen_per_inwoner": [(2023, 701_758_694.68 / 29_904)],
    "armoederisico": years(2015, 6.7, 6.2, 6.1, 6.5, 6.4, 6.6, 6.2, 6.1),
    "beschikbaar_inkomen": [(2015, 23_058), (2022, 28_420)],
    "inkomen_laagste_kwart": [(2022, 22_322)],
    "inkomensspreiding": [(2022, 34_829 / 22_322)],
    "inkomen_per_aangifte": [(2018, 33_790), (2019, 34_450), (2020, 35_834)],
    "investeringen_per_inwoner": years(
        2014, 590.7, 563.7, 229.7, 273.7, 313.7, 330.2, 354.1, 315.7, 192.6, 278.5, 495.9
    ),
    "prijs_huizen": years(2021, 213_000, 239_500, 260_000, 250_000),
    "werkzoekendengraad": [(2014, 6.3), (2019, 4.6), (2024, 5.2)],
    "werkzoekendengraad_mannen": [(2024, 5.1)],
    "werkzoekendengraad_vrouwen": [(2024, 5.4)],
    "werkzoekendengraad_jong": [(2024, 11.3)],
    "werkzoekenden": [(2024, 736)],
    "openstaande_vacatures": [(2014, 71), (2019, 174), (2022, 603), (2024, 163)],
    "werkzoekenden_per_vacature": [(2014, 11.41), (2019, 3.51), (2022, 0.99), (2024, 4.52)],
    "thuistaal_basisonderwijs": [(2014, 11.1), (2024, 22.0)],
    "thuistaal_secundair": [(2014, 9.5), (2024, 21.5)],
    "nieuwkomers": [(2024, 8.4)],
    "buitenlandse_herkomst": [(2014, 10.11), (2025, 21.05)],
    "woningen": [(2025, 14_157)],
    "wagens_per_gezin": [(2019, 1.195)],
    "gezinnen_zonder_wagen": [(2019, 18.1)],
    "alleenwonenden": [(2023, 32.1)],
    "covid_vaccinatie": [(2021, 81.9), (2022, 84.3)],
}

PARTS = {  # numerator, denominator (None: not checked)
    "aandeel_65plus": [(2014, 5_266, 27_247), (2017, 5_556, 27_683), (2021, 5_968, 28_614)],
    "aandeel_niet_belgen": [(2014, 973, 27_247), (2020, 1_772, 28_502), (2021, 1_865, 28_614)],
    "inkomen_per_aangifte": [(2013, 472_770_140.64, 15_302), (2020, 575_464_100, 16_059)],
    "inkomen_per_inwoner": [(2020, 575_464_100, 28_614), (2023, 701_758_694.68, 29_904)],
    "elektriciteit_huishouden": [
        (2018, 36_727_757, 12_034),
        (2019, 36_302_068, None),
        (2020, 34_747_558, 12_408),
        (2021, 35_088_413, 12_567),
    ],
    "aardgas_huishouden": [
        (2018, 125_130_000, None),
        (2019, 126_500_000, None),
        (2020, 119_292_564, 9_795),
        (2021, 138_620_000, None),
    ],
    "energie_industrie": [(2020, None, 142_315_625 + 328_772_068)],
    "akkerland": [(1985, 1_227.8, None), (2015, 956.6, 2_914.0)],
    "grasland": [(2015, 367.8, 2_914.0)],
    "bossen": [(2015, 7.6, 2_914.0)],
    "tuinen_en_parken": [(2015, 35.2, 2_914.0)],
    "nieuwe_woningen": [
        (year, number, None) for year, number in years(2020, 145, 108, 198, 137, 77)
    ],
    "renovatievergunningen": [
        (year, number, None) for year, number in years(2020, 98, 93, 82, 80, 87)
    ],
    "openstaande_vacatures_inwoners": [(2024, 163, 29_904)],
    "ontvangen_vacatures_inwoners": [(2014, 364, 27_247), (2021, 1_634, None), (2024, 974, None)],
    "vestigingen": [
        (2018, 2_809, None),
        (2019, 2_934, None),
        (2020, 3_020, None),
        (2021, 3_136, None),
        (2023, 3_334, None),
    ],
    "woningen_voor_1946": [(2025, 2_623, None)],
    "wagens_per_gezin": [(2019, 14_690, 12_295)],
    "gezinnen_zonder_wagen": [(2019, 2_221, 12_295)],
    "alleenwonenden": [(2010, 3_047, 11_245), (2023, 4_180, 13_028)],
    "grote_gezinnen": [(2010, 2_169, 11_245), (2023, 2_367, 13_028)],
    "werkzoekenden_niet_eu": [(2024, 151, 669)],
    "covid_vaccinatie": [(2021, 23_430, 28_614), (2022, 24_121, 28_614)],
}

ELSEWHERE = [
    ("inwoners", ZWEVEGEM, 2014, 24_258),
    ("inwoners", ZWEVEGEM, 2021, 24_853),
    ("inwoners", ZWEVEGEM, 2023, 25_558),
    ("inwoners", ZWEVEGEM, 2024, 25_785),
    ("inwoners", DEERLIJK, 2023, 12_561),
    ("inwoners", DEERLIJK, 2024, 12_670),
    ("inwoners", KUURNE, 2023, 14_033),
    ("inwoners", KUURNE, 2024, 14_145),
    ("werkzoekenden_per_vacature", DEERLIJK, 2014, 6.93),
    ("werkzoekenden_per_vacature", DEERLIJK, 2024, 1.64),
    ("investeringen_per_inwoner", ZWEVEGEM, 2024, 580.1),
    ("investeringen_per_inwoner", DEERLIJK, 2024, 461.2),
    ("investeringen_per_inwoner", KUURNE, 2024, 861.8),
]

SURVEY = {  # Harelbeke, Deerlijk, Kuurne, Zwevegem
    "subjectieve_armoede": (17, 13, 17, 12),
    "geluksgevoel": (88, 87, 83, 84),
    "vrijwilligers": (18, 26, 21, 21),
    "vertrouwen_gemeentebestuur": (21, 29, 41, 15),
    "voldoende_groen": (74, 67, 68, 72),
    "veilig_fietsen": (54, 42, 49, 48),
}


def near(found, expected):
    """Equal to the decimals in which the value was written down."""
    decimals = len(str(expected).partition(".")[2]) if isinstance(expected, float) else 0
    if decimals > 4:
        return found == pytest.approx(expected)
    if expected >= 1e8:  # written in GWh, or rounded by the publisher
        return found == pytest.approx(expected, rel=1e-4)
    return abs(found - expected) <= 0.5 * 10**-decimals + 1e-9


@pytest.mark.parametrize("id_", VALUES)
def test_value(observations, id_):
    found = observations.loc[id_].loc[HARELBEKE]["value"]
    assert [
        (year, found[year]) for year, value in VALUES[id_] if not near(found[year], value)
    ] == []


@pytest.mark.parametrize("id_", PARTS)
def test_components(observations, id_):
    found = observations.loc[id_].loc[HARELBEKE]
    for year, numerator, denominator in PARTS[id_]:
        row = found.loc[year]
        for name, expected in (("numerator", numerator), ("denominator", denominator)):
            assert expected is None or near(row[name], expected), (year, name, row[name], expected)


@pytest.mark.parametrize(("id_", "code", "year", "expected"), ELSEWHERE)
def test_value_of_a_neighbour(observations, id_, code, year, expected):
    assert near(observations.loc[(id_, code, year), "value"], expected)


@pytest.mark.parametrize("id_", SURVEY)
def test_survey_of_four_municipalities(observations, id_):
    codes = (HARELBEKE, DEERLIJK, KUURNE, ZWEVEGEM)
    found = tuple(observations.loc[(id_, code, 2023), "value"] for code in codes)
    assert found == SURVEY[id_]


@pytest.mark.parametrize(
    ("code", "actions"), [(HARELBEKE, 29), (ZWEVEGEM, 21), (DEERLIJK, 43), (KUURNE, 23)]
)
def test_actions_of_the_multi_year_plan(database, code, actions):
    assert len(database.plan_actions(code)) == actions


def test_plan_of_harelbeke_is_62_million_euro_by_sdg(database):
    plan = database.plan_actions(HARELBEKE)
    assert round(plan["amount"].sum() / 1e6) == 62
    assert (plan["goals"] != "").all()


def test_no_figure_is_a_projection(database):
    """Households are known until 2023; what the publisher expects after it is not taken."""
    households = database.series([HARELBEKE], "gezinnen")
    assert households["year"].max() == 2023


def test_withheld_income_is_no_zero(database):
    rows = database.cross_section("aangiften_zonder_inkomen")
    assert not ((rows["value"] == 0) & rows["missing"].notna()).any()
    assert pd.isna(rows.loc[rows["missing"].notna(), "value"]).all()


# own slope; slope of ln(value / middle municipality), and its S: 2015-2024. The table of the method
# has Harelbeke; the others are worked out in the same way from the printed values
BESIDE = {
    HARELBEKE: (-0.1000, 0.0250094, 33),
    ZWEVEGEM: (-0.0750, 0.0241960, 23),
    DEERLIJK: (-0.1250, 0.0131116, 19),
    KUURNE: (-0.1143, 0.0200573, 27),
}


@pytest.mark.parametrize(("code", "expected"), [("11002", 18.0), ("23106", 4.3)])
def test_poverty_of_a_merged_municipality_is_computed(database, code, expected):
    rows = database.series([code], "armoederisico").set_index("year")
    assert rows.loc[2022, "value"] == pytest.approx(expected, abs=0.05)
    assert set(rows["flag"]) == {"computed"}


def test_survey_of_a_merged_municipality_is_composed_and_only_there(database):
    rows = database.series(["11002", "23106", HARELBEKE], "geluksgevoel").set_index("nis_code")
    assert rows["value"].notna().all()
    assert list(rows.loc[["11002", "23106"], "flag"]) == ["composed", "composed"]
    assert pd.isna(rows.loc[HARELBEKE, "flag"])


@pytest.mark.parametrize("code", BESIDE)
def test_jobseekers_have_no_direction_beside_the_middle_municipality(database, code):
    """Wandering: ten years at a rho of 0.9 ask for an S of 37."""
    row = database.summary([code], ["werkzoekendengraad"]).iloc[0]
    slope, beside, s = BESIDE[code]
    assert (row["trend"], row["against"]) == ("fluctuating", "unclear")
    assert (row["s_against"], row["s_needed_against"]) == (s, 37)
    assert row["slope"] == pytest.approx(slope, abs=5e-5)
    assert row["against_slope"] == pytest.approx(beside, abs=5e-7)
