"""The addresses for programs: rows, forms, pages of rows, what was kept, problems in Dutch."""

import csv
import gzip
import io
import json
import re
from urllib.parse import quote, unquote, urlencode, urlsplit

import duckdb
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import csv as arrow_csv
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from sdgwijzer import serving
from sdgwijzer.api import KINDS, PATH, RESOURCES, document, questions, records
from sdgwijzer.api.questions import Paged
from sdgwijzer.errors import StoreError
from sdgwijzer.frame.context import PAGES
from sdgwijzer.serving import api
from sdgwijzer.settings import given as set_to
from sdgwijzer.store import exports
from sdgwijzer.texts import aloud
from sdgwijzer.texts import api as texts
from tests.conftest import WHOLE
from tests.make import awaited

AN_ADDRESS = "https://sdg.example"


class Server:
    """The gate, gzip and the API, without Streamlit."""

    def __init__(self, data, base=""):
        self.base = f"/{base}" if base else ""
        site = serving.site(base, PAGES, set_to(address=f"{AN_ADDRESS}{self.base}"))
        layers = [*serving.middleware(site, data), Middleware(GZipMiddleware)]
        self.app = Starlette(routes=api.routes(data, site), middleware=layers)

    def __call__(self, link, method="GET", **headers):
        return awaited(self.ask(link, method, **headers))

    async def ask(self, link, method="GET", **headers):
        path, _, query = link.partition("?")
        full = f"{self.base}/{PATH}/{path}"
        scope = {
            "type": "http",
            "method": method,
            "scheme": "https",
            "path": unquote(full),
            "raw_path": full.encode(),
            "query_string": query.encode(),
            "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
            + [(b"host", b"sdg.example")],
            "client": ("127.0.0.1", 1),
            "asgi": {"version": "3.0", "spec_version": "2.4"},
        }
        sent = []

        async def receive():
            return {"type": "http.request"}

        async def send(message):
            sent.append(message)

        await self.app(scope, receive, send)
        return Answer(sent)


class Answer:
    def __init__(self, sent):
        self.status = sent[0]["status"]
        self.headers = {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}
        self.body = b"".join(each.get("body", b"") for each in sent[1:])

    @property
    def json(self):
        return json.loads(self.body)


@pytest.fixture(scope="module")
def ask(dataset):
    return Server(lambda: dataset)


def problem(answer):
    """What an answer says that is none; everything that RFC 9457 and our contract ask is there."""
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json
    assert told["status"] == answer.status == KINDS[urlsplit(told["type"]).fragment]
    assert told["title"] == texts.KINDS[urlsplit(told["type"]).fragment][0]
    assert told["detail"][-1] in ".?"
    return told


EXAMPLES = [f"{name}?{each.tried}" for name, each in RESOURCES.items()]
EXAMPLES += [f"{each.name}/{each.example}" for each in RESOURCES.values() if each.one]


@pytest.mark.parametrize("link", EXAMPLES)
def test_example_of_the_page_gives_the_columns_it_promises(ask, link):
    answer = ask(link)
    assert answer.status == 200, answer.body
    resource = RESOURCES[re.split("[/?]", link)[0]]
    rows = answer.json["items"] if "?" in link else [answer.json]
    assert rows or resource.name == "changes"  # the figures of these tests have none: test_town
    for row in rows:
        resource.record.model_validate(row)
        assert list(row) == list(resource.record.model_fields)


def test_types_of_the_contract_are_those_of_the_tables(dataset):
    tables = (
        (records.Observation, dataset.store.rows(["34013"], ["inwoners"])),
        (records.Assessment, dataset.store.assessments(["34013"])),
    )
    kinds = {"string": str, "double": float, "bool": bool, "int16": int, "int32": int}
    for record, table in tables:
        assert {f.name: kinds[str(f.type)] for f in table.schema} == records.types(record)


FILES = {
    "indicators/armoederisico.csv": (None, ["armoederisico"]),
    "municipalities/34013.csv": (["34013"], None),
    "observations.csv?municipality=Harelbeke,8520&indicator=inwoners": (
        ["34013", "34023"],
        ["inwoners"],
    ),
}


