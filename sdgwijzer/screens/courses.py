"""The years of one indicator, to study: own line with its margin, peers, medians, former places."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sdgwijzer.content import Chart, Course, Point, Track
from sdgwijzer.judgement.chance import intervals
from sdgwijzer.links.choices import Placed
from sdgwijzer.model import Flag, Indicator
from sdgwijzer.texts import drawings, indicator_page, numbers
from sdgwijzer.texts.words import GROUP_MIDDLE, MIDDLE_MUNICIPALITY, OWN_TARGET, TARGET
from sdgwijzer.views.cards import Card
from sdgwijzer.views.courses import Series
from sdgwijzer.views.dataset import Dataset


def course(
    card: Card,
    observations: pd.DataFrame,
    parts: pd.DataFrame,
    names: Mapping[str, str],
    merged: int | None = None,
) -> Chart:
    """The chart of one indicator.

    Args:
        card: the indicator for the own municipality.
        observations: table `observation` for the own municipality and its peers.
        parts: rows with part_name, year, value of the former municipalities.
        names: code → name, of those that are drawn.
        merged: the year in which the municipality merged.
    """
    item, code = card.indicator, card.own.nis_code
    own = observations[observations["nis_code"] == code]
    tracks = [
        Track(indicator_page.former(str(name)), "former", _points(rows, item))
        for name, rows in parts.groupby("part_name")
    ]
    others = [figure.nis_code for figure in card.peers if figure.nis_code in names]
    tracks += [
        Track(
            names[each], "peer", _points(observations[observations["nis_code"] == each], item), look
        )
        for look, each in enumerate(others)
    ]
    tracks.append(Track(MIDDLE_MUNICIPALITY, "flanders", _filled(card.medians, item)))
    tracks.append(Track(GROUP_MIDDLE, "group", _filled(card.group_medians, item)))
    tracks.append(Track(names[code], "own", _points(own, item)))
    known = [track for track in tracks if any(point.value is not None for point in track.points)]
    first, last = (int(own["year"].min()), int(own["year"].max())) if len(own) else (0, 0)
    data = Course(
        tracks=tuple(known),
        band=_band(own, item),
        breaks=tuple(int(year) for year in own.loc[own["flag"] == Flag.BREAK, "year"]),
        merged=merged if merged is not None and first < merged <= last else None,
        target=_target(card) if len(own) else None,
        unit=item.unit,
        fitted=not item.measure.additive,
    )
    return Chart("course", data, drawings.course_sentence(card, names[code]))


def _target(card: Card) -> tuple[str, float] | None:
    if card.aim is None:
        return None
    name = OWN_TARGET if card.aim.own else TARGET
    return f"{name}{f' {card.aim.year}' if card.aim.year else ''}", card.aim.value


def _points(rows: pd.DataFrame, item: Indicator) -> tuple[Point, ...]:
    """Every year from the first to the last; None is a gap in the line."""
    if rows.empty:
        return ()
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    values = rows.set_index("year")["value"].reindex(years)
    return tuple(
        Point(int(year), None, "")
        if pd.isna(value)
        else Point(int(year), float(value), numbers.figure(value, item))
        for year, value in values.items()
    )


def _filled(series: Series, item: Indicator) -> tuple[Point, ...]:
    return _points(pd.DataFrame(series, columns=["year", "value"]), item)


def _band(own: pd.DataFrame, item: Indicator) -> tuple[tuple[int, float, float], ...]:
    """The margin of chance of each year, where it is known."""
    counts = [own[name].to_numpy(float) for name in ("numerator", "denominator")]
    low, high = intervals(item, *counts)
    known = ~np.isnan(low) & own["value"].notna().to_numpy()
    years = own["year"].to_numpy(int)
    return tuple(
        (int(year), float(below), float(above))
        for year, below, above in zip(years[known], low[known], high[known], strict=True)
    )


def of_place(choices: Placed, data: Dataset, card: Card) -> Chart:
    """The same for a link: the own municipality, and those that are shown by name.

    Args:
        choices: of the link.
        data: the figures in use.
        card: the indicator for the own municipality.
    """
    own, item = choices.municipality, card.indicator
    shown = (own,) if item.owner else (own, *choices.named)
    names = {row.nis_code: row.name for row in shown}
    parts = data.store.parts(own.nis_code, item.id)
    merged = own.valid_from.year if len(parts) else None
    return course(card, data.store.series(list(names), item.id), parts, names, merged)
