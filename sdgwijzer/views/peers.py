"""Whom a municipality is compared with: groups that are offered, and the most similar ones.

A choice is a list of words as they stand in a link: words of groups (`GROUPS`) and names of
municipalities, together. Nothing is chosen in silence: the label goes into titles and files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.municipalities import Municipalities, sort_key

BORDERING: Final = "buurgemeenten"
REGION: Final = "referentieregio"
ARRONDISSEMENT: Final = "arrondissement"
PROVINCE: Final = "provincie"
CLUSTER: Final = "belfius"
SIMILAR: Final = "gelijkaardig"
FLANDERS: Final = "vlaanderen"
GROUPS: Final = (BORDERING, REGION, ARRONDISSEMENT, PROVINCE, CLUSTER, SIMILAR, FLANDERS)

NEAREST: Final = 15
"""How many municipalities "most similar" gives."""

CONTEXT: Final = {
    "inwoners": True,
    "dichtheid": True,
    "inkomen": False,
    "ouderen": False,
    "jongeren": False,
    "herkomst": False,
    "vestigingen": False,
    "bebouwd": False,
}
"""What likeness is measured by, and whether in logarithms; `Store.context` has the columns.

Context only, never an outcome that is judged. Jobs per inhabitant are not there: no source gives
them; establishments of enterprises stand in their place.
"""

MEASURES: Final = {
    "inwoners": "inwoners",
    "dichtheid": "inwoners",
    "inkomen": "inkomen_per_inwoner",
    "ouderen": "aandeel_65plus",
    "jongeren": "aandeel_0_17",
    "herkomst": "buitenlandse_herkomst",
    "vestigingen": "vestigingen",
    "bebouwd": "bebouwde_percelen",
}
"""Which indicator each of them is, or is made of."""

MAX_WEIGHT: Final = 3


@dataclass(frozen=True)
class Peers:
    """The others that one municipality is compared with."""

    words: tuple[str, ...]  # as in the link
    codes: tuple[str, ...]  # without the municipality itself

    @property
    def flanders(self) -> bool:
        """Are they all municipalities of Flanders?"""
        return FLANDERS in self.words

    @property
    def group(self) -> str | None:
        """The word of the group, when it is one group and nothing else."""
        return self.words[0] if len(self.words) == 1 and self.words[0] in GROUPS else None


def groups(
    own: str,
    reference: Municipalities,
    context: pd.DataFrame,
    weights: Mapping[str, int] | None = None,
) -> dict[str, tuple[str, ...]]:
    """The groups that are offered to one municipality: word → codes of the others, by name.

    Args:
        own: its code.
        reference: all municipalities.
        context: columns of `CONTEXT`, and cluster (Belfius; a municipality that merged since has
            none), indexed by code.
        weights: of the context variables, 0 to `MAX_WEIGHT`; 1 where not named.

    Returns:
        Without groups that have no other member. `SIMILAR` is ordered by likeness.
    """
    row = reference.today[own]
    clusters = context["cluster"].dropna().to_dict()
    found = {
        BORDERING: tuple(sorted(row.bordering, key=lambda c: sort_key(reference.today[c].name))),
        REGION: _like(reference, "reference_region", own) if row.reference_region else (),
        ARRONDISSEMENT: _like(reference, "arrondissement", own),
        PROVINCE: _like(reference, "province", own),
        CLUSTER: tuple(
            code
            for code in reference.today
            if own in clusters and clusters.get(code) == clusters[own]
        ),
        SIMILAR: similar(context, own, weights or {}),
        FLANDERS: tuple(reference.today),
    }
    others = {word: tuple(code for code in codes if code != own) for word, codes in found.items()}
    return {word: codes for word, codes in others.items() if codes}


def choose(
    words: Sequence[str],
    own: str,
    offered: Mapping[str, tuple[str, ...]],
    reference: Municipalities,
) -> Peers:
    """The peers that words in a link stand for; groups not offered and unknown names fall out.

    Nothing left means the first group that is offered: the bordering municipalities.
    """
    kept: list[str] = []
    codes: list[str] = []
    for word in words:
        row = None if word in GROUPS else reference.find(word)
        members = offered.get(word, ()) if row is None else (row.nis_code,)
        if members and members != (own,):
            kept.append(row.name if row else word)
            codes += members
    if not kept:
        kept = [next(iter(offered))]
        codes = list(offered[kept[0]])
    return Peers(
        tuple(dict.fromkeys(kept)), tuple(code for code in dict.fromkeys(codes) if code != own)
    )


def similar(
    context: pd.DataFrame, own: str, weights: Mapping[str, int], k: int = NEAREST
) -> tuple[str, ...]:
    """The k municipalities nearest in context: weighted Euclidean distance of z-scores.

    Args:
        context: columns of `CONTEXT`, indexed by code; one with a gap takes no part.
        own: code of the municipality; without all its figures there are none.
        weights: per variable; 1 where not named.
        k: how many.

    Returns:
        Codes, nearest first; equal distances by code.
    """
    known = standardised(context)
    weight = np.array([float(weights.get(name, 1)) for name in known.columns])
    if own not in known.index or not weight.any():
        return ()
    apart = known.to_numpy(float) - known.loc[own].to_numpy(float)
    distance = pd.Series(np.sqrt((weight * apart**2).sum(axis=1)), index=known.index)
    ordered = distance.drop(own).sort_index().sort_values(kind="stable")
    return tuple(ordered.index[:k])


def standardised(context: pd.DataFrame) -> pd.DataFrame:
    """z-scores of the context variables (some of their logarithm), complete rows only."""
    values = context[list(CONTEXT)].dropna().astype(float)
    for name, logarithm in CONTEXT.items():
        if logarithm:
            values[name] = np.log(values[name])
    return (values - values.mean()) / values.std(ddof=0).where(lambda s: s > 0, 1.0)


def _like(reference: Municipalities, field: str, own: str) -> tuple[str, ...]:
    wanted = getattr(reference.today[own], field)
    return tuple(code for code, row in reference.today.items() if getattr(row, field) == wanted)
