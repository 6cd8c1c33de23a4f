"""Made-up courses: series without drift that resemble themselves, real residuals reshuffled."""

import numpy as np

from sdgwijzer.judgement.chance import Floats

BLOCK = 3
"""Consecutive years that stay together when residuals are reshuffled."""


def random_of(seed: int, *words: str) -> np.random.Generator:
    """Random numbers of one table and indicator: another indicator changes nothing of this one."""
    return np.random.default_rng([seed, *"/".join(words).encode()])


def ar1(rho: float, rows: int, years: int, random: np.random.Generator) -> Floats:
    """Autoregressive series of variance 1; with rho 1 a random walk."""
    shocks = random.standard_normal((rows, years))
    if rho >= 1:
        return np.asarray(np.cumsum(shocks, axis=1), float)
    made = shocks.copy()
    for t in range(1, years):
        made[:, t] = rho * made[:, t - 1] + np.sqrt(1 - rho**2) * shocks[:, t]
    return made


def residuals(rows: Floats) -> Floats:
    """Each row beside its own straight line, as large as the noise: two degrees are used up."""
    years = rows.shape[1]
    line = _line(years)
    centred = rows - rows.mean(axis=1, keepdims=True)
    rest = centred - (centred @ line)[:, None] * line
    return np.asarray(rest * np.sqrt(years / (years - 2)), float)


def _line(years: int) -> Floats:
    line = np.arange(years) - (years - 1) / 2
    return np.asarray(line / np.sqrt(line @ line), float)


def left(rho: float, years: int) -> float:
    """The part of the variance of an autoregressive series that its own straight line leaves.

    As large as `residuals` makes it: 1 where years do not resemble each other.
    """
    apart = np.abs(np.subtract.outer(np.arange(years), np.arange(years)))
    line = _line(years)
    keeps = np.eye(years) - 1 / years - np.outer(line, line)
    return float(np.trace(keeps @ rho**apart) / (years - 2))


def reshuffled(rest: Floats, random: np.random.Generator, *, flip: bool = False) -> Floats:
    """Each row with its blocks of years in another order, or with another sign.

    Args:
        rest: residuals, a row per municipality.
        random: numbers.
        flip: the blocks stay where they are and get a sign each.
    """
    rows, years = rest.shape
    number = np.arange(years) // BLOCK
    blocks = int(number[-1]) + 1
    if flip:
        return np.asarray(rest * random.choice([-1.0, 1.0], (rows, blocks))[:, number], float)
    begun = random.integers(years, size=(rows, 1))  # as a circle, so that any years may be a block
    turned = np.take_along_axis(rest, (np.arange(years) + begun) % years, axis=1)
    places = random.permuted(np.tile(np.arange(blocks), (rows, 1)), axis=1)
    order = np.argsort(places[:, number], axis=1, kind="stable")
    return np.take_along_axis(turned, order, axis=1)
