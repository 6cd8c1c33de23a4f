"""An update on the terminal: a bar while it goes on, a table when it is done, what it changed."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
from tqdm import tqdm

from sdgwijzer.figures.changes import Changed
from sdgwijzer.update.doctor import Finding, Verdict
from sdgwijzer.update.update import Outcome


@contextmanager
def bar(total: int) -> Iterator[Callable[[str, Outcome | None], None]]:
    """What an update tells of itself: a bar on a terminal, plain lines in a log.

    Args:
        total: sources that will be updated.
    """
    shown = tqdm(total=total, unit="source", file=sys.stderr, disable=None, leave=False)

    def tell(key: str, outcome: Outcome | None) -> None:
        if outcome is None:
            shown.set_description(key)
            return
        shown.update()
        if shown.disable or not outcome.good:
            tqdm.write(f"{key}: {outcome.result}", file=sys.stderr)

    with shown:
        yield tell


@contextmanager
def counted(unit: str) -> Iterator[Callable[[int, int], None]]:
    """What some long work tells of itself: a bar on a terminal, nothing in a log.

    Args:
        unit: what is counted.
    """
    shown = tqdm(unit=unit, file=sys.stderr, disable=None, leave=False)

    def tell(done: int, total: int) -> None:
        shown.total = total
        shown.update(done - shown.n)

    with shown:
        yield tell


def table(outcomes: Sequence[Outcome]) -> str:
    """One line per source: what became of it, rows, files, what changed."""
    lines: list[tuple[str, ...]] = [("source", "result", "rows", "files", "what")]
    for each in outcomes:
        said = each.said if each.good else "see below"
        first = said.removeprefix(f"{each.key}: ").splitlines()[:1]
        what = "; ".join(filter(None, [summary(each.changed), *first]))
        counts = [str(number) if number else "" for number in (each.rows, each.answers)]
        lines.append((each.key, str(each.result), *counts, what))
    widths = [max(len(line[i]) for line in lines) for i in range(4)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i in (2, 3) else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, [*widths, 0], strict=True))
        ).rstrip()
        for line in lines
    )


def summary(changed: Sequence[Changed]) -> str:
    """New years, and how many cells changed or vanished, over all indicators."""
    years = sorted({year for item in changed for year in item.new_years})
    counts = Counter(cell.kind for item in changed for cell in item.cells)
    parts = [f"new years {', '.join(map(str, years))}"] if years else []
    parts += [f"{count} values {kind}" for kind, count in sorted(counts.items())]
    return "; ".join(parts)


def changed(rows: pd.DataFrame, format_: str) -> str:
    """What updates changed.

    Args:
        rows: from `changes.read`.
        format_: one of `formats.TABLE`.
    """
    if format_ != "text":
        return _for_programs(rows, format_)
    if rows.empty:
        return "no update has changed any figure yet\n"
    lines = []
    for (moment, source), update in rows.groupby(["moment", "source"], sort=False):
        lines.append(f"{moment[:16].replace('T', ' ')} UTC {source}")
        for id_, item in update.groupby("indicator_id", sort=False):
            years = item[item["kind"] == "new_year"]
            cells = item[item["kind"] != "new_year"]
            if len(years):
                listed = ", ".join(str(int(year)) for year in years["year"])
                lines.append(f"  {id_}: new years {listed}")
            if len(cells):
                places = cells["nis_code"].nunique()
                values = "1 value" if len(cells) == 1 else f"{len(cells)} values"
                where = "1 municipality" if places == 1 else f"{places} municipalities"
                lines.append(f"  {id_}: {values} in {where}")
            lines += [_cell(row) for row in cells.to_dict("records")]
    return "\n".join(lines) + "\n"


def revised(rows: pd.DataFrame, format_: str) -> str:
    """Judgements that builds changed.

    Args:
        rows: columns of the table `judgement_change`.
        format_: one of `formats.TABLE`.
    """
    if format_ != "text":
        return _for_programs(rows, format_)
    if rows.empty:
        return "no build has changed a judgement yet\n"
    lines = []
    for (as_of, kind), build in rows.groupby(["as_of", "kind"], sort=False):
        places = build["nis_code"].nunique()
        where = "1 municipality" if places == 1 else f"{places} municipalities"
        lines.append(f"{as_of} {kind}: {len(build)} judgements in {where}")
        for row in build.to_dict("records"):
            old, new = (row[name] or "none" for name in ("old", "new"))
            what = f"{row['nis_code']} {row['indicator_id']} {row['field']}"
            lines.append(f"  {what}: {old} -> {new}")
    return "\n".join(lines) + "\n"


def _for_programs(rows: pd.DataFrame, format_: str) -> str:
    """The rows as CSV or JSON."""
    if format_ == "csv":
        return str(rows.to_csv(index=False))
    return str(rows.to_json(orient="records", indent=1)) + "\n"


def _cell(row: dict[Any, Any]) -> str:
    old, new = ("nothing" if pd.isna(row[name]) else row[name] for name in ("old", "new"))
    cell = f"{row['nis_code']} {int(row['year'])} {row['field']}"
    return f"    {cell}: {old} -> {new} ({row['kind']})"


def finding(each: Finding) -> str:
    """One address and what became of it."""
    said = f" ({each.said})" if each.said else ""
    return f"{each.verdict:12} {each.source}: {each.address or each.name}{said}"


def verdicts(found: Sequence[Verdict]) -> str:
    """How many addresses there are of each kind."""
    counts = Counter(found)
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
