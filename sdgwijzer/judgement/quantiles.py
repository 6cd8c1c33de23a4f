"""Where distributions have their quantiles, by scipy.

It is loaded when the first is asked: most commands, and most steps of a report, judge nothing, and
it takes 14 MB of memory. Element-wise; NaN in, NaN out.
"""

from typing import Any

import numpy as np
import numpy.typing as npt


def normal(below: npt.ArrayLike) -> Any:  # noqa: ANN401 - a number or an array, as what is asked
    """The standard normal value with this share below it."""
    return _special().ndtri(below)


def above(z: npt.ArrayLike) -> Any:  # noqa: ANN401
    """The share of a standard normal distribution above this value."""
    return _special().ndtr(np.negative(z))


def student(free: npt.ArrayLike, below: npt.ArrayLike) -> Any:  # noqa: ANN401
    """The value of Student's t with this share below it, by degrees of freedom."""
    return _special().stdtrit(free, below)


def chi_square(free: npt.ArrayLike, over: npt.ArrayLike) -> Any:  # noqa: ANN401
    """The value of chi-square with this share above it, by degrees of freedom."""
    return _special().chdtri(free, over)


def gamma(shape: npt.ArrayLike, below: npt.ArrayLike) -> Any:  # noqa: ANN401
    """The value of the gamma distribution (scale 1) with this share below it."""
    return _special().gammaincinv(shape, below)


def gamma_over(shape: npt.ArrayLike, over: npt.ArrayLike) -> Any:  # noqa: ANN401
    """The value of the gamma distribution (scale 1) with this share above it."""
    return _special().gammainccinv(shape, over)


def _special() -> Any:  # noqa: ANN401 - a module
    from scipy import special

    return special
