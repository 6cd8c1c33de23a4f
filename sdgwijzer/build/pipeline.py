"""Catalogue and figures → one database, or none: every indicator, merged, checked, judged.

`build` is a pure function of the catalogue, the figures, the code and the day on which age is
measured: twice the same gives twice the same figures.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer import __version__, catalogue, municipalities, orders
from sdgwijzer.build import local, revision
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import FiguresError
from sdgwijzer.figures import bad_cells, changes, checks, kept, mergers
from sdgwijzer.figures.kept import Provenance
from sdgwijzer.figures.mergers import OBSERVATION_COLUMNS
from sdgwijzer.judgement import METHOD_VERSION, distance, summary
from sdgwijzer.lists import clusters, eurostat, plan
from sdgwijzer.model import FIRST_YEAR, Chance, Merge, Missing
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.paths import Places
from sdgwijzer.store import store, tables

_LOG: Final = logging.getLogger("sdgwijzer")

_CELL: Final = ["indicator_id", "nis_code", "year"]


def build(places: Places, as_of: date) -> Path:
    """Build the database from the figures in the data folder and put it in use.

    Args:
        places: where `municipalities.csv`, `figures/` and what people write by hand stand; the
            database comes in the data folder.
        as_of: the day on which the age of figures is measured.

    Returns:
        The database that is in use now.

    Raises:
        CatalogueError, FiguresError: what is wrong; the database of before stays in use.
    """
    data = places.data
    changes.settle(data, as_of)
    begun_with = inputs(places, as_of)
    entries = catalogue.read(places.catalogue)
    reference = municipalities.of(data)
    raw, provenance = read_figures(data / "figures", entries)
    planned = _planned(data, places.plan)
    raw = bad_cells.mark(raw, bad_cells.load(data))
    observations, parts = observe(raw, entries, reference)
    own = local.read(places.local, entries, reference, as_of.year)
    if own.indicators:
        entries = local.whole(entries, own.indicators)
        observations = pd.concat([observations, own.observations], ignore_index=True)
    check(observations, entries, as_of.year)
    for line in misscaled(observations, entries):
        _LOG.warning("%s", line)
    fetched = set(observations["indicator_id"])
    known = [item for item in entries if item.id in fetched]
    judged = summary.summarise(observations, known, list(reference.today), as_of.year, own.targets)
    content = tables.content(
        catalogue=entries,
        municipalities=reference,
        clusters=clusters.load(data / "typology.csv", reference),
        observations=observations,
        parts=parts,
        summary=judged,
        provenance=[*provenance, *own.provenance],
        plan=planned,
        changes=changes.read(data),
        revised=revision.revision(data, judged, entries, as_of),
        benchmark=eurostat.load(data, entries),
        build=_made_of(places.catalogue, as_of, begun_with),
    )
    return store.publish(data, content)


def _planned(data: Path, plan_file: Path) -> dict[str, pd.DataFrame]:
    """The tables of the multi-year plans, their budgets by goal."""
    planned = plan.load(data / "figures")
    mapped = plan.read_mapping(plan_file)
    return {**planned, "budgets": plan.by_goal(planned["budgets"], mapped)}


def _made_of(catalogue_file: Path, as_of: date, begun_with: str) -> dict[str, str]:
    """What a database says of its own making."""
    return {
        "as_of": as_of.isoformat(),
        "version": __version__,
        "method_version": METHOD_VERSION,
        "catalogue_sha256": hashlib.sha256(catalogue_file.read_bytes()).hexdigest(),
        "inputs_sha256": begun_with,
    }


def checked(places: Places, last: int) -> tuple[Catalogue, list[str]]:
    """Everything that people write by hand, read as `build` does.

    Args:
        places: where it stands.
        last: the last year that can have a figure.

    Returns:
        The catalogue, and what was checked and how much of it, line by line.

    Raises:
        CatalogueError: what is wrong.
    """
    entries = catalogue.read(places.catalogue)
    mapped = plan.read_mapping(places.plan)
    ordered = orders.read(places.orders)
    reference = municipalities.of(places.data)
    own = local.read(places.local, entries, reference, last)
    goals = {goal for item in entries for goal in item.goals}
    return entries, [
        f"{_of(len(entries.indicators), 'indicator')} on {_of(len(goals), 'goal')}, no problems",
        f"plan: {len(mapped.policy_fields)} policy fields with a goal, "
        f"{len(mapped.unmapped)} without, no problems",
        f"orders: {', '.join(ordered)}, no problems",
        f"municipalities: {len(reference.today)} of today, no problems",
        *(f"local: {line}" for line in own.said),
    ]


def _of(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def inputs(places: Places, as_of: date) -> str:
    """Checksum of all that `build` reads, and of the code's version; the arguments are the same.

    A database with another one is behind: its build was cut off, or a file was edited by hand.
    """
    data = places.data
    read = [places.catalogue, places.plan, *data.glob("*.csv")]
    read += (data / "figures").glob("*.json")  # these hold the checksums of the figures
    read += (data / changes.FOLDER).glob("*.json")
    read += (path for path in (places.local or data / "none").glob("*") if path.is_file())
    digest = hashlib.sha256(f"{__version__} {METHOD_VERSION} {tables.LAYOUT} {as_of.year}".encode())
    for path in sorted(read):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()


def trial(data: Path, entries: Catalogue, key: str, frame: pd.DataFrame, last: int) -> None:
    """What a build would check of new figures of one source, before they are written.

    With the figures that they are divided by, and those that are divided by them.

    Args:
        data: the data folder.
        entries: the catalogue.
        key: the source.
        frame: its new figures, `FIGURE_COLUMNS`.
        last: the last year that can have a figure.

    Raises:
        FiguresError: a build with these figures would be refused.
    """
    reference = municipalities.of(data)
    mine = set(frame["indicator_id"])
    divided = {item.id for item in entries if item.per and item.per.indicator in mine}
    concerned = mine | divided
    below = {item.per.indicator for item in entries if item.per and item.id in concerned}
    raw = [frame]
    for other, ids in _fetched(data / "figures", entries).items():
        wanted = (divided | below) & ids
        there = (data / "figures" / f"{other}.json").exists()  # of an empty folder: not yet
        if other != key and wanted and there:
            rows, _ = kept.read(data / "figures", other)
            raw.append(rows[rows["indicator_id"].isin(wanted)])
    observations, _ = observe(pd.concat(raw, ignore_index=True), entries, reference)
    check(observations[observations["indicator_id"].astype(str).isin(concerned)], entries, last)


def report(data: Path, entries: Catalogue) -> tuple[pd.DataFrame, list[str]]:
    """A line per indicator about its figures (`checks.report`), and the sources that failed.

    A source whose figures are missing or damaged does not take the others down.
    """
    reference = municipalities.of(data)
    folder, failed, sound = data / "figures", [], {}
    for key, ids in _fetched(folder, entries).items():
        try:
            kept.read_all(folder, {key: ids}, _partial(entries))
        except FiguresError as error:
            failed.append(str(error))
        else:
            sound[key] = ids
    if not sound:
        none = [f"{folder} has no figures to check; expected those of at least one source"]
        return pd.DataFrame(columns=list(checks.REPORT_COLUMNS)), failed or none
    raw, _ = kept.read_all(folder, sound, _partial(entries))
    observations, _ = observe(raw, entries, reference)
    return checks.report(observations, entries.indicators, reference), failed


def read_figures(folder: Path, entries: Catalogue) -> tuple[pd.DataFrame, list[Provenance]]:
    """The figures of all sources in the catalogue; one that is not shipped may be absent.

    Raises:
        FiguresError: a file is missing or damaged, or has nothing for an indicator.
    """
    return kept.read_all(folder, _fetched(folder, entries), _partial(entries))


def _partial(entries: Catalogue) -> set[str]:
    """Sources with a file per indicator: one that was never read waits for a next update."""
    return {source.key for source in entries.sources if source.apart}


def _fetched(folder: Path, entries: Catalogue) -> dict[str, set[str]]:
    """Source → its indicators; one that is not shipped may wait for its first update."""
    return {
        source.key: {item.id for item in entries.of_source(source.key)}
        for source in entries.sources
        if source.shipped or (folder / f"{source.key}.json").exists()
    }


def observe(
    raw: pd.DataFrame, entries: Catalogue, reference: Municipalities
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures as published → observations on today's map, and the parts of merged ones."""
    observations, parts = mergers.to_today(raw, entries, reference)
    observations = derive(observations, entries, "nis_code")
    parts = derive(parts, entries, "part_code")
    observations = complete(observations, list(reference.today))
    ordered = observations.sort_values(["nis_code", "indicator_id", "year"], ignore_index=True)
    return ordered[list(OBSERVATION_COLUMNS)], parts