@pytest.mark.parametrize("link", FILES)
def test_csv_is_that_of_the_export(ask, dataset, link):
    answer = ask(link)
    assert answer.body == exports.as_bytes(dataset.store.rows(*FILES[link]), "csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert int(answer.headers["x-total-count"]) == answer.body.count(b"\n") - 1


def test_csv_of_a_goal_has_its_indicators_and_is_made_of_pieces(ask, dataset):
    ids = [id_ for id_, item in dataset.all_indicators.items() if item.main_goal == 8]
    answer = ask("goals/8.csv")
    rows = dataset.store.rows(None, ids)
    assert "content-length" not in answer.headers  # sent a piece at a time
    assert answer.body == exports.as_bytes(rows, "csv")


def test_three_readers_read_equal_frames(ask, tmp_path):
    """pandas, Arrow (as R reads) and DuckDB; codes stay texts, gaps gaps, numbers whole."""
    path = tmp_path / "figures.csv"
    path.write_bytes(ask("indicators/armoederisico.csv").body)
    text = {"nis_code": str, "method_version": str}
    one = pd.read_csv(path, dtype=text)
    kinds = dict.fromkeys(text, "string")
    two = arrow_csv.read_csv(
        path, convert_options=arrow_csv.ConvertOptions(column_types=kinds, strings_can_be_null=True)
    )
    with duckdb.connect() as connection:
        types = dict.fromkeys(text, "VARCHAR")
        three = connection.read_csv(str(path), dtype=types).df()
    assert len(one) > 2000
    for other in (two.to_pandas(), three):
        assert list(other) == list(one)
        for name in one:
            mine, its = one[name], other[name]
            assert mine.isna().tolist() == its.isna().tolist(), name
            if pd.api.types.is_numeric_dtype(mine):
                assert mine.dropna().astype(float).tolist() == its.dropna().astype(float).tolist()
            else:
                days = its.dropna().astype(str).str.replace(" 00:00:00", "")
                assert mine.dropna().astype(str).tolist() == days.tolist(), name


def test_pages_of_rows_are_all_rows_once(ask):
    link, found = "observations?municipality=Gent&goal=1&limit=9", []
    while link:
        answer = ask(link)
        found += answer.json["items"]
        to = answer.json["next"]
        said = answer.headers.get("link")
        assert said == (f'<{to}>; rel="next"' if to else None)
        link = to and to.removeprefix(f"{AN_ADDRESS}/{PATH}/")
    assert len(found) == answer.json["total"] == int(answer.headers["x-total-count"]) > 30
    whole = list(
        csv.DictReader(io.StringIO(ask("observations.csv?municipality=Gent&goal=1").body.decode()))
    )
    key = ("indicator_id", "nis_code", "year")
    assert [[str(row[k]) for k in key] for row in found] == [[row[k] for k in key] for row in whole]


@pytest.mark.parametrize(
    ("filters", "years"),
    [("year=2020", {2020}), ("from=2019&to=2020", {2019, 2020}), ("to=2015", {2015})],
)
def test_years_are_chosen(ask, filters, years):
    items = ask(f"observations?municipality=Harelbeke&indicator=armoederisico&{filters}").json[
        "items"
    ]
    assert {row["year"] for row in items} == years


@pytest.mark.parametrize("name", ["Harelbeke", "34013", "8530", "harelbeke", "Bavikhove"])
def test_municipality_is_known_by_each_of_its_names(ask, name):
    assert ask(f"municipalities/{quote(name)}").json["nis_code"] == "34013"


def test_judgements_beside_a_group_are_those_of_the_page(ask, dataset):
    words = "municipality=Harelbeke&goal=1,8&limit=1000"
    alone = ask(f"assessments?{words}").json["items"]
    beside = ask(f"assessments?{words}&peers=referentieregio").json["items"]
    assert {row["peers"] for row in alone} == {"Vlaanderen"}
    assert all("Zuid-West-Vlaanderen" in row["peers"] for row in beside)
    assert max(row["n"] or 0 for row in beside) == 13
    ids = [row["indicator_id"] for row in beside]
    link = {"gemeente": "Harelbeke", "vergelijk": "referentieregio"}
    from sdgwijzer.links import read
    from sdgwijzer.screens.files import rows

    choices = read(link, "overzicht", dataset).choices
    page = rows(choices, dataset, ["34013"], ids).to_pandas()
    page = page[page["group_rank"].notna()].set_index("indicator_id")
    assert len(page) > 10
    for row in beside:
        if row["indicator_id"] in page.index:
            found = page.loc[row["indicator_id"]]
            assert (row["rank"], row["n"]) == (found["group_rank"], found["group_n"])
            assert row["low"] == found["low"]


def test_few_peers_give_no_judgement_and_that_is_said(ask):
    answer = ask("assessments?municipality=Harelbeke&peers=Kuurne,Zwevegem&goal=1").json
    assert {row["peers"] for row in answer["items"]} == {"Vlaanderen"}
    assert "minstens 5" in answer["notices"][0]


def test_sentences_are_those_that_are_read_aloud(ask, dataset):
    rows = ask("sentences?municipality=Harelbeke&goal=8&peers=provincie&limit=1000").json["items"]
    told = aloud.goals(
        dataset.store, dataset.reference, dataset.indicators("34013"), "34013", ["provincie"], [8]
    )
    assert len(rows) > 15
    assert all(row["sentence"] in told for row in rows)
    assert {"distribution", "figure"} <= {row["kind"] for row in rows}


def test_what_one_has_is_not_sent_again(ask):
    first = ask("goals/8")
    again = ask("goals/8", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert ask("goals/8", if_none_match='W/"x", ' + first.headers["etag"]).status == 304
    others = ("goals/9", "goals/8.csv", "goals?goal=8", "goals?goal=8&limit=1")
    tags = {ask(each).headers["etag"] for each in others} | {first.headers["etag"]}
    assert len(tags) == 5
    assert ask("goals/9", if_none_match=first.headers["etag"]).status == 200


def test_tag_differs_in_another_build(dataset, tmp_path, data):
    import shutil

    from sdgwijzer import paths
    from sdgwijzer.store import store
    from sdgwijzer.views.dataset import Dataset

    copy = tmp_path / "sdgwijzer-2.duckdb"
    shutil.copy(store.current(data), copy)
    other = Server(lambda: Dataset(copy, paths.ROOT / "indicators.yaml"))
    first = Server(lambda: dataset)("goals/8").headers["etag"]
    assert other("goals/8", if_none_match=first).status == 200


@pytest.mark.parametrize(
    ("link", "accept", "kind"),
    [
        ("goals", "*/*", "application/json"),
        ("goals", "text/csv", "text/csv"),
        ("goals", "text/csv;q=0.4, application/json;q=0.3", "text/csv"),
        ("goals", "application/*", "application/json"),
        ("goals.csv", "application/json", "text/csv"),
        ("goals.json", "text/html", "application/json"),
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("", "*/*", "application/json"),
    ],
)
def test_form_is_that_of_the_ending_or_else_what_is_accepted(ask, link, accept, kind):
    assert ask(link, accept=accept).headers["content-type"].startswith(kind)


@pytest.mark.parametrize("link", ["goals", "indicators/inwoners.csv", "goals/8.csv", "goals/99"])
def test_head_has_the_headers_alone(ask, link):
    full, head = ask(link), ask(link, "HEAD")
    assert (head.status, head.body) == (full.status, b"")
    kept = ("etag", "content-type", "x-total-count", "access-control-allow-origin")
    assert [head.headers.get(each) for each in kept] == [full.headers.get(each) for each in kept]
    assert head.headers.get("content-length") in (None, full.headers.get("content-length"))


def test_answer_is_zipped_for_who_takes_that(ask):
    plain, zipped = ask("goals/8.csv"), ask("goals/8.csv", accept_encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert len(zipped.body) < len(plain.body) / 5


def test_pages_of_others_may_read(ask):
    answer = ask("goals", origin="https://elders.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    before = ask("goals", "OPTIONS", origin="https://elders.example")
    assert before.status == 204
    assert "GET" in before.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in answer.headers


BAD = {
    "goals/18": (404, "doelstelling “18”"),
    "goals/８": (404, "doelstelling"),
    "indicators/armoede": (404, "Bedoel je armoederisico"),
    "municipalities/Harelbke": (404, "Bedoel je Harelbeke?"),
    "municipalities/Brussel": (404, "Er is geen Vlaamse gemeente"),
    "observations?municipality=9999": (404, "“9999”"),
    "observations/1": (404, "Deze zijn er wel"),
    "zaken": (404, "municipalities"),
    "a/../../b": (404, "is er niet"),
    "a%00b": (404, "is er niet"),
    "goals?doel=8": (400, "De filter “doel” is er niet"),
    "goals/8?limit=3": (400, "geen filters op dit adres"),
    "observations?limit=1001": (400, "limit=1001"),
    "observations?limit=%2B1": (400, "limit=+1"),
    "observations?goal=1,,2": (400, "goal=1,,2"),
    "observations?year=2020&from=2019": (400, "gaat niet samen"),
    "observations?from=2020&to=2019": (400, "komt na"),
    "observations?municipality=" + ",".join(["Gent"] * 51): (400, "hoogstens 50"),
    "observations?municipality=" + "x" * 2000: (400, "2000 zijn"),
    "assessments?peers=provincie": (400, "één gemeente"),
    "assessments?municipality=Gent&peers=Gent": (400, "alleen Gent zelf"),
    "assessments?municipality=Voeren&peers=buurgemeenten": (404, "is er niet voor Voeren"),
    "sentences": (400, "ontbreekt municipality"),
    "changes?since=0": (400, "een dag als"),
}


@pytest.mark.parametrize("link", BAD)
def test_what_cannot_be_answered_says_why(ask, link):
    status, said = BAD[link]
    answer = ask(quote(link, safe="/?&=%,+.-"))
    assert answer.status == status
    assert said in problem(answer)["detail"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"])
def test_nothing_can_be_changed(ask, method):
    answer = ask("goals", method, origin="https://elders.example")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert problem(answer)["status"] == 405


def test_other_forms_are_refused(ask):
    assert "application/xml" in problem(ask("goals", accept="application/xml"))["detail"]
    assert problem(ask("goals", accept="text/csv;q=0, application/json;q=0"))["status"] == 406


NAMES = sorted({name for each in RESOURCES.values() for name in each.question.model_fields})
ODD = st.text(max_size=30) | st.sampled_from(
    ["-1", "1e3", "١", "'; DROP TABLE", "<b>", "NaN", "9" * 40]
)


@settings(max_examples=200 if WHOLE else 25, deadline=None)
@given(
    st.sampled_from([*RESOURCES, "x"]),
    st.lists(st.tuples(st.sampled_from([*NAMES, "x"]), ODD), min_size=1, max_size=4),
    ODD.filter(str.strip),
)
@example("goals", [("limit", "1")], "/")
def test_bad_question_is_refused_in_dutch(ask, name, pairs, id_):
    """Whatever is in it: an answer, or a problem that names what is wrong; never a fault."""
    for link in (f"{name}?{urlencode([*pairs, ('zus', 'zo')])}", f"{name}/{quote(id_, safe='')}x9"):
        answer = ask(link)
        assert 400 <= answer.status < 500
        assert problem(answer)["instance"].startswith(f"/{PATH}")


def test_no_figures_is_a_problem_and_a_line_in_the_log(caplog):
    def nothing():
        raise StoreError("cut")

    answer = Server(nothing)("observations?municipality=Gent")
    assert problem(answer)["status"] == 503
    assert "sdgwijzer build" in answer.json["detail"]
    assert int(answer.headers["retry-after"]) > 0
    assert "cut" in caplog.text


def test_fault_is_a_problem_and_a_line_in_the_log(dataset, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError("made up")

    monkeypatch.setattr(api, "_listed", broken)
    assert problem(Server(lambda: dataset)("goals"))["status"] == 500
    assert "made up" in caplog.text


def test_too_many_at_once_are_refused_and_may_come_back(dataset, monkeypatch):
    monkeypatch.setenv("SDGWIJZER_REQUESTS", "3")
    server = Server(lambda: dataset)

    async def crowd():
        from asyncio import gather

        return await gather(*(server.ask("goals") for _ in range(10)))

    answers = awaited(crowd())
    assert sorted({each.status for each in answers}) == [200, 429]
    refused = next(each for each in answers if each.status == 429)
    assert problem(refused)["detail"].startswith("Er zijn nu 3 vragen")
    assert refused.headers["retry-after"] == "1"
    assert server("goals").status == 200


def test_under_a_base_path_addresses_have_it(dataset):
    ask = Server(lambda: dataset, "over/sdg")
    answer = ask("municipalities?limit=1").json
    assert answer["next"].startswith(f"{AN_ADDRESS}/over/sdg/{PATH}/municipalities.json?")
    assert ask("openapi.json").json["servers"] == [{"url": f"{AN_ADDRESS}/over/sdg/{PATH}"}]


def test_contract_names_every_address_filter_and_problem(ask):
    told = ask("openapi.json").json
    assert told["openapi"] == "3.1.0"
    for name, each in RESOURCES.items():
        assert f"/{name}" in told["paths"]
        assert f"/{name}.csv" in told["paths"]
        assert list(records.columns(each.record)) == list(
            told["components"]["schemas"][each.record.__name__]["properties"]
        )
    for path in told["paths"].values():
        assert {"200", "304", *(str(status) for status in KINDS.values())} == set(
            path["get"]["responses"]
        )
    assert all(
        each["description"] for path in told["paths"].values() for each in path["get"]["parameters"]
    )
    assert {"/indicators/{id}.csv", "/municipalities/{nis}.csv", "/goals/{n}.csv"} <= set(
        told["paths"]
    )


def test_every_filter_has_its_words():
    asked = {str(p["name"]) for r in RESOURCES.values() for p in document.parameters(r.question)}
    assert asked == set(texts.PARAMETERS)
    assert set(texts.RESOURCES) == set(RESOURCES)
    assert set(texts.KINDS) == set(KINDS)
    assert Paged.model_fields["limit"].default is None
    assert questions.MOST_ROWS == 1000


def test_page_leads_to_addresses_that_answer(ask):
    page = ask("", accept="text/html")
    hrefs = re.findall(r'href="\./([^"]+)"', page.body.decode())
    links = [href.replace("&amp;", "&").removeprefix(f"{PATH}/") for href in hrefs]
    assert len(links) > 12
    assert [ask(each, "HEAD").status for each in links if each != "observations.csv"] == [200] * (
        len(links) - 1
    )
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
