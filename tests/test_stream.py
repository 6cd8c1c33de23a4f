"""Files that are written a piece at a time, and made once for all who read them."""

import io
import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sdgwijzer.errors import StoreError
from sdgwijzer.serving.spool import SLICE, Spool
from sdgwijzer.store import exports, pieces, whole
from tests.conftest import WHOLE, swept

AWKWARD = pa.table(
    {
        "text": ['a "quoted", word', "=1+1", None, "Zoë\nnext", "\\"],
        "number": [5.0, 1e-7, None, float("nan"), -1234567.125],
        "count": pa.array([1, None, 3, 4, 2**40], pa.int64()),
        "there": [True, None, False, True, False],
    }
)


def written(tables, form):
    file = io.BytesIO()
    steps = sum(1 for _ in exports.stream(tables, file, form))
    return file.getvalue(), steps


@pytest.mark.parametrize("form", ["csv", "excel-csv", "json"])
def test_pieces_behind_each_other_are_the_bytes_of_the_whole(form):
    split, steps = written([AWKWARD[:2], AWKWARD[2:2], AWKWARD[2:]], form)
    assert steps == 3
    assert split == exports.as_bytes(AWKWARD, form)


def test_json_by_column_is_json_by_row():
    found = json.loads(exports.as_bytes(AWKWARD, "json"))
    assert found == list(exports.records(AWKWARD))
    assert exports.as_bytes(AWKWARD[:0], "json") == b"[\n\n]\n"


def test_parquet_in_pieces_has_the_rows_of_the_whole():
    split, _ = written([AWKWARD[:2], AWKWARD[2:]], "parquet")
    assert pq.read_table(io.BytesIO(split)).to_pylist()[4] == AWKWARD.to_pylist()[4]
    assert pq.read_metadata(io.BytesIO(split)).num_row_groups == 1


def test_everything_in_pieces_is_everything(dataset):
    tables = list(dataset.store.tables())
    sizes = [table.num_rows for table in tables]
    assert len(sizes) > 50
    assert max(sizes) <= whole.AT_ONCE
    known = dataset.store.rows()
    assert sum(sizes) == known.num_rows
    for name in ("indicator_id", "nis_code", "year", "value", "s_needed"):
        split = pa.chunked_array([c for t in tables for c in t[name].chunks], known[name].type)
        assert split.equals(known[name]), name


def test_spool_is_made_once_as_far_as_somebody_reads():
    made = []

    def write(file):
        for letter in b"abc":
            made.append(letter)
            file.write(bytes([letter]) * SLICE)
            yield

    spool = Spool(write)
    assert made == []
    assert spool.read(0) == b"a" * SLICE
    assert len(made) == 1
    assert spool.read(2 * SLICE) == b"c" * SLICE
    assert spool.read(SLICE) == b"b" * SLICE
    assert spool.read(3 * SLICE) == b""
    assert len(made) == 3


def test_spool_that_failed_is_never_taken_for_whole_and_begins_anew():
    attempts = []

    def write(file):
        attempts.append(1)
        file.write(b"first ")
        yield
        if len(attempts) == 1:
            raise StoreError("gone")
        file.write(b"second")
        yield

    spool = Spool(write)
    assert spool.read(0) == b"first "
    with pytest.raises(StoreError):
        spool.read(6)
    assert spool.read(6) == b"second"
    assert spool.read(0) == b"first second"
    assert spool.read(12) == b""


def test_rows_come_as_they_are_stored_or_not_at_all():
    def reader(*batches):
        schema = pa.schema([("year", pa.int64()), ("stored", pa.int64())])
        made = [pa.record_batch([[7] * len(each), each], schema=schema) for each in batches]
        return pa.RecordBatchReader.from_batches(schema, made)

    found = list(whole.in_order(reader([3, 4], [9]), "stored"))
    assert [table.to_pydict() for table in found] == [{"year": [7, 7]}, {"year": [7]}]
    [nothing] = whole.in_order(reader(), "stored")
    assert nothing.num_rows == 0
    assert nothing.column_names == ["year"]
    for wrong in ([[3, 5, 4]], [[3, 4], [2]], [[3, 4], [4]]):
        with pytest.raises(StoreError, match="another order"):
            list(whole.in_order(reader(*wrong), "stored"))


SLIVERS = ["bebouwde_percelen", "muurisolatie", "buurtactiviteiten", "prijs_open_bebouwing"]
"""Indicators of which a join once held a few rows back: they begin shortly before a full vector."""


@swept
def test_whatever_is_chosen_comes_in_the_order_of_files(dataset):
    store, chance = dataset.store, random.Random(3)
    ids, codes = [id_ for id_, _ in store.sizes()], sorted(dataset.reference.today)
    asked = [(None, [each], (None, None)) for each in (ids if WHOLE else SLIVERS[::3])]
    for _ in range(300 if WHOLE else 5):
        whom = chance.choice([None, chance.sample(codes, chance.choice([1, 3, 13, 50, 200]))])
        which = chance.sample(ids, chance.choice([1, 2, 5, 20, 100]))
        years = chance.choice([(None, None), (2020, None), (None, 2015), (2019, 2019)])
        asked.append((whom, which, years))
    for each in asked:
        assert pa.concat_tables(store.tables(*each)).equals(store.rows(*each)), each


@pytest.mark.skipif(not WHOLE, reason="reads everything five times: only by make sweep")
@pytest.mark.parametrize("size", [4_000, 8_000, 16_000, 40_000, 100_000])
def test_everything_comes_in_the_order_of_files_in_pieces_of_any_size(dataset, size):
    store = dataset.store
    parts = pieces.pieces(store.sizes(), size)
    count = sum(len(table) for table in whole.tables(store.path, parts))
    assert count == sum(rows for _, rows in store.sizes())


def test_rows_are_stored_in_the_order_of_files(dataset):
    """Nothing sorts them when a file of everything is made."""
    [(wrong,)] = dataset.store._rows(
        "SELECT count(*) FROM (SELECT position, nis_code, year, lag((position, nis_code, year)) "
        "OVER (ORDER BY o.rowid) AS before FROM observation o JOIN indicator USING (indicator_id)) "
        "WHERE (position, nis_code, year) <= before"
    )
    assert wrong == 0
