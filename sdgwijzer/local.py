"""`local/*.yaml` and CSV files → targets and figures that a municipality set itself.

One file per municipality. They go through the same checks as everything else, are marked as its
own wherever they are shown, and take no part in anybody else's ranking. docs/lokaal.md says how.
"""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pandas as pd

from sdgwijzer.answers import Answer
from sdgwijzer.catalogue import Catalogue, contradictions
from sdgwijzer.entries import Document, Entry, Problem, refuse
from sdgwijzer.figures import Provenance
from sdgwijzer.mergers import OBSERVATION_COLUMNS
from sdgwijzer.model import (
    UNITS,
    Chance,
    Direction,
    Flag,
    Indicator,
    Merge,
    Missing,
    Municipality,
    Target,
)
from sdgwijzer.municipalities import Municipalities

PREFIX: Final = "eigen_"
"""Ids of own figures begin so: they can never be taken for another indicator."""

LICENCE: Final = "eigen cijfer van de gemeente"
_SECTIONS: Final = ("municipality", "targets", "indicators")
_COLUMNS: Final = ("year", "value", "numerator", "denominator", "flag", "missing")
_YEARS: Final = range(1990, 2101)


@dataclass(frozen=True)
class Local:
    """What municipalities set themselves."""

    targets: Mapping[str, Mapping[str, Target]] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    observations: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=list(OBSERVATION_COLUMNS))
    )
    provenance: tuple[Provenance, ...] = ()


def read(folder: Path | None, catalogue: Catalogue, reference: Municipalities) -> Local:
    """Everything in the folder; nothing when there is none.

    Args:
        folder: with one `.yaml` file per municipality, and the CSV files they name.
        catalogue: the indicators that targets can be set for.
        reference: the municipalities.

    Raises:
        CatalogueError: what is wrong in a file: where, expected, found.
    """
    files = sorted(folder.glob("*.yaml")) if folder is not None else []
    targets: dict[str, dict[str, Target]] = {}
    indicators: dict[str, Indicator] = {}
    pieces, provenance = [], []
    for path in files:
        problems: list[Problem] = []
        file = Document(path, _SECTIONS, problems)
        place = reference.find(str(file.plain("municipality", "")))
        if place is None:
            found = repr(file.plain("municipality", None))
            problems.append(Problem(1, "-", "municipality", "a name or NIS code", found))
        refuse(path, problems)
        assert place is not None
        for entry in file.entries("targets"):
            target = _target(entry, catalogue, problems)
            if target is not None and targets.setdefault(entry.id, {}).get(place.nis_code):
                again = f"a second one for {place.name}"
                problems.append(Problem(entry.line, entry.id, "-", "one target", again))
            if target is not None:
                targets[entry.id][place.nis_code] = target
        for entry in file.entries("indicators"):
            item = _indicator(entry, place, catalogue, problems)
            if item is None:
                continue
            if item.id in indicators:
                expected = "an id that no other file has"
                problems.append(Problem(entry.line, entry.id, "-", expected, "it again"))
            indicators[item.id] = item
            figures = _figures(entry, item, path.parent, problems)
            if figures is not None and not problems:
                pieces.append(figures)
                provenance.append(_provenance(entry, item, place, path.parent, figures))
        problems.sort()
        refuse(path, problems)
    if not pieces:
        return Local(targets=targets)
    return Local(
        targets, tuple(indicators.values()), pd.concat(pieces, ignore_index=True), tuple(provenance)
    )


def _target(entry: Entry, catalogue: Catalogue, problems: list[Problem]) -> Target | None:
    item = catalogue.by_id.get(entry.id)
    if item is None or item.direction is Direction.NEUTRAL:
        expected = "the id of an indicator that is not context"
        found = "an unknown id" if item is None else "context: neither way is better"
        problems.append(Problem(entry.line, entry.id, "-", expected, found))
        return None
    return entry.validated(Target, {"own": True}, problems)


def _indicator(
    entry: Entry, place: Municipality, catalogue: Catalogue, problems: list[Problem]
) -> Indicator | None:
    """An own indicator; what a publisher's needs and an own one does not is filled in."""
    fields: dict[str, Any] = {
        key: value for key, value in entry.fields.items() if key not in ("file", "source")
    }
    if not entry.id.startswith(PREFIX):
        problems.append(Problem(entry.line, entry.id, "-", f"an id like {PREFIX}…", entry.id))
    for name in ("file", "source"):
        if not str(entry.fields.get(name, "")):
            expected = "a CSV file" if name == "file" else "whose count it is, and when"
            problems.append(Problem(entry.line, entry.id, name, expected, "nothing"))
    additive = UNITS[fields["unit"]].additive if fields.get("unit") in UNITS else False
    target = fields.get("target")
    more = {
        "id": entry.id,
        "owner": place.nis_code,
        "source": entry.id,
        "query": {},
        "merge": Merge.SUM if additive else Merge.NOT_POSSIBLE,
        "chance": fields.pop("chance", Chance.UNKNOWN),
        "lag_years": fields.pop("lag_years", 1),
        "target": {**target, "own": True} if isinstance(target, dict) else target,
    }
    item = entry._replace(fields=fields).validated(Indicator, more, problems)
    if item is None:
        return None
    names = {each.name: each.id for each in catalogue}
    problems += [
        Problem(entry.line_of(name), entry.id, name, expected, found)
        for name, expected, found in contradictions(item, catalogue.by_id, names, catalogue.themes)
    ]
    if item.target is not None and item.target.worst is None:
        expected = "worst: the value from which you count the way to the target"
        problems.append(Problem(entry.line_of("target"), entry.id, "target", expected, "none"))
    return item


