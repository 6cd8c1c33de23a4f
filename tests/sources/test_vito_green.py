"""Green near the home: shares of VITO's own inhabitants."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.vito_green import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.xlsx": Where("Inwoners Buurtgroen", ("Harelbeke",))}

NEAR, LARGE = (
    indicator(SOURCE.key, {"kind": kind}, kind.lower()) for kind in ("Buurtgroen", "Wijkgroen")
)
read = by_cell(SOURCE)

KNOWN = {  # % of inhabitants, 2013 and 2016: near, large
    "34013": (97.30, 97.10, 47.58, 63.04),
    "34042": (96.21, 93.82, 19.65, 15.12),
    "34009": (97.15, 89.21, 13.57, 13.92),
    "34023": (90.64, 87.86, 2.05, 27.89),
    "12030": (99.37, 99.41, 93.92, 96.05),
    "12034": (99.38, 98.23, 92.04, 62.24),
    "41002": (98.43, 98.58, 78.81, 75.00),
}


@pytest.mark.parametrize(("code", "expected"), KNOWN.items())
def test_shares_are_the_published_ones(recorded, code, expected):
    found = read(recorded, NEAR, LARGE)
    share = 100 * found["numerator"] / found["denominator"]
    cells = [(kind, code, year) for kind in ("buurtgroen", "wijkgroen") for year in (2013, 2016)]
    assert list(share.loc[cells]) == pytest.approx(expected, abs=0.005)


def test_name_that_is_no_municipality_is_refused(recorded, edited_sheet):
    def rename(sheet):
        sheet.cell(2, 1).value = "Nergens"

    with pytest.raises(SourceError, match="Nergens"):
        read(edited_sheet(recorded(REQUEST))(rename), NEAR)


def test_full_file_has_308_municipalities_and_the_known_sums(raw):
    found = read(raw, NEAR)["numerator"].groupby("year")
    assert set(found.size()) == {308}
    assert found.sum().round().to_dict() == {2013: 6_037_611, 2016: 6_100_279}
