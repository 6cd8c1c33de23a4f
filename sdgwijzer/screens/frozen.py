"""Figures of a municipality as cards that stay as they are, for a workroom.

What stands out, each with the numbers behind its sentence, so that years later one still reads what
people had before them.
"""

from sdgwijzer.links import read
from sdgwijzer.links.choices import Placed
from sdgwijzer.model import Indicator, Signal
from sdgwijzer.texts import numbers, overview, sentences
from sdgwijzer.texts import workroom as words
from sdgwijzer.views import signals as called
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called
from sdgwijzer.workroom.cards import Frozen


def signals(data: Dataset, nis_code: str) -> list[Frozen]:
    """All that stands out of a municipality, beside the whole of Flanders.

    Args:
        data: the figures in use.
        nis_code: of a municipality; one that is none (any more) has no figures.
    """
    if nis_code not in data.reference.today:
        return []
    choices = read({"gemeente": data.reference.today[nis_code].name}, "overzicht", data).choices
    assert isinstance(choices, Placed)
    shown = data.cards(data.indicators(nis_code), nis_code, choices.peers, courses=False)
    return [_frozen(each, data) for each in called.signals(shown)]


def _frozen(found: Called, data: Dataset) -> Frozen:
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
        evidence=_evidence(card, data, found.kind),
    )


def _evidence(card: Card, data: Dataset, kind: Signal) -> dict[str, object]:
    item = card.indicator
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
        "source": _source(item, data),
        "origin": _origin(item, data),
        "build": data.version,
        "frozen": words.frozen(data.day),
        "address": f"indicator?gemeente={card.own.nis_code}&indicator={item.id}",
    }


def _source(item: Indicator, data: Dataset) -> str:
    origin = _origin(item, data)
    return f"{origin['title']} ({origin['publisher']})" if origin else item.source


def _origin(item: Indicator, data: Dataset) -> dict[str, str]:
    """Of whom the figure is, to name it in a document; nothing of an own one."""
    for row in data.provenance().fillna("").to_dict("records"):
        if row["source"] == item.source:
            return {name: str(row[name]) for name in _NAMED}
    return {}


_NAMED = ("title", "publisher", "licence", "published", "retrieved", "homepage")