def derive(observations: pd.DataFrame, entries: Catalogue, code: str) -> pd.DataFrame:
    """Fill in denominators that another indicator gives where the source has none, and divide.

    Args:
        observations: with `OBSERVATION_COLUMNS`.
        entries: the catalogue.
        code: the column that says whose inhabitants to divide by.

    Returns:
        The same rows with denominator, value and missing completed; years before an indicator's
        first value (the count is known, the inhabitants are not) are left out.
    """
    frame = observations.copy()
    there = set(frame["indicator_id"])
    below = {item.per.indicator for item in entries if item.per is not None}
    known = frame[frame["indicator_id"].isin(below)]
    by_cell = known.set_index([known["indicator_id"].astype(str), known[code].astype(str), "year"])[
        "value"
    ]
    for item in entries:
        if item.per is None or item.id not in there or item.merge is not Merge.RATIO:
            continue  # weights of a mean were used when the parts became one
        rows = frame["indicator_id"] == item.id
        year = frame.loc[rows, "year"].astype(int) + item.per.year_offset
        cells = pd.MultiIndex.from_arrays(
            [[item.per.indicator] * int(rows.sum()), frame.loc[rows, code], year]
        )
        own = frame.loc[rows, "denominator"]
        frame.loc[rows, "denominator"] = own.where(own.notna(), by_cell.reindex(cells).to_numpy())
    factors = {item.id: item.measure.factor for item in entries}
    factor = frame["indicator_id"].map(factors).astype(float)
    ratio = frame["indicator_id"].isin([i.id for i in entries if i.merge is Merge.RATIO])
    gap = frame["missing"].notna()
    counted = ratio & ~gap & frame["numerator"].notna()
    divisible = counted & (frame["denominator"] > 0)
    quotient = factor * frame["numerator"] / frame["denominator"].where(divisible)
    frame["value"] = frame["value"].where(~divisible, quotient)
    unknown = counted & frame["denominator"].isna()
    frame["missing"] = frame["missing"].mask(unknown, Missing.NO_DENOMINATOR.value)
    zero = counted & (frame["denominator"] == 0)
    frame["missing"] = frame["missing"].mask(zero, Missing.NOT_APPLICABLE.value)
    first = frame[frame["value"].notna()].groupby("indicator_id")["year"].min()
    return frame[frame["year"] >= frame["indicator_id"].map(first).astype(float)]


