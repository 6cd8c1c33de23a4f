"""The bundle: its table is what its description says, and one can recompute a judgement with it."""

import csv
import json
import math
import re
import zipfile
from collections import Counter
from hashlib import sha256
from io import BytesIO, StringIO

import pytest

from sdgwijzer.documents import zipped
from sdgwijzer.documents.bundle import OURS, bundle, example
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, export, report
from sdgwijzer.store import exports

DAY = "2026-11-27"
FILES = {"omgevingsanalyse.docx": b"word", "blad.pdf": b"pdf"}
PEERS = {
    "beside Flanders": "Zwevegem,Deerlijk,Kuurne",
    "beside five": "Zwevegem,Deerlijk,Kuurne,Kortrijk,Waregem",
}


def made_of(dataset, peers):
    choices = read({"gemeente": "Harelbeke", "vergelijk": peers}, "rapport", dataset).choices
    wishes = Wishes(goals=(1, 8, 14), chapters=("samenvatting", "doelen"))
    return report(choices, dataset, wishes), export(choices, dataset)


@pytest.fixture(scope="module", params=PEERS.values(), ids=PEERS)
def made(request, dataset):
    return made_of(dataset, request.param)


@pytest.fixture(scope="module")
def packed(made):
    return bundle(*made, FILES, DAY)


@pytest.fixture(scope="module")
def inside(packed):
    with zipfile.ZipFile(BytesIO(packed)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def table(inside):
    """The rows as text, as a stranger reads them."""
    return list(csv.DictReader(StringIO(inside["cijfers.csv"].decode())))


def reason(row):
    """Step 1 of LEESMIJ.md, with numbers and words typed from its text."""
    n, percentile, people, below = (
        float(row[name]) if row[name] else None
        for name in ("n", "percentile", "inhabitants", "denominator")
    )
    value = float(row["compared_value"]) if row["compared_value"] else None
    rate = row["unit"] == "%" or row["unit"].startswith("per ")
    counted = row["chance"] != "survey" and value is not None
    scale = row["scale"]
    reasons = {
        "context": row["direction"] == "neutral",
        "composed": row["flag"] == "composed",
        "old": int(row["as_of"][:4]) - int(row["year"]) > int(row["age_limit"]),
        "other_year": value is None,
        "few_peers": percentile is None or n < 6,
        "ties": row["status_reason"] == "ties",
        "small": (below is not None and below < 50)
        or (rate and people is not None and people < 1000),
        "zero": counted
        and ((scale == "ratio" and value <= 0) or (scale == "rest" and value >= 100)),
        "no_margin": row["margin"] == "none",
    }
    return next((name for name, holds in reasons.items() if holds), "")


def followed(row):
    """Status and reason by the rule of LEESMIJ.md."""
    if why := reason(row):
        return "unknown", why
    value, low, high, middle, percentile = (
        float(row[name])
        for name in ("compared_value", "low", "high", "reference_value", "percentile")
    )
    flanders = float(row["flanders"]) if row["flanders"] else None
    more = row["direction"] == "higher_is_better"
    for status, third, up in (
        ("good", percentile >= 200 / 3 - 1e-9, more),
        ("poor", percentile <= 100 / 3 + 1e-9, not more),
    ):
        if third and (low > middle if up else high < middle):
            if flanders is None or (value - flanders if up else flanders - value) > 1e-9:
                return status, ""
            return "middle", "between"
    return "middle", ""


def test_every_judgement_follows_from_its_row_by_the_rule_of_the_text(table):
    judged = [row for row in table if row["position_status"]]
    assert len(judged) > 700
    found = {}
    for row in judged:
        status, why = followed(row)
        assert status == row["position_status"], row
        if row["status_basis"] == "peers":
            assert (status, why) == (row["status"], row["status_reason"]), row
        found[why] = found.get(why, 0) + 1
    assert {"", "context", "old"} <= set(found)


def test_verdict_beside_the_group_follows_by_the_same_rule_without_flanders(table):
    """The group's columns in the place of those they repeat; ties as the group's figures say."""
    judged = [row for row in table if row.get("group_position_status")]
    if not judged:
        assert not any(row.get("group_rank") for row in table)  # fewer than five: nobody is judged
        return
    differs = 0
    for row in judged:
        values = [
            each["compared_value"]
            for each in table
            if each["indicator_id"] == row["indicator_id"] and each["compared_value"]
        ]
        most = max((values.count(each) for each in values), default=0)
        ties = most > max(1, len(values) * 0.2)
        names = ("n", "percentile", "reference_value")
        beside = row | {name: row[f"group_{name}"] for name in names}
        beside |= {"flanders": "", "status_reason": "ties" if ties else ""}
        assert followed(beside)[0] == row["group_position_status"], row
        assert len(values) == float(row["group_n"] or 0), row["indicator_id"]
        differs += row["group_position_status"] != row["position_status"]
    assert len(judged) > 100
    assert differs > 10


def margin_of(row):
    """Low and high by what KOLOMMEN.md says of them."""
    x = float(row["compared_value"])
    if row["margin"] == "estimated":
        n, share, z = float(row["respondents"]), x / 100, 1.959964
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0, 100 * (middle - half) - 0.5), min(100, 100 * (middle + half) + 0.5)
    half = 1.959964 * float(row["noise_sd"])
    if row["scale"] == "ratio":
        return x * math.exp(-half), x * math.exp(half)
    if row["scale"] == "rest":
        return 100 - (100 - x) * math.exp(half), 100 - (100 - x) * math.exp(-half)
    return x - half, x + half


