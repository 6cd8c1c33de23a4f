"""Files of everything and their page: addresses, sizes, rows, what explains them."""

import csv
import io
import json
import re
import zipfile
from hashlib import sha256
from html import unescape

import duckdb
import frictionless
import pyarrow.parquet as pq
import pytest

from sdgwijzer import cli
from sdgwijzer.documents import package
from sdgwijzer.errors import StoreError
from sdgwijzer.frame.context import PAGES
from sdgwijzer.links.embedding import HERE
from sdgwijzer.screens import files
from sdgwijzer.serving.everything import writer
from sdgwijzer.store import exports
from sdgwijzer.texts import columns, open_data
from tests.ask import asked
from tests.conftest import WHOLE
from tests.test_shared import LINKS

HARELBEKE = {"gemeente": "Harelbeke"}
VIEWS = {
    "doel": HARELBEKE | {"doel": "8", "vergelijk": "Zwevegem,Deerlijk,Kuurne,Kortrijk,Waregem"},
    "overzicht": HARELBEKE,
    "mand": HARELBEKE | {"mand": "armoederisico,inwoners"},
}


@pytest.fixture(scope="module")
def some(dataset):
    """Everything, of which there are but a few indicators: the same code on fewer rows."""
    ids = [id_ for id_, _ in dataset.store.sizes()][:: 1 if WHOLE else 100]

    class Some:
        def __getattr__(self, name):
            return getattr(dataset.store, name)

        def everything(self, asked):
            return dataset.store.tables(None, ids)

        def sizes(self):
            return dataset.store.sizes(None, ids)

    class Few:
        store = Some()

        def __getattr__(self, name):
            return getattr(dataset, name)

    return Few()


def everything(data, ending):
    return asked(data, f"download/alles.{ending}")


@pytest.mark.parametrize("ending", ["csv", "excel.csv", "parquet", "json"])
def test_everything_has_the_rows_of_the_database(some, ending):
    answer = everything(some, ending)
    whole = some.store.rows(None, [id_ for id_, _ in some.store.sizes()])
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == files.FORMATS[ending].media
    name = f'filename="sdg-wijzer-alles-{some.day}.{ending}"'
    assert answer.headers["content-disposition"] == f"attachment; {name}"
    if ending == "parquet":
        assert pq.read_table(io.BytesIO(answer.body)).equals(whole)
    else:
        assert answer.body == exports.as_bytes(whole, files.FORMATS[ending].export)
    size = len(answer.body) / whole.num_rows
    _, expected, _ = open_data.FILES[ending]
    assert size == pytest.approx(expected, rel=0.3 if WHOLE else 2)


