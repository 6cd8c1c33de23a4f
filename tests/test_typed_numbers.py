"""Numbers as people type them: the table of docs/lokaal.md, spreadsheets, strange values.

Every figure and target here is made up.
"""

import re
import shutil

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.build import local
from sdgwijzer.errors import CatalogueError
from sdgwijzer.lists import plan
from sdgwijzer.parsing import spreadsheet, typed_numbers
from tests import spreadsheets
from tests.conftest import AS_OF, WHOLE
from tests.test_local import FILE

ENTRIES = catalogue.read(paths.catalogue())
TARGET = "  beschikbaar_inkomen:\n    value: 20000\n    year: 2031\n    source: "
OWN = (
    FILE.replace("unit: per 1.000 inwoners", "unit: euro per inwoner")
    .replace("plausible: [0, 100]", "plausible: [0, 100000]")
    .replace("  werkzoekendengraad: {value: 4, year: 2031, source: ", TARGET)
    .replace("doel}", "doel", 1)
)
DOCS = (paths.ROOT / "docs" / "lokaal.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+), (CSV met \w+|YAML) \| `(.+)` \| (.+) \|$", DOCS, re.MULTILINE)
SEPARATORS = {"CSV met puntkomma": ";", "CSV met komma": ",", "CSV met tab": "\t"}
SHEETS = {
    "waarde": "year|value\n2024|{}\n",
    "noemer": "year|value|numerator|denominator\n2024||60|{}\n",
    "jaar": "year|value\n{}|7\n",
    "rij": "year|value\n2024|7\n{}\n",
}
FIELDS = {
    "doel": ("value: 20000", "value: {}"),
    "plausible": ("plausible: [0, 100000]", "plausible: {}"),
    "goals": ("goals: [11]", "goals: {}"),
}


def read(folder, sheet=b"year,value\n2024,7\n", text=OWN):
    folder.mkdir(exist_ok=True)
    (folder / "verzonnen.yaml").write_text(text, encoding="utf-8")
    (folder / "verzonnen.csv").write_bytes(sheet)
    return local.read(folder, ENTRIES, municipalities.load(), AS_OF.year)


def found(folder, what, where, typed):
    """What is read where this is typed, or CatalogueError."""
    if where == "YAML":
        old, new = FIELDS[what]
        assert old in OWN
        own = read(folder, text=OWN.replace(old, new.format(typed)))
        return own.targets["beschikbaar_inkomen"]["34013"].value
    form = SHEETS[what].replace("|", SEPARATORS[where])
    rows = read(folder, form.format(typed).encode()).observations
    column = {"waarde": "value", "noemer": "denominator", "jaar": "year"}.get(what)
    return rows[column].item() if column else len(rows)


def test_documented_table_has_enough_rows():
    assert len(ROWS) == DOCS.count("| gelezen") + DOCS.count("| geweigerd") + DOCS.count("| over")
    assert len(ROWS) >= 40


@pytest.mark.parametrize(("what", "where", "typed", "happens"), ROWS)
def test_what_people_type_does_what_the_table_says(tmp_path, what, where, typed, happens):
    if happens.startswith("geweigerd: "):
        with pytest.raises(CatalogueError) as refused:
            found(tmp_path, what, where, typed)
        assert all(way in str(refused.value) for way in re.findall(r"`(.+?)`", happens))
    else:
        expected = re.fullmatch(r"gelezen als ([\d,]+)|overgeslagen", happens)[1] or "1"
        assert found(tmp_path, what, where, typed) == float(expected.replace(",", "."))


@pytest.mark.parametrize("sign", [",", ".", None])
@given(
    value=st.integers(-(10**8), 10**8).map(lambda n: n / 100),
    space=st.sampled_from(["", " ", "\u00a0", "\u202f"]),
)
@settings(max_examples=40, deadline=None)
def test_number_is_what_it_was_written_as(sign, value, space):
    text = f"{value:,.2f}".replace(".", "|").replace(",", space).replace("|", sign or ".")
    assert typed_numbers.read(text, sign) == (value, 2)


