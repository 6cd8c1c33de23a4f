"""The plan beside the figures: what municipalities intend to do and spend, by goal.

Two tables of the multi-year plans 2026-2031, reported to Agentschap Binnenlands Bestuur (BBC-DR)
and taken out of its reports by a third party: investment actions with their objectives, and
planned investments per inhabitant by policy field. A few municipalities name SDGs in their
objectives; where an objective names exactly one, its actions are put under that goal. For all
others only the policy fields speak, through `plan.yaml`, which says which field belongs to which
goal and why, and which fields belong to none. Totals in euro by policy field are not used: some
lost a factor 10 or 100 on the way; the amounts per inhabitant did not. Of the actions the names
are used, not the codes: eleven of those are wrong (Aalst) or of before a merger (Lokeren).
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sdgwijzer import files, municipalities
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import CatalogueError, FiguresError, SourceError
from sdgwijzer.lists import List, Prepared
from sdgwijzer.model import Get, GoalNumber, Record, Request
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.entries import Document, Problem, refuse

KEY: Final = "plan"
PLAN: Final = 2026  # the plans that start in this year
YEARS: Final = tuple(range(2026, 2032))
ACTIONS: Final = Request(name="abb-bbc/projects_2026_full.parquet")
BUDGETS: Final = Request(name="abb-bbc/investments_bv.parquet")
_SDG: Final = re.compile(r"\bSDG\s*:?\s*0?(\d{1,2})\b")
_ACTION_COLUMNS: Final = (
    "municipality",
    "bd_short",
    "bd_long",
    "ap_short",
    "ac_code",
    "ac_short",
    "total_amount",
    "yearly_amounts",
)
_BUDGET_COLUMNS: Final = ("NIS_code", "Rapportjaar", "Boekjaar", "Beleidsveld", "Per_inwoner")

_FIELD: Final = re.compile(r"\d{2,4}", re.ASCII)


class Belongs(Record):
    """A policy field's goal, and why."""

    goal: GoalNumber
    reason: str


class Mapped(Record):
    """`plan.yaml`: policy fields by goal, and those that belong to none."""

    policy_fields: Mapping[str, Belongs]
    unmapped: Mapping[str, str]

    def goal(self, policy_field: str) -> int | None:
        """The goal of a policy field, None for one that belongs to none.

        Raises:
            CatalogueError: the field is in neither list.
        """
        for length in range(len(policy_field), 1, -1):
            code = policy_field[:length]
            if code in self.policy_fields:
                return self.policy_fields[code].goal
            if code in self.unmapped:
                return None
        raise CatalogueError(
            f"plan.yaml: policy field {policy_field} is neither under policy_fields nor unmapped"
        )


def read_mapping(path: Path) -> Mapped:
    """Read `plan.yaml`.

    Raises:
        CatalogueError: the file is missing, or with everything that is wrong in it.
    """
    problems: list[Problem] = []
    file = Document(path, tuple(Mapped.model_fields), problems)
    fields = {}
    for entry in file.entries("policy_fields"):
        belongs = entry.validated(Belongs, {}, problems)
        if belongs is not None:
            fields[entry.id] = belongs
    unmapped = file.words("unmapped") if "unmapped" in file.sections else {}
    for code in [*fields, *unmapped]:
        where = file.line_of("policy_fields" if code in fields else "unmapped", code)
        if not _FIELD.fullmatch(code):
            problems.append(Problem(where, code, "-", "a code of two to four digits", repr(code)))
        if code in fields and code in unmapped:
            expected = "policy_fields or unmapped"
            problems.append(Problem(where, code, "-", expected, "both"))
    if "policy_fields" not in file.sections:
        problems.append(Problem(1, "-", "policy_fields", "at least one", "none"))
    refuse(path, sorted(set(problems)))
    return Mapped(policy_fields=fields, unmapped=unmapped)


def read(get: Get, reference: Municipalities) -> dict[str, pd.DataFrame]:
    """The two tables out of the publisher's files.

    Returns:
        `actions`: nis_code, goals (numbers that the objective names, "" for none), objective,
        action_plan, action, amount (euro, all years) and y2026 … y2031 (euro).
        `budgets`: nis_code, policy_field (four digits), name, year, per_inhabitant (euro).

    Raises:
        SourceError: a file has another layout.
    """
    return {"actions": _actions(get(ACTIONS), reference), "budgets": _budgets(get(BUDGETS))}


