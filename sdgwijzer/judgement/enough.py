"""When the figures of some municipalities may speak for their group: one rule, here only.

A median, a place, a status beside others, a trend beside others, the year that all are compared
in: each is of a group. From a few of its members they say more of who has a figure than of the
group, so below this number there is none, on the pages, in sentences and in exports.
"""

import math
from typing import Final

SHARE: Final = 0.80
"""Part of a group that must have a figure."""

LEAST: Final = 5
"""Municipalities that must have one, however small the group is."""

_ROUNDING: Final = 1e-9


def needed(group: int) -> int:
    """How many municipalities of a group of this size must have a figure."""
    return max(LEAST, math.ceil(SHARE * group - _ROUNDING))