@pytest.mark.parametrize(
    "text", ["", "-", "--1", "1e5", "0x1F", "inf", "NaN", "1_0", "١٢", "1.2.3"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(typed_numbers.Unclear):
        typed_numbers.read(text, ".")


@pytest.mark.parametrize("name", spreadsheets.KINDS)
def test_sheet_of_a_spreadsheet_is_read_right_or_refused(tmp_path, name):
    """Only thousands that are set apart by a point or a comma can be read in two ways."""
    content = (spreadsheets.HERE / name).read_bytes()
    if name in ("nl-BE-thousands.csv", "en-GB-thousands.csv"):
        with pytest.raises(CatalogueError, match=r"denominator: .* 30000 or 30, found"):
            read(tmp_path, content)
        return
    rows = read(tmp_path, content).observations
    assert rows["value"].tolist()[:3] == [1234.5, 0.125, 60 / 30000]
    assert rows["missing"].tolist()[3] == "withheld"


@pytest.mark.skipif(not WHOLE, reason="make sweep")
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", spreadsheets.KINDS)
def test_spreadsheet_still_saves_what_is_kept_here(tmp_path, name):
    assert spreadsheets.make(name, tmp_path) == (spreadsheets.HERE / name).read_bytes()


SEMICOLON = b"year;value\r\n2023;3,5\r\n"


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\r\n" + SEMICOLON,
        b'"sep=;"\r\n' + SEMICOLON,
        b"\xef\xbb\xbf" + SEMICOLON,
        SEMICOLON.decode().encode("utf-16"),
        SEMICOLON.replace(b"\r\n", b"\r"),
        b"\r\n;;\r\n Year ; VALUE;;\r\n\r\n2023;3,5;;\r\n;\xc2\xa0;;\r\n",
        b'"year","value"\n"2023","3.5"\n',
        b'year,value\n2023,"3,5"\n',
    ],
)
def test_forms_of_one_table_are_one_table(tmp_path, content):
    rows = read(tmp_path, content).observations
    assert rows[["year", "value"]].to_numpy().tolist() == [[2023, 3.5]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "save the sheet as CSV, found a workbook"),
        (SEMICOLON.decode().encode("utf-16-le"), "found the control character 0x00"),
        (b"year;value;value\n", "each column once, found value again"),
        (b"year;value;\n2023;1;x\n", "line 2: expected nothing where the header has no name"),
        (b'year,value\n"2023,1\n', "quotation marks"),
        (b'year,value\n2023,"\n1"\n\n2024,x\n', "line 5: expected value: a number"),
        (b"sep=;\nyear,value\n2023,1\n", "expected columns year and value"),
        (b"year;value\n2024;1\n2023;x\n2023;\n", "line 4: expected a value, or the reason"),
    ],
)
def test_table_that_cannot_be_read_says_where(tmp_path, content, said):
    with pytest.raises(CatalogueError, match=re.escape(said)):
        read(tmp_path, content)


COMPONENTS = b"year,value,numerator,denominator\n2024,%s\n"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (b"5,60,30000", "value: 0.002, as numerator and denominator say, or nothing, found 5"),
        (b",60,", "numerator and denominator, or neither, found a numerator alone"),
        (b"1,,60", "numerator and denominator, or neither, found a denominator alone"),
        (b",60,0", "denominator: more than 0, found 0"),
    ],
)
def test_components_that_contradict_each_other_are_refused(tmp_path, cells, said):
    with pytest.raises(CatalogueError, match=re.escape(said)):
        read(tmp_path, COMPONENTS % cells)


def test_value_may_be_rounded_beside_its_components(tmp_path):
    assert read(tmp_path, COMPONENTS % b"0.67,2,3").observations["value"].item() == 0.67


@pytest.mark.parametrize(
    ("unit", "chance", "cells", "said"),
    [
        ('"%"', "share", b",31,30", "give 0 to 100, found 31 of 30"),
        ('"%"', "share", b",1.5,30", "numerator: a whole number"),
        ("per 100 inwoners", "events", b",-1,30", "give 0 to inf"),
        ("inwoners", "none", b"12.5,,", "value: a whole number"),
        ("hectare", "none", b",1,2", "the number of hectare in value"),
    ],
)
def test_figure_is_held_against_its_unit(tmp_path, unit, chance, cells, said):
    text = OWN.replace("unit: euro per inwoner", f"unit: {unit}\n    chance: {chance}").replace(
        "[0, 100000]", "[0, 100]"
    )
    with pytest.raises(CatalogueError, match=said):
        read(tmp_path, COMPONENTS % cells, text)


