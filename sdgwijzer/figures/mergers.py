"""Figures on the map of their source → observations on today's map.

Municipalities merged in 2019 and 2025. What adds up is added up, shares are made of the sums of
numerators and denominators, and what cannot be combined (medians, indices, rates without
components) is refused with the reason `merged`. A sum exists only when all its parts do: a part
that is withheld makes the whole withheld, not smaller.

A published rate whose source says of how many people it is (`mean`) is the mean of the parts,
weighted with these people: sum(rate x people) / sum(people). That is the rate of the whole, but for
the rounding of the parts: a mean lies no further off than the parts do, so rates that are rounded
to 0.1 give at most 0.05. It is flagged `computed`. Where the catalogue names another indicator for
the weights (`per`), they are not the people whom the rate is of but the inhabitants: an
approximation, flagged `composed`, of which only the value is kept.

Antwerpen keeps code 11002 when Borsbeek joins in 2025: which territory a code means follows from
the map it belongs to (`geography`), never from the code alone.
"""

from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import FiguresError
from sdgwijzer.model import Flag, Merge, Missing, Per
from sdgwijzer.municipalities import Municipalities

OBSERVATION_COLUMNS: Final = (
    "indicator_id",
    "nis_code",
    "year",
    "value",
    "numerator",
    "denominator",
    "flag",
    "missing",
)
_CELL: Final = ["indicator_id", "nis_code", "year"]
_AMOUNTS: Final = ["value", "numerator", "denominator"]