def valid(content, folder):
    """The files of a zip, once Frictionless has read every row of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        opened.extractall(folder)
        names = opened.namelist()
    found = frictionless.validate(str(folder / package.PACKAGE))
    assert found.valid, found.flatten(["type", "message"])[:5]
    assert [task.stats["rows"] > 0 for task in found.tasks] == [True]
    return {name: (folder / name).read_bytes() for name in names}


def test_everything_in_a_zip_explains_itself_and_is_valid(some, tmp_path):
    answer = everything(some, "zip")
    inside = valid(answer.body, tmp_path)
    assert set(inside) == {*package.OURS, "cijfers.parquet"}
    assert inside["cijfers.csv"] == everything(some, "csv").body
    assert inside["cijfers.parquet"] == everything(some, "parquet").body
    [resource] = json.loads(inside["datapackage.json"])["resources"]
    assert resource["bytes"] == len(inside["cijfers.csv"])
    assert resource["hash"] == f"sha256:{sha256(inside['cijfers.csv']).hexdigest()}"
    keys = re.findall(r"^- `(\w+)`: .", inside["KOLOMMEN.md"].decode(), re.M)
    assert keys == list(exports.COLUMNS)
    rows = csv.DictReader(io.StringIO(inside["cijfers.csv"].decode()))
    licences = inside["LICENTIES.md"].decode()
    for source in {row["source"] for row in rows}:
        assert f"## {source}\n\n- Licentie: " in licences, source
    text = inside["LEESMIJ.md"].decode()
    assert "van alle 285 gemeenten" in text
    assert "- `cijfers.parquet`" in text
    assert everything(some, "zip").body == answer.body


@pytest.mark.parametrize("word", VIEWS if WHOLE else ["doel"])
def test_zip_of_a_page_is_valid_and_has_its_rows(dataset, word, tmp_path):
    answer = asked(dataset, f"download/{word}.zip", VIEWS[word])
    inside = valid(answer.body, tmp_path)
    assert set(inside) == set(package.OURS)
    table = asked(dataset, f"download/{word}.csv", VIEWS[word])
    assert inside["cijfers.csv"] == table.body
    assert "Harelbeke" in inside["LEESMIJ.md"].decode()
    if word == "doel":  # beside a group
        assert "`group_rank`: Zoals rank, naast de groep." in inside["KOLOMMEN.md"].decode()


def test_basket_has_what_was_put_aside_of_who_is_named(dataset):
    link = VIEWS["mand"] | {"vergelijk": "Kuurne"}
    rows = list(csv.DictReader(asked(dataset, "download/mand.csv", link).text.split("\n")))
    assert {row["indicator_id"] for row in rows} == {"armoederisico", "inwoners"}
    assert {row["municipality"] for row in rows} == {"Harelbeke", "Kuurne"}
    shown = asked(dataset, "doel", link | {"doel": "1"}).text
    assert "./download/mand.xlsx?" in shown
    assert "./download/mand.xlsx?" not in asked(dataset, "gegevens", {"mand": "inwoners"}).text
    for nothing in (HARELBEKE, {"mand": "inwoners"}):
        assert asked(dataset, "download/mand.csv", nothing).status == 404


def test_database_comes_from_the_disk_whole_and_in_parts(dataset, tmp_path):
    answer = asked(dataset, "download/sdg-wijzer.duckdb")
    path = dataset.store.path
    assert answer.body == path.read_bytes()
    assert answer.headers["accept-ranges"] == "bytes"
    assert path.stem.removeprefix("sdgwijzer") in answer.headers["content-disposition"]
    kept = tmp_path / "kept.duckdb"
    kept.write_bytes(answer.body)
    with duckdb.connect(str(kept), read_only=True) as opened:
        found = opened.execute("SELECT count(*) FROM observation").fetchone()
    assert found[0] == sum(size for _, size in dataset.store.sizes())


@pytest.mark.parametrize("name", ["alles.xlsx", "alles.xls", "alles", "sdg-wijzer.csv"])
def test_what_is_not_offered_is_not_there(dataset, name):
    assert asked(dataset, f"download/{name}").status == 404


def test_without_figures_it_is_said_and_head_makes_no_file(dataset):
    def nothing():
        raise StoreError("there are no figures here")

    for name in ("alles.csv", "sdg-wijzer.duckdb"):
        assert asked(nothing, f"download/{name}").status == 503
        head = asked(dataset, f"download/{name}", method="HEAD")
        assert (head.status, head.body) == (200, b"")


def test_everything_is_written_step_by_step(some):
    """Each step writes one piece: whoever stops reading stops the making."""
    file = io.BytesIO()
    steps = writer(some, "zip")(file)
    sizes = [file.tell() for _ in steps]
    assert sizes == sorted(sizes)
    assert len(sizes) > 5


# the page


def addresses(text):
    return [unescape(each) for each in re.findall(r'href="(\./[^"]*)"', text)]


def test_page_names_every_indicator_with_addresses_that_answer(dataset):
    text = asked(dataset, "gegevens").text
    found = addresses(text)
    every = {**dataset.indicators(None), **dataset.archive}
    for id_, item in every.items():
        assert f"./indicator?indicator={id_}" in found
        assert f"./api/v1/indicators/{id_}.csv" in found
        assert f"./api/v1/indicators/{id_}.json" in found
        assert item.name in unescape(text)
    codes = re.findall(r"\./api/v1/municipalities/(\d+)\.csv", text)
    assert sorted(codes) == sorted(dataset.reference.today)
    goals = {f"./api/v1/goals/{item.main_goal}.csv" for item in dataset.indicators(None).values()}
    assert goals <= set(found)
    files_ = [each for each in found if each.startswith("./download/")]
    assert files_ == [
        *(f"./download/alles.{ending}" for ending in open_data.FILES),
        "./download/sdg-wijzer.duckdb",
    ]
    for each in ["./api/v1/goals/8.csv", "./api/v1/indicators/inwoners.json", files_[-1]]:
        assert asked(dataset, each.removeprefix("./")).status == 200, each


def test_line_of_an_indicator_says_what_the_database_has(dataset):
    text = asked(dataset, "gegevens").text
    for id_ in ("armoederisico", "inwoners", "werkzoekendengraad"):
        rows = dataset.store.rows(None, [id_]).to_pandas().dropna(subset="value")
        line = re.search(rf"<li>[^\n]*?indicator={id_}\"(.*?)</li>", text, re.S)[1]
        said = unescape(line).replace("\xa0", " ")
        assert f"{rows['year'].min()}-{rows['year'].max()}" in said
        assert f"{rows['nis_code'].nunique()} gemeenten" in said
        assert set(rows["source"]) == {rows["source"].iloc[0]}
        assert f"{rows['source'].iloc[0]} · {rows['licence'].iloc[0]} · opgehaald op " in said


def test_page_of_a_municipality_has_its_files_and_its_basket(dataset):
    found = addresses(asked(dataset, "gegevens", VIEWS["mand"]).text)
    assert "./api/v1/municipalities/34013.csv" in found
    assert "./indicator?gemeente=Harelbeke&mand=armoederisico,inwoners&indicator=inwoners" in [
        each.replace("%2C", ",") for each in found
    ]
    for word in ("overzicht", "mand"):
        offered = {each.partition("?")[0] for each in found if f"/{word}." in each}
        assert offered == {f"./download/{word}.{ending}" for ending in files.FORMATS}


@pytest.mark.parametrize(("base", "home"), [("", ""), ("sdg", "sdg/")])
def test_lines_to_copy_have_the_public_address_of_the_site(dataset, base, home):
    set_to = {"address": f"https://www.gemeente.be/{base}".rstrip("/"), "base": base}
    text = unescape(asked(dataset, "gegevens", HARELBEKE, **set_to).text)
    lines = re.findall(r"<code[^>]*>(.*?)</code>", text, re.S)
    assert len(lines) == len(open_data.EXAMPLES)
    for line in lines:
        assert f"https://www.gemeente.be/{home}api/v1/municipalities/34013.csv" in line
        assert "\n" not in line
    assert HERE not in text


def test_lines_to_copy_can_be_run(dataset, tmp_path):
    path = tmp_path / "34013.csv"
    path.write_bytes(asked(dataset, "api/v1/municipalities/34013.csv").body)
    names = {}
    exec(open_data.EXAMPLES["Python"].replace("{address}", str(path)), names)
    assert set(names["cijfers"]["nis_code"]) == {"34013"}
    found = duckdb.sql(open_data.EXAMPLES["DuckDB"].replace("{address}", str(path)))
    assert found.columns == list(exports.COLUMNS)
    assert len(found.fetchall()) == len(names["cijfers"])


def test_every_column_is_explained_once():
    listed = [name for group in columns.GROUPS.values() for name in group]
    assert sorted(listed) == sorted(exports.COLUMNS)
    assert list(columns.BESIDE) == list(exports.BESIDE_GROUP)
    assert all(each.endswith(".") or each.endswith("?") for each in columns.MEANINGS.values())


def test_page_is_found_from_where_one_looks_for_it(dataset):
    for word in ("verantwoording", "", "doel", "overzicht"):
        assert "./gegevens" in {
            each.partition("?")[0] for each in addresses(asked(dataset, word, LINKS.get(word)).text)
        }, word
    assert "gegevens" in PAGES
    assert "/gegevens</loc>" in asked(dataset, "sitemap.xml").text


# the command


@pytest.fixture
def run(data, capfd):
    def command(*arguments):
        code = cli.main(["--data", str(data), *arguments])
        return code, capfd.readouterr().err

    return command


def test_workbook_of_everything_is_refused_before_it_is_made(run, tmp_path):
    path = tmp_path / "alles.xlsx"
    code, error = run("export", "--all", "--output", str(path))
    assert code != 0
    assert "rows; a workbook takes 60000 at most" in error
    assert "excel-csv" in error
    assert not path.exists()


def test_zip_is_of_everything(run, tmp_path):
    code, error = run("export", "--indicator", "inwoners", "--output", str(tmp_path / "a.zip"))
    assert code != 0
    assert "--all" in error


@pytest.mark.skipif(not WHOLE, reason="writes everything: only by make sweep")
@pytest.mark.parametrize(("form", "ending"), [("csv", "csv"), ("zip", "zip"), ("json", "json")])
def test_command_writes_what_the_site_gives(dataset, run, tmp_path, form, ending):
    path = tmp_path / f"alles.{ending}"
    run("export", "--all", "--format", form, "--output", str(path))
    assert path.read_bytes() == everything(dataset, ending).body
