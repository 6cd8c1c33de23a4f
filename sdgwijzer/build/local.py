"""`local/*.yaml` and CSV files → targets and figures that a municipality set itself.

One file per municipality. They go through the same checks as everything else, are marked as its
own wherever they are shown, and take no part in anybody else's ranking. docs/lokaal.md says how.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from sdgwijzer.build import local_rows
from sdgwijzer.catalogue import Catalogue, aims, contradictions, measure
from sdgwijzer.errors import CatalogueError
from sdgwijzer.fetch.origin import Answer
from sdgwijzer.figures.kept import Provenance
from sdgwijzer.figures.mergers import OBSERVATION_COLUMNS
from sdgwijzer.model import Chance, Indicator, Merge, Municipality, Target
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing import spreadsheet
from sdgwijzer.parsing.entries import Document, Entry, Problem, refuse

PREFIX: Final = "eigen_"
"""Ids of own figures begin so: they can never be taken for another indicator."""

LICENCE: Final = "eigen cijfer van de gemeente"
_SECTIONS: Final = ("municipality", "targets", "indicators")
_ENTRY_FILES: Final = (".yaml", ".yml")
_NOT_OURS: Final = (".", "~$", "thumbs.db", "desktop.ini")
"""How files begin that a computer puts in a folder by itself."""


@dataclass(frozen=True)
class Local:
    """What municipalities set themselves."""

    targets: Mapping[str, Mapping[str, Target]] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    observations: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=list(OBSERVATION_COLUMNS))
    )
    provenance: tuple[Provenance, ...] = ()
    said: tuple[str, ...] = ("no folder with own targets and figures",)
    """What was read: a line per file, and one per own figure."""


def read(folder: Path | None, catalogue: Catalogue, reference: Municipalities, last: int) -> Local:
    """Everything in the folder; nothing when there is none.

    Args:
        folder: with one YAML file per municipality, and the CSV files they name. None: there is
            no such folder, and there need not be.
        catalogue: the indicators that targets can be set for.
        reference: the municipalities.
        last: the last year that can have a figure, the one that is under way.

    Raises:
        CatalogueError: what is wrong in any file: where, expected, found.
    """
    if folder is None:
        return Local()
    found = _Reading(catalogue, reference, last, folder)
    wrong = []
    for path in found.files.values():
        if path.suffix.lower() in _ENTRY_FILES:
            try:
                found.add(path)
            except CatalogueError as error:
                wrong.append(str(error))
    if not wrong and found.unread:
        wrong.append(
            f"{folder}: expected .yaml files and the CSV files that their entries name, found "
            f"{', '.join(sorted(found.unread))}; name it in an entry ('file'), or take it away"
        )
    if wrong:
        raise CatalogueError("\n".join(wrong))
    frame = pd.concat(found.pieces, ignore_index=True) if found.pieces else Local().observations
    return Local(
        found.targets,
        tuple(found.indicators.values()),
        frame,
        tuple(found.provenance),
        tuple(found.said),
    )


def _listed(folder: Path) -> list[Path]:
    """The files of the folder, but for those that a computer puts there by itself."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise CatalogueError(
            f"{folder}: expected a folder with own targets and figures (SDGWIJZER_LOCAL), found "
            f"{error.strerror}"
        ) from error
    there = [path for path in paths if not path.name.lower().startswith(_NOT_OURS)]
    if not any(path.suffix.lower() in _ENTRY_FILES for path in there):
        names = ", ".join(path.name for path in there) or "nothing"
        raise CatalogueError(
            f"{folder}: expected a .yaml file per municipality, found {names}; put one there, or "
            "take the folder (or the setting SDGWIJZER_LOCAL) away"
        )
    return there


