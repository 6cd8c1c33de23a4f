"""Where there is no difference, or one that is known: what do labels and signals say of it?"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from sdgwijzer.judgement import chance, distance, grid, noise, place, position, signal
from sdgwijzer.judgement.audit import series
from sdgwijzer.judgement.audit.subjects import Judged, Mask
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.words import Words
from sdgwijzer.model import Status

ANSWERS: Final = (200, 350, 450)
"""Real answers to the survey per municipality; what they are is not public."""

SIZES: Final = (5_000, 15_000, 100_000)
"""Inhabitants of the municipality whose power is told."""

TENTH: Final = 10.0
"""Percent of the municipalities at either end: what is there should be found."""

ONES: Final = 100
"""Made-up municipalities for the power of one size, on each side of the middle, per draw."""

REGISTER: Final = "register, together"
SURVEY: Final = "survey,"
MEAN: Final = "mean"


class Said(NamedTuple):
    """Of one indicator in one draw: the label, and the p that seeks to stand."""

    status: Words
    p: Floats  # 1 for what is in the middle or too near, NaN without a status


def said(one: Judged, values: Floats, flanders: float, tied: bool) -> Said:
    """The project's own rules on made-up values of all municipalities.

    Args:
        one: the indicator.
        values: of all municipalities.
        flanders: of the region, NaN where not known.
        tied: have too many one value? Asked for many at once.
    """
    free = one.free & (not tied)
    middle = grid.median(values)
    if one.survey:
        low, high = noise.of_survey(values, one.answers)
    else:
        low, high = noise.interval(one.item.scale, values, one.sd)
    status, _ = place.placed(
        values,
        low,
        high,
        position.percentile_rank(values, one.sign),
        np.where(free, "", position.Reason.TIES).astype(object),
        sign=one.sign,
        middle=middle,
        flemish=flanders,
    )
    p = place.beyond(
        one.item.scale,
        values,
        status,
        place.thirds(values, one.sign),
        sd=one.sd,
        answers=one.answers,
        sign=one.sign,
    )
    return Said(status, _counted(one, values, middle, status, p))


def _counted(one: Judged, values: Floats, middle: float, status: Words, p: Floats) -> Floats:
    apart = values - middle
    if not one.survey:
        apart = distance.distance(one.item.scale, values, middle)
    kind = signal.POINTS if one.survey else one.item.scale.value
    taking_part = signal.counted(p, status, apart, kind)
    return np.where(status == Status.UNKNOWN, np.nan, taking_part)


def drawn(one: Judged, truth: Floats, answers: int, random: np.random.Generator) -> Floats:
    """One year of figures around the truth: a real residual each, or answers of so many people."""
    if one.survey:
        known = ~np.isnan(truth)
        share = np.clip(np.where(known, truth, 0) / 100, 0, 1)
        counted = np.floor(100 * random.binomial(answers, share) / answers + 0.5)
        return np.where(known, counted, np.nan)
    swings = one.swings
    if swings.size:
        year = random.integers(swings.shape[1], size=len(swings))
        side = random.choice([-1.0, 1.0], len(swings))
        swing = np.full(len(truth), np.nan)
        swing[one.whole] = side * swings[np.arange(len(swings)), year]
    else:  # too few years: the counts say how far it swings
        swing = one.sd * random.standard_normal(len(truth))
    return distance.back(one.item.scale, distance.on(one.item.scale, truth) + swing)


def found(asked: Sequence[Judged], drawn_: Sequence[Said]) -> Mask:
    """Which stand, of all that speak in one municipality: a row per indicator."""
    p = np.array(
        [np.where(one.speaks, each.p, np.nan) for one, each in zip(asked, drawn_, strict=True)]
    )
    return np.asarray(np.array([chance.discoveries(each, signal.Q) for each in p.T]).T & (p < 1))


class Count(NamedTuple):
    """What one draw of one indicator says, added up over municipalities."""

    judged: int
    labels: int
    false_labels: int
    signals: int
    false_signals: int
    outer: int  # truths in the outer tenth
    outer_labels: int
    outer_signals: int
    outer_votes: int  # ... of those that speak for their family


def _counts(one: Judged, truth: Floats | None, each: Said, stands: Mask) -> Count:
    """With no truth all are equal: whatever is said is false."""
    good, poor = each.status == Status.GOOD, each.status == Status.POOR
    label, judged = good | poor, each.status != Status.UNKNOWN
    right = outer = np.zeros(label.shape, bool)
    if truth is not None:
        rank = position.percentile_rank(truth, one.sign)
        right = (good & (rank >= place.BEST)) | (poor & (rank <= place.WORST))
        outer = one.free & ((rank >= 100 - TENTH) | (rank <= TENTH))
    signals = stands & label
    sums = [judged, label, label & ~right, signals, signals & ~right]
    sums += [outer, outer & right, outer & right & signals, outer & one.speaks]
    return Count(*(int(np.sum(mask)) for mask in sums))


def counted(
    asked: Sequence[Judged], draws: int, answers: int, seed: int, *, equal: bool
) -> pd.DataFrame:
    """All judged indicators drawn so often: what was said, a row per indicator.

    Args:
        asked: the indicators.
        draws: how often.
        answers: real ones to the survey.
        seed: of the random numbers.
        equal: is the truth one and the same everywhere (the middle municipality's figure, which
            is then that of Flanders), or today's figures?
    """
    truths = [np.where(np.isnan(o.value), np.nan, o.middle) if equal else o.value for o in asked]
    kind = "equal" if equal else "today"
    randoms = [series.random_of(seed, kind, str(answers), one.item.id) for one in asked]
    regions = [o.middle if equal and not np.isnan(o.flanders) else o.flanders for o in asked]
    total = np.zeros((len(asked), len(Count._fields)), int)
    for _ in range(draws):
        values = [
            drawn(one, truth, answers, random)
            for one, truth, random in zip(asked, truths, randoms, strict=True)
        ]
        tied = position.tied(np.array(values))
        each = [said(*one) for one in zip(asked, values, regions, tied.tolist(), strict=True)]
        stand = found(asked, each)
        total += [
            _counts(one, None if equal else truth, what, stands)
            for one, truth, what, stands in zip(asked, truths, each, stand, strict=True)
        ]
    result = pd.DataFrame(total, columns=Count._fields)
    return result.assign(indicator=[o.item.id for o in asked], survey=[o.survey for o in asked])


def equal(asked: Sequence[Judged], draws: int, seed: int) -> pd.DataFrame:
    """Municipalities of which none is better: percent that is called so, signals in a hundred.

    Returns:
        A row per register indicator, one for them together, one per number of answers for the
        survey.
    """
    lines: list[dict[str, object]] = []
    whole = draws * len(asked[0].value) / 100
    for name, part in _kinds(asked, draws, seed, equal=True):
        if name == REGISTER:
            alone = part.groupby("indicator", sort=False)
            lines += [_equal(id_, mine, whole) for id_, mine in alone]
        lines.append(_equal(name, part, whole))
    return pd.DataFrame(lines)


def _kinds(
    asked: Sequence[Judged], draws: int, seed: int, *, equal: bool
) -> Iterator[tuple[str, pd.DataFrame]]:
    """`counted` of the register, and of the survey for each number of answers."""
    for answers in ANSWERS:
        every = counted(asked, draws, answers, seed, equal=equal)
        register, survey = every[~every["survey"]], every[every["survey"]]
        if answers == ANSWERS[0] and len(register):
            yield REGISTER, register
        if not len(survey):
            return
        yield f"{SURVEY} {answers} answers", survey


def _equal(name: object, part: pd.DataFrame, whole: float) -> dict[str, object]:
    return {
        "equal municipalities": name,
        "judged": int(part["judged"].sum()),
        "labels": _percent(part, "labels", "judged"),
        "signals in 100": float(part["signals"].sum()) / whole,
    }


def _percent(part: pd.DataFrame, above: str, below: str) -> float:
    whole = int(part[below].sum())
    return 100 * int(part[above].sum()) / whole if whole else float("nan")


def today(asked: Sequence[Judged], draws: int, seed: int) -> pd.DataFrame:
    """Today's figures as the truth, noise on top: what is false, and what is missed.

    Returns:
        A row for register and one per number of answers of the survey, in percent: labels and
        signals whose truth is not in that third; labels and signals of truths in the outer tenth.
    """
    return pd.DataFrame(
        [
            {
                "today's figures": name,
                "labels": int(part["labels"].sum()) / draws,
                "false labels": _percent(part, "false_labels", "labels"),
                "signals": int(part["signals"].sum()) / draws,
                "false signals": _percent(part, "false_signals", "signals"),
                "outer tenth: label": _percent(part, "outer_labels", "outer"),
                "outer tenth: signal": _percent(part, "outer_signals", "outer_votes"),
            }
            for name, part in _kinds(asked, draws, seed, equal=False)
        ]
    )


def power(asked: Sequence[Judged], draws: int, seed: int) -> pd.DataFrame:
    """A truth of 1 interquartile range from the middle: percent that gets its label, its signal.

    The signal as if it were the only test. A row per register indicator and their mean; columns
    for each of `SIZES`.
    """
    lines = []
    for one in asked:
        if np.isnan(one.noise.a):
            continue
        random = series.random_of(seed, "power", one.item.id)
        line: dict[str, object] = {"indicator": one.item.id}
        shares = [_power(one, people, draws * ONES, random) for people in SIZES]
        for number, word in enumerate(("label", "signal")):
            for people, share in zip(SIZES, shares, strict=True):
                line[f"{word} {people:,}"] = 100 * share[number]
        lines.append(line)
    table = pd.DataFrame(lines)
    mean = table.drop(columns="indicator").mean()
    return pd.concat([table, pd.DataFrame([{"indicator": MEAN, **mean}])], ignore_index=True)


def _power(
    one: Judged, people: int, times: int, random: np.random.Generator
) -> tuple[float, float]:
    """Share with the right label and signal, half of the truths on either side."""
    scale, sd = one.item.scale, float(one.noise.sd(people))
    side = np.repeat([1.0, -1.0], times)
    truth = distance.on(scale, one.middle) + side * one.unit
    values = distance.back(scale, truth + sd * random.standard_normal(2 * times))
    low, high = noise.interval(scale, values, sd)
    group = np.sort(one.sign * one.value[~np.isnan(one.value)])
    rank = 100 * np.searchsorted(group, one.sign * values) / len(group)
    status, _ = place.placed(
        values,
        low,
        high,
        rank,
        np.full(values.shape, "", object),
        sign=one.sign,
        middle=one.middle,
        flemish=one.flanders,
    )
    label = status == np.where(side * one.sign > 0, Status.GOOD, Status.POOR).astype(object)
    nothing = np.full(values.shape, np.nan)
    p = place.beyond(scale, values, status, one.bounds, sd=sd, answers=nothing, sign=one.sign)
    with np.errstate(invalid="ignore"):
        return float(label.mean()), float((label & (p <= signal.Q)).mean())