def complete(observations: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Add the gaps: a municipality without a row in a year that others have a row for."""
    rows = observations.groupby(["indicator_id", "year"]).size()
    short = rows[rows < len(codes)].index.to_frame(index=False)
    places = pd.Series(list(codes), dtype=observations["nis_code"].dtype, name="nis_code")
    grid = short.merge(places.to_frame(), how="cross").astype(observations[_CELL].dtypes.to_dict())
    there = observations.merge(short, on=["indicator_id", "year"])[_CELL]
    side = grid.merge(there, on=_CELL, how="left", indicator=True)["_merge"]
    absent = grid[(side == "left_only").to_numpy()].assign(missing=Missing.NOT_PUBLISHED.value)
    absent["missing"] = absent["missing"].astype(observations["missing"].dtype)
    whole = pd.concat([observations, absent], ignore_index=True)
    return whole[list(OBSERVATION_COLUMNS)]


def check(observations: pd.DataFrame, entries: Catalogue, last: int) -> None:
    """What must hold for every observation, whatever its source.

    Args:
        observations: `OBSERVATION_COLUMNS`.
        entries: the catalogue.
        last: the last year that can have a figure: the one in which the figures are used.

    Raises:
        FiguresError: with every indicator that breaks a rule, and the first case of each.
    """
    if observations.empty:
        raise FiguresError("there are no figures at all; expected those of at least one indicator")
    problems = []
    elsewhen = ~observations["year"].astype(int).between(FIRST_YEAR, last)
    when = f"years from {FIRST_YEAR} to {last}"
    problems += _cases(observations, elsewhen, "of a year that cannot have figures", when)
    doubled = observations.duplicated(_CELL)
    problems += _cases(observations, doubled, "the same cell twice", "one row per cell")
    neither = observations["value"].isna() == observations["missing"].isna()
    problems += _cases(
        observations,
        neither,
        "a value without a number",
        "a value, or the reason why there is none",
    )
    endless = ~np.isfinite(observations["value"].fillna(0))
    problems += _cases(observations, endless, "not finite", "a number")
    limits = {item.id: item.plausible for item in entries}
    low, high = (
        observations["indicator_id"].map({k: v[i] for k, v in limits.items()}).astype(float)
        for i in (0, 1)
    )
    outside = (observations["value"] < low) | (observations["value"] > high)
    problems += _cases(
        observations,
        outside,
        "outside its plausible range",
        "values as in 'plausible' of the catalogue",
    )
    shares = {item.id for item in entries if item.chance is Chance.SHARE}
    part, of = observations["numerator"], observations["denominator"]
    more = observations["indicator_id"].isin(shares) & ((part < 0) | (part > of))
    problems += _cases(observations, more, "more than a whole", "a numerator from 0 to denominator")
    if problems:
        raise FiguresError("the figures were refused:\n" + "\n".join(problems))


def misscaled(observations: pd.DataFrame, entries: Catalogue) -> list[str]:
    """Indicators whose figures call for another scale than the catalogue says, one line each.

    No reason to refuse figures: a median may pass 50 % overnight. A survey is compared in points.
    """
    values = dict(iter(observations.groupby("indicator_id", observed=True)["value"]))
    found = []
    for item in entries:
        if item.id not in values or item.chance is Chance.SURVEY or item.owner:
            continue
        fitting = distance.fitting(item.unit, values[item.id].to_numpy(float))
        if fitting is not item.scale:
            found.append(
                f"indicators.yaml: {item.id}: scale: expected {fitting.value}, as its figures "
                f"call for, found {item.scale.value}; distances are measured on the latter"
            )
    return found


def _cases(frame: pd.DataFrame, wrong: pd.Series, problem: str, expected: str) -> list[str]:
    return [
        f"  {id_}: {len(rows)} observations are {problem}; expected {expected}, "
        f"found for example {rows.iloc[0][['nis_code', 'year', 'value', 'missing']].to_dict()}"
        for id_, rows in frame[wrong].groupby("indicator_id")
    ]