@dataclass
class _Reading:
    """What was read so far, and with what it is compared."""

    catalogue: Catalogue
    reference: Municipalities
    last: int
    folder: Path
    targets: dict[str, dict[str, Target]] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    pieces: list[pd.DataFrame] = field(default_factory=list)
    provenance: list[Provenance] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    files: Mapping[str, Path] = field(init=False)  # all files of the folder, by name
    unread: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.files = {path.name: path for path in _listed(self.folder)}
        self.unread = set(self.files)

    def add(self, path: Path) -> None:
        """Read one file of entries, and the CSV files that it names."""
        problems: list[Problem] = []
        self.unread.discard(path.name)
        file = Document(path, _SECTIONS, problems)
        word = file.word("municipality")
        place = self.reference.find(word)
        if place is None:
            found = repr(word) if word else "nothing"
            problems.append(Problem(1, "-", "municipality", "a name or NIS code", found))
        if not {"targets", "indicators"} & set(file.sections):
            problems.append(Problem(1, "-", "-", "targets, indicators or both", "neither"))
        refuse(path, problems)
        assert place is not None
        targets = list(file.entries("targets"))
        for entry in targets:
            self._add_target(entry, place, problems)
        figures = [self._add_figures(each, place, problems) for each in file.entries("indicators")]
        refuse(path, sorted(problems))
        counted = f"{len(targets)} own targets, {len(figures)} own figures"
        self.said += [f"{path.name}: {place.name}, {counted}", *figures]

    def _add_target(self, entry: Entry, place: Municipality, problems: list[Problem]) -> None:
        target = _target(entry, self.catalogue, problems)
        if target is None:
            return
        mine = self.targets.setdefault(entry.id, {})
        if place.nis_code in mine:
            again = f"a second one for {place.name}"
            problems.append(Problem(entry.line, entry.id, "-", "one target", again))
        mine[place.nis_code] = target

    def _add_figures(self, entry: Entry, place: Municipality, problems: list[Problem]) -> str:
        """An own indicator with its figures; in words what was read, "" when it is refused."""
        self.unread.discard(str(entry.fields.get("file")))
        item = _indicator(entry, place, self.catalogue, problems)
        if item is None:
            return ""
        if item.id in self.indicators:
            expected = "an id that no other file has"
            problems.append(Problem(entry.line, entry.id, "-", expected, "it again"))
        self.indicators[item.id] = item
        rows = self._figures(entry, item, problems)
        if rows is None or problems:
            return ""
        self.pieces.append(rows)
        source = self.files[str(entry.fields["file"])]
        self.provenance.append(_provenance(entry, item, place, source, rows))
        return f"  {item.id} ({source.name}): {_extent(rows)} {item.unit}"

    def _figures(
        self, entry: Entry, item: Indicator, problems: list[Problem]
    ) -> pd.DataFrame | None:
        """The rows of its CSV file as observations; None when something is wrong in it."""
        name = str(entry.fields.get("file"))
        line = entry.line_of("file")
        if name not in self.files or not self.files[name].is_file():
            expected = f"a file in {self.folder.name}/"
            problems.append(Problem(line, item.id, "file", expected, repr(name)))
            return None
        try:
            table = spreadsheet.read(self.files[name].read_bytes(), local_rows.COLUMNS)
        except spreadsheet.Unreadable as unreadable:
            problems.append(Problem(line, item.id, name, *unreadable.args))
            return None
        wrong = list(table.wrong)
        rows: dict[object, dict[str, object]] = {}
        for number, cells in table.rows:
            try:
                row = local_rows.observation(cells, item, table.decimal, self.last)
            except ValueError as problem:
                wrong.append(spreadsheet.Wrong(number, *problem.args))
                continue
            if row["year"] in rows:
                again = f"{row['year']} again"
                wrong.append(spreadsheet.Wrong(number, "each year once", again))
            rows[row["year"]] = row
        if not table.rows and not wrong:
            wrong.append(spreadsheet.Wrong(1, "at least one year", "none"))
        problems += [
            Problem(line, item.id, f"{name}, line {number}", expected, found)
            for number, expected, found in sorted(wrong)
        ]
        if wrong:
            return None
        frame = pd.DataFrame(rows.values(), columns=list(OBSERVATION_COLUMNS))
        # a column of gaps only would else hold objects, and no numbers that are not there
        return frame.astype(dict.fromkeys(local_rows.AMOUNTS, float))


def _extent(rows: pd.DataFrame) -> str:
    """In words how many figures there are, of when, and how large: what was read is seen."""
    known = rows[rows["value"].notna()]
    missing = len(rows) - len(known)
    gaps = f", {missing} gap{'s' * (missing > 1)}" if missing else ""
    if known.empty:
        return f"no figures{gaps}"
    years, values = (known[name].agg(["min", "max"]).tolist() for name in ("year", "value"))
    of = f"{len(known)} year{'s' * (len(known) > 1)}, {years[0]}-{years[1]}"
    return f"{of}{gaps}, {values[0]:.12g} to {values[1]:.12g}"


def _target(entry: Entry, catalogue: Catalogue, problems: list[Problem]) -> Target | None:
    item = catalogue.by_id.get(entry.id)
    if item is None:
        expected = "the id of an indicator of the catalogue"
        problems.append(Problem(entry.line, entry.id, "-", expected, "an unknown id"))
        return None
    target = entry.validated(Target, {"own": True}, problems)
    for name, expected, found in aims(target, item) if target is not None else ():
        problems.append(Problem(entry.line_of(name), entry.id, name, expected, found))
    return target


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
        given = entry.fields.get(name)
        if not isinstance(given, str) or not given:
            expected = "a CSV file" if name == "file" else "whose count it is, and when"
            problems.append(Problem(entry.line, entry.id, name, expected, "nothing"))
    unit = measure(entry, catalogue.units)
    target = fields.get("target")
    more = {
        "id": entry.id,
        "owner": place.nis_code,
        "source": entry.id,
        "query": {},
        "measure": unit,
        "merge": Merge.SUM if unit.additive else Merge.NOT_POSSIBLE,
        "chance": fields.pop("chance", Chance.UNKNOWN),
        "lag_years": fields.pop("lag_years", 1),
        "target": {**target, "own": True} if isinstance(target, dict) else target,
    }
    item = entry._replace(fields=fields).validated(Indicator, more, problems)
    if item is None:
        return None
    names = {each.name: each.id for each in catalogue}
    wrong = [
        Problem(entry.line_of(name), entry.id, name, expected, found)
        for name, expected, found in contradictions(item, names, catalogue)
    ]
    if item.target is not None and item.target.worst is None:
        expected = "worst: the value from which you count the way to the target"
        wrong.append(Problem(entry.line_of("target"), entry.id, "target", expected, "none"))
    problems += wrong
    return None if wrong else item


def _provenance(
    entry: Entry, item: Indicator, place: Municipality, path: Path, figures: pd.DataFrame
) -> Provenance:
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
    return replace(catalogue, indicators=(*catalogue.indicators, *own))
