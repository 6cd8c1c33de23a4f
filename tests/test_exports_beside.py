"""The rows of one municipality judged beside other peers: of every indicator, alone or together."""

import json

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.judgement.position import MIN_PEERS
from sdgwijzer.store import exports
from sdgwijzer.views import cards, peers
from tests.conftest import WHOLE

AALST = "41002"  # survey items here have rows without a gap: their columns are whole numbers


@pytest.fixture(scope="module")
def entries(database):
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    found = catalogue.read(paths.catalogue())
    return {item.id: item for item in found if fetched[item.id]}


@pytest.fixture(scope="module")
def others(database):
    found = peers.groups(AALST, municipalities.load(), database.context(), {})["provincie"]
    assert len(found) >= MIN_PEERS
    return found


@pytest.fixture(scope="module")
def judged(database, entries, others):
    return cards.judged_beside(database, entries, AALST, others)


def test_every_indicator_on_its_own_can_be_taken_along(database, entries, judged):
    """One of each kind that a source gives; all of them by `make sweep`."""
    kinds = {(item.source, item.unit, item.chance): id_ for id_, item in entries.items()}
    chosen = list(entries if WHOLE else kinds.values())
    assert len(chosen) >= 40
    every = database.rows([AALST], chosen)
    for id_ in chosen:
        table = every.filter(pc.equal(every["indicator_id"], id_))
        assert len(table)
        found = exports.beside(table, AALST, judged.loc[judged.index == id_], "verzonnen groep")
        assert found.column_names == [*exports.COLUMNS, *exports.BESIDE_GROUP]
        assert found.select(table.column_names) == table  # those beside Flanders stay so


def test_ranks_beside_flanders_and_beside_the_group_stand_in_columns_of_their_own(
    database, others, judged
):
    table = database.rows([AALST, others[0]], ["lokaal_voedsel"])
    found = exports.beside(table, AALST, judged, "verzonnen groep").to_pylist()
    [row] = [row for row in found if row["nis_code"] == AALST]
    [other] = [row for row in found if row["nis_code"] != AALST]
    expected = judged.loc["lokaal_voedsel"]
    assert (row["group_rank"], row["group_n"]) == (expected["rank"], expected["n"])
    assert row["group_n"] <= len(others) + 1 < row["n"]
    assert row["group"] == "verzonnen groep"
    flemish = database.summary([AALST], ["lokaal_voedsel"]).iloc[0]
    assert (row["rank"], row["n"], row["peers"]) == (flemish["rank"], flemish["n"], "Vlaanderen")
    assert other["n"] == row["n"]
    assert {other[name] for name in exports.BESIDE_GROUP} == {None}


def test_every_judgement_beside_a_group_names_the_column_that_it_repeats():
    for name, meaning in list(exports.BESIDE_GROUP.items())[1:]:
        repeated = name.removeprefix("group_")
        assert repeated in exports.COLUMNS
        assert meaning.startswith(f"{repeated}, ")


@pytest.mark.parametrize("name", ["indicator", "unit", "municipality", "group"])
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_text_is_no_formula_in_a_spreadsheet(text, name):
    table = pa.table({name: [text, "a=b", None], "value": [-1.5, 2.5, None]})
    lines = exports.as_bytes(table, "excel-csv").decode("utf-8-sig").split("\r\n")
    assert lines[1:4] == [f'"\'{text}";"-1,5"', '"a=b";"2,5"', ";"]
    plain = f'{name},value\n"\'{text}",-1.5\n"a=b",2.5\n,\n'
    assert exports.as_bytes(table, "csv").decode() == plain


def test_whole_numbers_below_zero_stay_numbers_in_excel():
    table = pa.table({"n": [-3, None], "unit": ["-", None]})
    assert exports.as_bytes(table, "excel-csv").decode("utf-8-sig") == 'n;unit\r\n-3;"\'-"\r\n;\r\n'


def test_what_is_no_number_is_null_in_json():
    table = pa.table({"value": [float("nan"), float("inf"), None, 1.5], "n": [1, None, 2, 3]})
    found = json.loads(exports.as_bytes(table, "json"))
    assert [each["value"] for each in found] == [None, None, None, 1.5]
    assert [each["n"] for each in found] == [1, None, 2, 3]
    assert json.loads(exports.as_bytes(table[:0], "json")) == []