def test_margins_and_percentiles_are_what_the_columns_say_of_them(table):
    kinds = Counter()
    for row in table:
        if row["percentile"]:
            rank, n = float(row["rank"]), int(row["n"])
            assert float(row["percentile"]) == pytest.approx((n - rank) / (n - 1) * 100)
        if row["low"]:
            found = float(row["low"]), float(row["high"])
            assert found == pytest.approx(margin_of(row), rel=1e-5, abs=1e-5), row
            kinds[row["margin"]] += 1
    assert {"years", "counts", "estimated"} <= set(kinds)
    assert sum(kinds.values()) > 500


def test_example_is_a_row_of_the_table_and_its_numbers_decide(made, inside, table):
    text = inside["LEESMIJ.md"].decode().partition("### Een voorbeeld")[2].partition("## ")[0]
    id_, code, year = (
        re.search(pattern, text)[1]
        for pattern in (r"`(\w+)` \(", r"`nis_code` (\d+)", r"de rij van (\d{4})")
    )
    [row] = [
        row
        for row in table
        if (row["indicator_id"], row["nis_code"], row["year"]) == (id_, code, year)
    ]
    assert code == "34013"
    assert followed(row)[0] == row["position_status"] != "middle"
    assert f"Dus `position_status` is `{row['position_status']}`" in text
    for name in ("compared_value", "n", "inhabitants", "percentile", "reference_value"):
        assert row[name] in text, name
    assert row["low"] in text or row["high"] in text
    assert (row["flanders"] or "percentile") in text
    assert "klopt niet" not in text
    assert example(made[1].rows(), "34013")["indicator_id"] == id_


def test_example_says_where_a_condition_fails(made):
    from sdgwijzer.texts import bundle as texts

    middle = [
        row
        for row in made[1].rows()
        if row["nis_code"] == "34013" and row["position_status"] == "middle"
    ]
    said = [list(texts._example(row)) for row in middle]
    assert len(said) > 20
    for lines, row in zip(said, middle, strict=True):
        decisive = lines[-2]
        assert "het middelste derde" in decisive or decisive.endswith("klopt niet."), lines
        assert ("(c)" in decisive) == (row["status_reason"] == "between"), lines


def test_numbers_of_the_rule_stand_in_the_text(inside):
    text = inside["LEESMIJ.md"].decode()
    for said in (
        "200/3 (66,6667)",
        "100/3 (33,3333)",
        "minder dan 6",
        "minder dan 50",
        "0,000000001",
    ):
        assert said in text, said
    assert "dan 1000" in text


def test_text_says_beside_whom_the_own_judgements_are(made, inside, table):
    own = {row["peers"] for row in table if row["nis_code"] == "34013"} - {""}
    assert len(own) == 1
    assert f"Hier is dat voor Harelbeke: {own.pop()}." in inside["LEESMIJ.md"].decode()


def test_package_is_valid_by_frictionless(inside, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    for name, content in inside.items():
        (tmp_path / name).write_bytes(content)
    found = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert found.valid, found.flatten(["type", "message"])[:5]
    assert found.stats["tasks"] == 1


def test_package_describes_every_column_of_the_table(made, inside, table):
    package = json.loads(inside["datapackage.json"])
    assert package["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert all(re.fullmatch(r"[-a-zA-Z0-9._]+", each["name"]) for each in package["licenses"])
    assert all(each["title"] for each in package["sources"])
    [resource] = package["resources"]
    fields = {each["name"]: each["description"] for each in resource["schema"]["fields"]}
    assert list(fields) == list(table[0])
    assert fields == {name: {**exports.COLUMNS, **exports.BESIDE_GROUP}[name] for name in fields}
    assert resource["bytes"] == len(inside["cijfers.csv"])
    assert resource["hash"] == f"sha256:{sha256(inside['cijfers.csv']).hexdigest()}"
    key = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in table]
    assert len(set(key)) == len(key)
    sources = {row["source"] for row in table}
    assert {each["title"] for each in package["sources"]} == sources


def test_same_choices_are_the_same_bytes_and_names_stand_in_order(made, packed, inside):
    assert bundle(*made, dict(reversed(FILES.items())), DAY) == packed
    assert list(inside) == sorted([*FILES, *OURS])
    with zipfile.ZipFile(BytesIO(packed)) as opened:
        assert {each.date_time for each in opened.infolist()} == {zipped.DAY}
    assert zipped.fixed(packed) == packed


@pytest.mark.parametrize("name", ["cijfers.csv", "../weg.txt", "map/a.pdf", "..", ""])
def test_file_that_would_hide_another_is_refused(made, name):
    with pytest.raises(ValueError, match="a bundle cannot have"):
        bundle(*made, {name: b""}, DAY)