def to_today(
    figures: pd.DataFrame, catalogue: Catalogue, municipalities: Municipalities
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put all figures on today's map.

    Args:
        figures: rows with `FIGURE_COLUMNS`.
        catalogue: for the merge rule of each indicator.
        municipalities: the reference list.

    Returns:
        The observations of today's municipalities (`OBSERVATION_COLUMNS`), and the parts that
        merged ones are made of: the same columns, with `nis_code` of today and a column
        `part_code` behind them.

    Raises:
        FiguresError: a code that is not on the map it is said to be on.
    """
    placed = _placed(typed(figures, catalogue, municipalities), municipalities)
    whole = placed[placed["parts"] == 1]
    pieces = placed[placed["parts"] > 1]
    combined = _combined(_weighed(pieces, placed, catalogue), catalogue)
    observations = pd.concat(
        [_flagged(whole, municipalities)[list(OBSERVATION_COLUMNS)], combined], ignore_index=True
    )
    parts = pieces.rename(columns={"code": "part_code"})
    return observations, parts[[*OBSERVATION_COLUMNS, "part_code"]].reset_index(drop=True)


def typed(
    figures: pd.DataFrame, catalogue: Catalogue, municipalities: Municipalities
) -> pd.DataFrame:
    """The same rows with whole-number keys behind the text: sorting and joining are cheap.

    Indicators sort in the order of the catalogue, municipalities by code.

    Raises:
        FiguresError: an indicator or a code that is in no list.
    """
    known = {
        "indicator_id": [item.id for item in catalogue],
        "nis_code": sorted({row.nis_code for row in municipalities}),
        "flag": list(map(str, Flag)),
        "missing": list(map(str, Missing)),
    }
    columns = {name: figures[name].astype(pd.CategoricalDtype(known[name])) for name in known}
    for name, column in columns.items():
        strange = column.isna() & figures[name].notna()
        if strange.any():
            unknown = sorted(set(figures.loc[strange, name].astype(str)))
            owner = figures.loc[strange, "indicator_id"].iloc[0]
            raise FiguresError(f"{owner}: unknown {name} {unknown[:5]} in the figures")
    return figures.assign(**columns)


def _placed(figures: pd.DataFrame, municipalities: Municipalities) -> pd.DataFrame:
    """Each row with its code of today and the number of parts that this one had on its map."""
    code = figures["nis_code"].cat
    position = {name: number for number, name in enumerate(code.categories)}
    today = np.full(len(figures), -1)
    parts = np.zeros(len(figures), dtype=int)
    for year in figures["geography"].unique():
        successors = municipalities.to_today(int(year))
        there = pd.Series(list(successors.values())).value_counts()
        successor, pieces = np.full(len(position), -1), np.zeros(len(position), dtype=int)
        for own, later in successors.items():
            successor[position[own]], pieces[position[own]] = position[later], there[later]
        rows = (figures["geography"] == year).to_numpy()
        today[rows], parts[rows] = (table[code.codes[rows]] for table in (successor, pieces))
    unknown = figures[today < 0]
    if len(unknown):
        year = unknown["geography"].iloc[0]
        codes = sorted(set(unknown.loc[unknown["geography"] == year, "nis_code"]))
        raise FiguresError(
            f"{unknown['indicator_id'].iloc[0]}: expected codes on the map of {year} (as in "
            f"data/municipalities.csv), found {codes[:5]}; correct the reader's 'geography'."
        )
    successor = pd.Categorical.from_codes(today, dtype=figures["nis_code"].dtype)
    return figures.assign(code=figures["nis_code"], nis_code=successor, parts=parts)


def _flagged(whole: pd.DataFrame, municipalities: Municipalities) -> pd.DataFrame:
    """Mark figures of before a merger that the source itself put on the new map."""
    years = {code: row.valid_from.year for code, row in municipalities.today.items()}
    start = whole["nis_code"].map(years).astype(float)
    before = (start > whole["year"]) & whole["flag"].isna() & whole["missing"].isna()
    return whole.assign(flag=whole["flag"].mask(before, Flag.RECALCULATED.value))


def _weighed(pieces: pd.DataFrame, placed: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The parts, with the weights that another indicator gives as denominator of a mean."""
    weighing: dict[Per, list[str]] = {}
    for item in catalogue:
        if item.merge is Merge.MEAN and item.per is not None:
            weighing.setdefault(item.per, []).append(item.id)
    pieces = pieces.copy()
    for per, ids in weighing.items():
        rows = pieces["indicator_id"].isin(ids)
        year = pieces.loc[rows, "year"].astype(int) + per.year_offset
        cells = pd.MultiIndex.from_arrays([pieces.loc[rows, "code"].astype(str), year])
        other = placed[placed["indicator_id"] == per.indicator]
        weights = other.set_index([other["code"].astype(str), other["year"].astype(int)])["value"]
        pieces.loc[rows, "denominator"] = weights.reindex(cells).to_numpy(float)
    return pieces


def _combined(pieces: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """One row per merged municipality, indicator and year, by the rule of the indicator."""
    if pieces.empty:
        return pieces[list(OBSERVATION_COLUMNS)]
    ids = pieces["indicator_id"]
    merge = ids.map({item.id: item.merge for item in catalogue})
    pieces = pieces.assign(
        refused=merge.eq(Merge.NOT_POSSIBLE),
        mean=merge.eq(Merge.MEAN),
        composed=ids.isin([item.id for item in catalogue if item.per is not None]),
        withheld=pieces["missing"].eq(Missing.WITHHELD),
        weighted=pieces["value"] * pieces["denominator"],
    )
    groups = pieces.groupby(_CELL, sort=False)
    sums = groups[[*_AMOUNTS, "weighted"]].sum(min_count=1)
    facts = groups.agg(
        there=("code", "size"),
        parts=("parts", "first"),
        gaps=("missing", "count"),
        withheld=("withheld", "any"),
        reason=("missing", "first"),
        refused=("refused", "first"),
        mean=("mean", "first"),
        composed=("composed", "first"),
        # a component that one part lacks is lacking for the whole
        numerators=("numerator", "count"),
        denominators=("denominator", "count"),
    )
    sums["numerator"] = sums["numerator"].where(facts["numerators"] == facts["there"])
    sums["denominator"] = sums["denominator"].where(facts["denominators"] == facts["there"])
    missing = _reasons(facts, weighed=sums["denominator"] > 0)
    mean = sums["weighted"] / sums["denominator"]
    composed = facts["mean"] & facts["composed"]
    sums["value"] = sums["value"].mask(facts["mean"], mean)
    sums["denominator"] = sums["denominator"].mask(composed)
    sums = sums.mask(missing.notna(), np.nan)
    flag = pd.Series(Flag.SUMMED.value, index=facts.index, dtype=object)
    flag = flag.mask(facts["mean"], Flag.COMPUTED.value).mask(composed, Flag.COMPOSED.value)
    kinds = {name: pieces[name].dtype for name in ("flag", "missing")}
    sums = sums.assign(flag=flag.mask(missing.notna(), None), missing=missing).astype(kinds)
    return sums.reset_index()[list(OBSERVATION_COLUMNS)]


def _reasons(facts: pd.DataFrame, weighed: pd.Series) -> pd.Series:
    """Why a merged cell has no figure; None where it has one.

    Args:
        facts: of each cell, what `_combined` knows of its parts.
        weighed: whether all parts have a weight.
    """
    missing = pd.Series(None, index=facts.index, dtype=object)
    missing = missing.mask(facts["mean"] & ~weighed, Missing.MERGED.value)
    missing = missing.mask(facts["there"] < facts["parts"], Missing.NOT_PUBLISHED.value)
    missing = missing.mask(facts["gaps"] > 0, facts["reason"])
    missing = missing.mask(facts["withheld"], Missing.WITHHELD.value)
    return missing.mask(facts["refused"], Missing.MERGED.value)
