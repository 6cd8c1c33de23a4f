"""One indicator of all municipalities: what every step of a judgement starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sdgwijzer.judgement import distance, grid, trend
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.enough import needed
from sdgwijzer.judgement.inhabitants import Inhabitants
from sdgwijzer.model import NOT_JUDGED, Chance, Indicator


@dataclass(frozen=True)
class Case:
    """The figures of one indicator, a row per municipality.

    Attributes:
        item: the indicator.
        rows: its observations.
        codes: the municipalities; of an own figure its owner only.
        as_of: the year in which age is measured.
        people: inhabitants of each municipality by year.
        shown: codes by years, ascending, NaN where missing.
        values: the same without what is shown but not compared (composed of parts).
    """

    item: Indicator
    rows: pd.DataFrame
    codes: Sequence[str]
    as_of: int
    people: Inhabitants
    shown: pd.DataFrame
    values: pd.DataFrame

    @classmethod
    def of(
        cls,
        item: Indicator,
        rows: pd.DataFrame,
        codes: Sequence[str],
        as_of: int,
        people: Inhabitants,
    ) -> "Case":
        """The case of one indicator; the codes are all municipalities that exist today."""
        places = [item.owner] if item.owner else codes
        shown = grid.wide(rows, "value", places)
        composed = rows["flag"].isin(NOT_JUDGED)
        values = shown
        if composed.any():
            values = grid.wide(rows[~composed], "value", places).reindex(columns=shown.columns)
        return cls(item, rows, places, as_of, people, shown, values)

    @property
    def years(self) -> Floats:
        """The years of `values`."""
        return np.asarray(self.values.columns, float)

    @property
    def euro(self) -> bool:
        """An amount of money? All rise when prices do: it is judged beside others only."""
        return self.item.unit.startswith("euro")

    @property
    def survey(self) -> bool:
        """Answers of a sample?"""
        return self.item.chance is Chance.SURVEY

    @cached_property
    def recent(self) -> "Recent":
        """The years that a course and a margin are taken from."""
        filled = self.years[self.values.notna().any(axis=0)]
        last = filled.max(initial=0)
        inside = (self.years > last - trend.WINDOW_YEARS) & (self.years <= last)
        if not inside.any():
            return Recent(np.empty(0), *(np.empty((len(self.codes), 0)),) * 3, np.empty(0))
        years = np.arange(self.years[inside].min(), last + 1)
        window = self.values.reindex(columns=years).to_numpy(float)
        since = grid.since(self.rows, self.codes)[:, None] <= years
        kept = trend.apart(years, np.where(since, window, np.nan), self.item.pooled_years)
        middles = _middles(window)
        scaled = distance.on(self.item.scale, kept)
        return Recent(years, kept, scaled, scaled - distance.on(self.item.scale, middles), middles)


@dataclass(frozen=True)
class Recent:
    """The last ten years, a column for each; only of the present definition.

    Attributes:
        years: of the columns.
        values: in the unit.
        scaled: on the scale of the indicator.
        distances: on that scale, to the middle municipality of the year.
        middles: the middle municipality by year, NaN where too few have a figure.
    """

    years: Floats
    values: Floats
    scaled: Floats
    distances: Floats
    middles: Floats


def _middles(window: Floats) -> Floats:
    known = np.count_nonzero(~np.isnan(window), axis=0)
    return np.where(known >= needed(len(window)), grid.medians(window.T), np.nan)
