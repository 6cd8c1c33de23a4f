"""Open space: square metres by statistical sector, added up."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.omgeving_open_space import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.xlsx": Where("v1591_opp_or_akker", ("34013A00-",))}

FIELDS = indicator(SOURCE.key, {"kinds": ["akker", "grasland"]}, "akkers")
NATURE = indicator(SOURCE.key, {"kinds": ["bos", "struikgewas", "moeras"]}, "natuur")
read = by_cell(SOURCE)

KNOWN = {  # hectares: fields, nature, all open space
    ("34013", 2013): (714.82 + 495.55, 95.68 + 17.00 + 2.98, 1_423.65),
    ("34013", 2016): (712.07 + 468.45, 92.06 + 18.52 + 1.84, 1_393.65),
    ("34023", 2013): (161.63 + 163.88, 15.24 + 0.66 + 0.17, 354.24),
    ("34023", 2016): (155.83 + 156.54, 15.99 + 0.66 + 0.17, 343.87),
}


@pytest.mark.parametrize(("cell", "expected"), KNOWN.items())
def test_sectors_add_up_to_the_known_hectares(recorded, cell, expected):
    found = read(recorded, FIELDS, NATURE)
    fields, nature = found.loc[("akkers", *cell)], found.loc[("natuur", *cell)]
    area = [fields["numerator"], nature["numerator"], fields["denominator"]]
    assert [each / 10_000 for each in area] == pytest.approx(expected, abs=0.02)


def test_doubled_sector_is_refused(recorded, edited_sheet):
    def double(sheet):
        sheet.append([cell.value for cell in sheet[2]])

    with pytest.raises(SourceError, match="rows are doubled"):
        read(edited_sheet(recorded(REQUEST))(double), FIELDS)


def test_full_file_has_308_municipalities_and_the_known_area(raw):
    found = read(raw, FIELDS)["denominator"].groupby("year")
    assert set(found.size()) == {308}
    assert (found.sum() / 1e6).round(2).to_dict() == {2013: 9_192.10, 2016: 9_122.34}
