"""What is audited: every judged indicator as it was judged, from the rows of the summary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.judgement import serial
from sdgwijzer.judgement.audit import series
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.enough import needed
from sdgwijzer.judgement.inhabitants import Inhabitants
from sdgwijzer.judgement.noise import Noise
from sdgwijzer.model import Against, Chance, Indicator, Status

Mask = npt.NDArray[np.bool_]

_COLUMNS: Final = (
    *("indicator_id", "nis_code", "year", "value"),
    *("numerator", "denominator", "flag", "missing"),
)


@dataclass(frozen=True)
class Judged:
    """One judged indicator; arrays have an element or a row per municipality, in one order.

    Attributes:
        item: the indicator.
        value: that was compared, NaN where missing.
        free: has it a status?
        speaks: for its family?
        sd: of one year, on the scale; NaN for a survey.
        answers: assumed respondents of a survey, NaN elsewhere.
        inhabitants: in the year that is compared.
        noise: the constants of `sd`.
        middle: the middle municipality.
        flanders: the region, NaN where not known.
        bounds: of the worst and of the best third.
        unit: interquartile range of the distances, NaN for a survey.
        coursed: has it a course beside the middle municipality?
        distances: of the last years to the middle municipality, of years in which enough have one;
            a survey has none.
        years: of their columns.
    """

    item: Indicator
    value: Floats
    free: Mask
    speaks: Mask
    sd: Floats
    answers: Floats
    inhabitants: Floats
    noise: Noise
    middle: float
    flanders: float
    bounds: tuple[float, float]
    unit: float
    coursed: bool
    distances: Floats
    years: Floats

    @property
    def sign(self) -> int:
        """+1: higher is better, -1: lower."""
        return self.item.direction.sign

    @property
    def survey(self) -> bool:
        """Answers of a sample?"""
        return self.item.chance is Chance.SURVEY

    @cached_property
    def whole(self) -> Mask:
        """Which municipalities have a figure in each of the years, and a margin?"""
        return np.asarray(~np.isnan(self.distances).any(axis=1) & ~np.isnan(self.sd), bool)

    @cached_property
    def rest(self) -> Floats:
        """What is left of each distance beside its own straight line; one row per `whole`."""
        return series.residuals(self.distances[self.whole])

    @cached_property
    def swings(self) -> Floats:
        """Real noise of one year: changes from one to the next, which hold two; per `whole`."""
        change = np.diff(self.distances[self.whole], axis=1)
        return np.asarray(change[:, np.diff(self.years) == 1] / np.sqrt(2), float)

    @cached_property
    def rho(self) -> float:
        """Autocorrelation of the distances, as found."""
        raw, points = serial.raw(self.distances, self.years)
        return serial.rho(points, raw)


def cases(
    observations: pd.DataFrame, rows: pd.DataFrame, indicators: Sequence[Indicator], as_of: int
) -> dict[str, Case]:
    """All indicators that the years give a margin, as `summary` reads them.

    Args:
        observations: `_COLUMNS`, or more.
        rows: of the summary of all municipalities.
        indicators: of the catalogue.
        as_of: the year in which age was measured.
    """
    codes = sorted(rows["nis_code"].astype(str).unique())
    seen = observations.loc[observations["year"].astype(int) <= as_of, list(_COLUMNS)]
    people = Inhabitants(seen, codes)
    groups = {str(key): one for key, one in seen.groupby("indicator_id", observed=True)}
    fitted = set(rows.loc[rows["noise_a"].notna(), "indicator_id"].astype(str))
    return {
        item.id: Case.of(item, groups[item.id], codes, as_of, people)
        for item in indicators
        if item.id in fitted and not item.owner
    }


def judged(
    rows: pd.DataFrame, indicators: Sequence[Indicator], known: Mapping[str, Case]
) -> list[Judged]:
    """The indicators with a status, in the order of the catalogue.

    Args:
        rows: of the summary of all municipalities.
        indicators: of the catalogue.
        known: from `cases`.
    """
    chosen = rows.loc[rows["position_status"] != Status.UNKNOWN, "indicator_id"].unique()
    asked = rows[rows["indicator_id"].isin(chosen)].sort_values("nis_code", kind="stable")
    groups = {str(key): one for key, one in asked.groupby("indicator_id", observed=True)}
    found = []
    for item in indicators:
        mine = groups.get(item.id)
        if mine is not None and not item.owner:
            found.append(_judged(item, mine, known.get(item.id)))
    return found


def _judged(item: Indicator, mine: pd.DataFrame, case: Case | None) -> Judged:
    def column(name: str) -> Floats:
        return np.asarray(mine[name].to_numpy(float), float)

    first = mine.iloc[0]
    distances, years = np.full((len(mine), 0), np.nan), np.empty(0)
    if case is not None:
        recent = case.recent
        enough = np.count_nonzero(~np.isnan(recent.distances), axis=0) >= needed(len(mine))
        distances, years = recent.distances[:, enough], recent.years[enough]
    return Judged(
        item=item,
        value=column("common_value"),
        free=(mine["position_status"] != Status.UNKNOWN).to_numpy(bool),
        speaks=mine["speaks"].to_numpy(bool),
        sd=column("noise_sd"),
        answers=column("respondents"),
        inhabitants=column("inhabitants"),
        noise=Noise(float(first["noise_a"]), float(first["noise_b"])),
        middle=float(first["reference_value"]),
        flanders=float(first["flanders"]),
        bounds=(float(first["third_worst"]), float(first["third_best"])),
        unit=float(first["size_unit_against"]),
        coursed=bool((mine["against"] != Against.UNKNOWN).any()),
        distances=distances,
        years=years,
    )