def prepare(
    folder: Path, tables: Mapping[str, pd.DataFrame]
) -> tuple[Path, bytes, dict[Path, bytes]]:
    """The tables as they will be written; the same input gives the same bytes.

    Returns:
        The file with the checksums, its content, and the files with the tables.
    """
    sums, content = {}, {}
    for name, frame in tables.items():
        buffer = pa.BufferOutputStream()
        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        pq.write_table(table, buffer, compression="zstd")
        written = content[folder / f"{KEY}_{name}.parquet"] = buffer.getvalue().to_pybytes()
        sums[name] = hashlib.sha256(written).hexdigest()
    text = json.dumps(sums, indent=2) + "\n"
    return folder / f"{KEY}.json", text.encode(), content


def load(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables as written by `write`.

    Raises:
        FiguresError: a file is missing or is not the one described.
    """
    described = folder / f"{KEY}.json"
    if not described.exists():
        raise FiguresError(f"{described} is missing; take it back from version control.")
    tables = {}
    for name, expected in json.loads(described.read_text(encoding="utf-8")).items():
        path = folder / f"{KEY}_{name}.parquet"
        content = files.finished(path, expected)
        if content is None:
            found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "no file"
            raise FiguresError(
                f"{path}: expected checksum {expected[:12]}…, found {found[:12]}; take the file "
                f"back from version control or run 'sdgwijzer update {KEY}'."
            )
        tables[name] = pq.read_table(pa.BufferReader(content)).to_pandas()
    return tables


def by_goal(budgets: pd.DataFrame, mapped: Mapped) -> pd.DataFrame:
    """Planned investments with the goal of their policy field.

    Args:
        budgets: from `read`.
        mapped: `plan.yaml`.

    Returns:
        The same rows with a column goal; 0 for fields that belong to none.
    """
    goal = {field: mapped.goal(field) or 0 for field in sorted(set(budgets["policy_field"]))}
    return budgets.assign(goal=budgets["policy_field"].map(goal).astype(int))


def _actions(path: Path, reference: Municipalities) -> pd.DataFrame:
    table = _table(path, _ACTION_COLUMNS)
    named = table["bd_short"].fillna("") + " " + table["bd_long"].fillna("")
    years = pd.DataFrame(table["yearly_amounts"].tolist(), index=table.index)
    years = years.reindex(columns=[str(year) for year in YEARS]).add_prefix("y")
    frame = pd.DataFrame(
        {
            "nis_code": reference.codes(table["municipality"].astype(str), PLAN, KEY, path.name),
            "goals": named.map(_goals),
            "objective": table["bd_short"].map(_line),
            "action_plan": table["ap_short"].map(_line),
            "action_code": table["ac_code"].map(_line),
            "action": table["ac_short"].map(_line),
            "amount": table["total_amount"].astype(float),
        }
    ).join(years)
    order = ["nis_code", "objective", "action_plan", "action_code", "action", "amount"]
    return frame.sort_values(order, ignore_index=True).drop(columns="action_code")


def _budgets(path: Path) -> pd.DataFrame:
    table = _table(path, _BUDGET_COLUMNS)
    table = table[(table["Rapportjaar"] == PLAN) & table["Boekjaar"].isin(YEARS)]
    parts = table["Beleidsveld"].str.extract(r"^(\d{4}) (.+)$")
    if parts.isna().any(axis=None):
        found = str(table.loc[parts[0].isna(), "Beleidsveld"].iloc[0])
        raise SourceError(KEY, path.name, "another policy field", "'0300 <name>'", found)
    frame = pd.DataFrame(
        {
            "nis_code": table["NIS_code"].astype(str),
            "policy_field": parts[0],
            "name": parts[1].map(_line),
            "year": table["Boekjaar"].astype(int),
            "per_inhabitant": table["Per_inwoner"].astype(float),
        }
    )
    return frame.sort_values(["nis_code", "policy_field", "year"], ignore_index=True)


def _table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        return pq.read_table(path, columns=list(columns)).to_pandas()[list(columns)]
    except (pa.ArrowInvalid, KeyError, OSError) as error:
        raise SourceError(
            KEY, path.name, "another layout", ", ".join(columns), str(error)
        ) from error


@lru_cache(maxsize=20_000)
def _goals(text: str) -> str:
    numbers = sorted({int(found) for found in _SDG.findall(text) if 1 <= int(found) <= 17})
    return " ".join(map(str, numbers))


def _line(text: object) -> str:
    """One line of text; reports have line breaks and empty cells."""
    return " ".join(str(text or "").split())


def _prepare(data: Path, _: Catalogue, get: Get) -> Prepared:
    tables = read(get, municipalities.of(data))
    description, text, content = prepare(data / "figures", tables)
    said = "actions and budgets of the multi-year plans"
    return Prepared(said, {**content, description: text}, description)


LIST: Final = List(KEY, _prepare)
