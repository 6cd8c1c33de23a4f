"""Figures of a municipality as cards that stay as they are, for a workroom.

What stands out, each with the numbers behind its sentence, so that years later one still reads what
people had before them.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from sdgwijzer.links import read
from sdgwijzer.links.choices import Placed
from sdgwijzer.model import Signal
from sdgwijzer.texts import numbers, overview, sentences, site
from sdgwijzer.texts import workroom as words
from sdgwijzer.texts.report import PLAN_SOURCE
from sdgwijzer.views import signals as called
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called
from sdgwijzer.workroom import wording
from sdgwijzer.workroom.cards import Frozen

Origins = Mapping[str, Mapping[str, str]]

ACTIONS: Final = 30
"""Actions that one question gives at most."""


def signals(data: Dataset, nis_code: str) -> list[Frozen]:
    """All that stands out of a municipality, beside the whole of Flanders.

    Args:
        data: the figures in use.
        nis_code: of a municipality; one that is none (any more) has no figures.
    """
    found, origins = called.signals(_cards(data, nis_code)), _origins(data)
    return [_frozen(each, data, origins) for each in found]


def _cards(data: Dataset, nis_code: str) -> Sequence[Card]:
    if nis_code not in data.reference.today:
        return ()
    choices = read({"gemeente": data.reference.today[nis_code].name}, "overzicht", data).choices
    assert isinstance(choices, Placed)
    return data.cards(data.indicators(nis_code), nis_code, choices.peers, courses=False)


def latest(data: Dataset, nis_code: str) -> dict[str, tuple[int | None, float | None, str]]:
    """Of each indicator the year and the value that it has now, and both as they are read.

    Args:
        data: the figures in use.
        nis_code: of a municipality; one that is none (any more) has no figures.
    """
    return {
        card.indicator.id: (card.own.year, card.own.value, sentences.latest(card))
        for card in _cards(data, nis_code)
        if card.own.value is not None
    }


def newer(
    evidence: Mapping[str, Any] | None,
    now: Mapping[str, tuple[int | None, float | None, str]],
) -> str:
    """What a frozen card does not say yet: the figure of today; "" where that is the same.

    Args:
        evidence: of the card.
        now: `latest` of its municipality.
    """
    found = now.get(str((evidence or {}).get("indicator", "")))
    if evidence is None or found is None:
        return ""
    year, value, said = found
    return "" if (year, value) == (evidence["year"], evidence["value"]) else said


def actions(data: Dataset, nis_code: str, asked: str) -> list[Frozen]:
    """Actions of the multi-year plan that have all words that are asked, or name a goal.

    Args:
        data: the figures in use.
        nis_code: of a municipality.
        asked: words; "sdg 6", or a number alone, is a goal.
    """
    if nis_code not in data.reference.today or not asked.strip():
        return []
    rows, _ = data.plan(nis_code)
    goal = re.fullmatch(r"(?:sdg)?\s*(\d{1,2})", asked.strip().casefold())
    wanted = wording.alphabetical(asked).split()
    found: dict[str, Frozen] = {}
    for row in rows:
        title = str(row["action"] or row["action_plan"])
        whole = wording.alphabetical(
            " ".join(map(str, (row["objective"], row["action_plan"], title)))
        )
        named = goal is not None and goal[1] in str(row["goals"]).split()
        if named or (goal is None and all(word in whole for word in wanted)):
            made = _action(row, title, data)
            found.setdefault(made.key, made)
    return list(found.values())[:ACTIONS]


def _action(row: Mapping[Any, Any], title: str, data: Dataset) -> Frozen:
    """Known again by its words: the codes of the plans are wrong in part."""
    words_ = "|".join(str(row[name]) for name in ("objective", "action_plan", "action"))
    amount = numbers.quantity(float(row["amount"]), "euro", 0)
    return Frozen(
        kind="action",
        key=sha256(words_.encode()).hexdigest()[:32],
        title=title[:300],
        body=words.action(str(row["action_plan"]), amount),
        goals=tuple(wording.goals(str(row["goals"]).split())),
        evidence={
            "objective": str(row["objective"]),
            "action_plan": str(row["action_plan"]),
            "amount": float(row["amount"]),
            "source": PLAN_SOURCE[0],
            "origin": dict(zip(_NAMED, PLAN_SOURCE, strict=True)),
            "build": build(data),
            "frozen": words.frozen(data.day),
        },
    )


def _frozen(found: Called, data: Dataset, origins: Origins) -> Frozen:
    card = found.card
    item = card.indicator
    said = f"{sentences.latest(card)} · {overview.WHY[found.rule]}"
    kind = words.SIGNALS[found.kind]
    return Frozen(
        kind="signal",
        key=f"{item.id}:{found.kind}",
        title=f"{kind}: {item.name}",
        body=said,
        goals=tuple(item.goals),
        evidence=_evidence(card, data, found.kind, origins),
    )


def _evidence(card: Card, data: Dataset, kind: Signal, origins: Origins) -> dict[str, object]:
    item = card.indicator
    origin = origins.get(item.source, {})
    return {
        "indicator": item.id,
        "signal": str(kind),
        "unit": numbers.unit_of(item),
        "year": card.own.year,
        "value": card.own.value,
        "low": card.low,
        "high": card.high,
        "common_year": card.common_year,
        "middle": card.middle,
        "flanders": card.flanders,
        "source": f"{origin['title']} ({origin['publisher']})" if origin else item.source,
        "origin": origin,
        "build": build(data),
        "frozen": words.frozen(data.day),
        "address": f"indicator?gemeente={card.own.nis_code}&indicator={item.id}",
    }


def build(data: Dataset) -> str:
    """Of which figures and rules a card is."""
    return site.build_line(data.store.build())


def _origins(data: Dataset) -> Origins:
    """Of each source what names it in a document; an own figure of a municipality has none."""
    rows = data.provenance().fillna("").to_dict("records")
    return {str(row["source"]): {name: str(row[name]) for name in _NAMED} for row in rows}


_NAMED = ("title", "publisher", "licence", "published", "retrieved", "homepage")
