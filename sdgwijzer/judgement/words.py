"""Words of the vocabulary for many series or municipalities at once."""

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.object_]
"""A word of the vocabulary (`Status`, `Trend`, …) per series or municipality."""


def choose(otherwise: str, *cases: tuple[npt.ArrayLike, str]) -> Words:
    """The word of the first case that holds, per element."""
    masks = [np.asarray(mask, bool) for mask, _ in cases]
    number = np.select(np.broadcast_arrays(*masks), range(len(cases)), len(cases))
    words = np.empty(len(cases) + 1, object)
    for i, word in enumerate([*(word for _, word in cases), otherwise]):
        words[i] = word  # one by one: numpy would make plain text of them
    return np.asarray(words[number], object)