def _figures(
    entry: Entry, item: Indicator, folder: Path, problems: list[Problem]
) -> pd.DataFrame | None:
    """The rows of its CSV file as observations; None when something is wrong in it."""
    name = str(entry.fields.get("file", ""))
    path = folder / name
    where = entry.line_of("file")
    if Path(name).name != name or not path.is_file():
        problems.append(Problem(where, item.id, "file", f"a file in {folder.name}/", repr(name)))
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(where, item.id, name, "text in UTF-8", "another encoding"))
        return None
    semicolon = ";" in text.split("\n", 1)[0]  # as a Dutch Excel writes it
    table = csv.DictReader(StringIO(text), delimiter=";" if semicolon else ",")
    header = [str(column).strip() for column in table.fieldnames or ()]
    if "year" not in header or not set(header) <= set(_COLUMNS):
        expected = f"columns year and value, and if need be {', '.join(_COLUMNS[2:])}"
        problems.append(Problem(where, item.id, name, expected, ", ".join(header) or "nothing"))
        return None
    before = len(problems)
    rows = []
    for number, row in enumerate(table, start=2):
        cells = {str(key).strip(): (value or "").strip() for key, value in row.items() if key}
        try:
            rows.append(_row(cells, item, decimal_comma=semicolon))
        except ValueError as problem:
            expected, found = problem.args
            problems.append(Problem(where, item.id, f"{name}, line {number}", expected, found))
    frame = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))
    doubled = frame["year"][frame["year"].duplicated()].tolist()
    if doubled:
        problems.append(Problem(where, item.id, name, "each year once", f"{doubled[0]} again"))
    if frame.empty and len(problems) == before:
        problems.append(Problem(where, item.id, name, "at least one year", "none"))
    return frame if len(problems) == before else None


def _row(cells: Mapping[str, str], item: Indicator, *, decimal_comma: bool) -> dict[str, object]:
    """One line of the file; ValueError(expected, found) when it is wrong."""

    def amount(name: str) -> float | None:
        text = cells.get(name, "")
        plain = text.replace(",", ".") if decimal_comma else text
        try:
            return float(plain) if text else None
        except ValueError:
            raise ValueError(f"{name}: a number", repr(text)) from None

    year = cells.get("year", "")
    if not year.isdecimal() or int(year) not in _YEARS:
        raise ValueError(f"year: {_YEARS.start} to {_YEARS.stop - 1}", repr(year))
    value, numerator, denominator = (amount(name) for name in _COLUMNS[1:4])
    if value is None and numerator is not None and denominator:
        value = UNITS[item.unit].factor * numerator / denominator
    missing, flag = cells.get("missing") or None, cells.get("flag") or None
    for name, code, known in (("missing", missing, Missing), ("flag", flag, Flag)):
        if code is not None and code not in set(known):
            raise ValueError(f"{name}: one of {', '.join(known)}, or nothing", repr(code))
    if (value is None) == (missing is None):
        found = "neither" if value is None else "both"
        raise ValueError("a value, or the reason why there is none in missing", found)
    if value is not None and not item.plausible[0] <= value <= item.plausible[1]:
        low, high = item.plausible
        raise ValueError(f"value: {low:g} to {high:g}, as in 'plausible'", f"{value:g}")
    return {
        "indicator_id": item.id,
        "nis_code": item.owner,
        "year": int(year),
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "flag": flag,
        "missing": missing,
    }


def _provenance(
    entry: Entry, item: Indicator, place: Municipality, folder: Path, figures: pd.DataFrame
) -> Provenance:
    path = folder / str(entry.fields["file"])
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    answer = Answer(
        name=f"local/{path.name}",
        url="",
        sha256=checksum,
        bytes=path.stat().st_size,
        published="",
        retrieved=day,
    )
    return Provenance(
        source=item.id,
        title=str(entry.fields["source"]),
        publisher=place.name,
        homepage="",
        licence=LICENCE,
        answers=(answer,),
        rows=len(figures),
        last_year=int(figures["year"].max()),
        sha256=checksum,
    )


def whole(catalogue: Catalogue, own: Sequence[Indicator]) -> Catalogue:
    """The catalogue with the own indicators behind it."""
    return Catalogue((*catalogue.indicators, *own), catalogue.themes)