STRANGE = """
30.000 | 1:30 | .nan | .inf | true | no | ~ | 2030-01-01 | 2030-13-45 | [x] | {a: b} | [[x]]
{1: 2} | {[a]: b} | {a: 1, a: 2} | !!int x | !!bool x | !!binary x | *x | ''
!!python/none x | &a [*a] | !!set {a} | "\\0" | 1e999
0o17 | << | -5 | [1, 2, [3]] | "30" | !!float {a: b} | {<<: {a: b}}
"""
STRANGE = [each.strip() for each in re.split(r"[|\n]", STRANGE.strip())]


def replaced(text, field, value):
    """The YAML text with another value of one field."""
    line = re.compile(rf"^( *\"?{field}\"?:).*$", re.MULTILINE)
    changed, count = line.subn(lambda match: f"{match[1]} {value}", text, count=1)
    assert count
    return changed


OWN_FIELDS = [*yaml.safe_load(OWN)["indicators"]["eigen_verzonnen"], "municipality", "targets"]
HEAD = "themes:\n  inkomen: Inkomen\nunits:\n  euro:\n    factor: 1\nindicators:\n  verzonnen:\n"
CATALOGUE = HEAD + "".join(
    f"    {name}: {value}\n"
    for name, value in (
        {
            "name": "Verzonnen ding",
            "description": "Een verzonnen indicator die alleen in deze test voorkomt.",
            "goals": "[1]",
            "theme": "inkomen",
            "unit": "euro",
            "direction": "lower_is_better",
            "direction_reason": "Omdat de test dat zegt.",
            "source": "statbel_disposable_income",
            "query": "{column: MS_MEDIAN}",
            "merge": "not_possible",
            "chance": "unknown",
            "plausible": "[0, 100]",
            "lag_years": "1",
        }
    ).items()
)
EXTRA = ["decimals", "un_targets", "per", "target", "benchmark", "sentence", "remark", "rhythm"]


MAPPED = 'policy_fields:\n  "03":\n    goal: 1\n    reason: x\nunmapped:\n  "04": x\n'


@pytest.mark.parametrize("value", STRANGE)
def test_strange_value_in_any_field_is_a_listed_problem(tmp_path, value):
    """Of local files, the catalogue and the plan: an error of ours or no error, no traceback."""
    path = tmp_path / "entries.yaml"
    heard = [
        said(lambda text: read(tmp_path / "own", text=text), replaced(OWN, field, value))
        for field in [*OWN_FIELDS, "beschikbaar_inkomen", "eigen_verzonnen", "indicators"]
    ]
    for reads, text, more in (
        (catalogue.read, CATALOGUE, EXTRA),
        (plan.read_mapping, MAPPED, []),
    ):
        for field in [*re.findall(r"^ *\"?(\w+)\"?:", text, re.MULTILINE), *more]:
            there = text if f"{field}" in text else f"{text}    {field}: x\n"
            path.write_text(replaced(there, field, value), encoding="utf-8")
            heard.append(said(reads, path))
    assert len(heard) > 40
    assert all("expected" in each or "is not YAML" in each for each in heard if each)


def said(reads, what):
    """The error, or "" when there is none."""
    try:
        reads(what)
    except CatalogueError as error:
        return str(error)
    return ""


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
        ),
        max_leaves=3,
    ),
    field=st.sampled_from([*OWN_FIELDS, "target"]),
)
@settings(max_examples=120 if WHOLE else 40, deadline=None)
def test_any_value_in_any_field_is_read_or_listed(tmp_path_factory, value, field):
    plain = yaml.safe_load(OWN)
    within = plain if field in plain else plain["indicators"]["eigen_verzonnen"]
    within[field] = value
    place = tmp_path_factory.getbasetemp() / "any"
    heard = said(lambda text: read(place, text=text), yaml.safe_dump(plain))
    assert not heard or "expected" in heard


def test_needed_column_stands_beside_another():
    with pytest.raises(spreadsheet.Unreadable):
        spreadsheet.read(b"year\n2023\n", ("year", "value"))
