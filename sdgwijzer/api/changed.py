"""What is not what it was: judgements that builds changed, numbers that updates brought."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sdgwijzer.api import meant
from sdgwijzer.model import Indicator
from sdgwijzer.views import news
from sdgwijzer.views.dataset import Dataset

_EMPTY = (
    "nis_code",
    "municipality",
    "part",
    "year",
    "field",
    "old",
    "new",
    "old_value",
    "new_value",
)


def changes(
    data: Dataset,
    codes: list[str] | None,
    ids: Collection[str] | None,
    since: str,
    kind: str,
) -> list[dict[str, Any]]:
    """Rows with the columns of `records.Change`, the newest first.

    Args:
        data: the figures in use.
        codes: of these municipalities (new years are of all of them); None for all.
        ids: of these indicators; None for all.
        since: from this day on (ISO); "" for ever.
        kind: judgement, figure or year; "" for all.
    """
    known = meant.entries(data)
    wanted = known if ids is None else {id_: known[id_] for id_ in ids}
    found: list[dict[str, Any]] = []
    if kind in ("", "judgement"):
        found += _judgements(data, codes, wanted)
    if kind in ("", "figure", "year"):
        found += (each for each in _figures(data, codes, wanted) if kind in ("", each["kind"]))
    kept = [each for each in found if each["day"] >= since]
    return sorted(kept, key=lambda each: each["day"], reverse=True)


def _row(day: str, kind: str, cause: str, item: Indicator, **more: object) -> dict[str, Any]:
    head = {"day": day, "kind": kind, "cause": cause, "indicator_id": item.id}
    named = {"indicator": item.name, "goal": item.main_goal}
    return {**head, **named, **dict.fromkeys(_EMPTY), **more}


def _judgements(
    data: Dataset, codes: list[str] | None, wanted: Mapping[str, Indicator]
) -> Iterator[dict[str, Any]]:
    today = data.reference.today
    for code, each in news.turned(data.store, wanted, codes):
        yield _row(
            *(each.day, "judgement", each.kind, each.indicator),
            nis_code=code,
            municipality=today[code].name,
            field=each.field,
            old=each.old or None,
            new=each.new or None,
        )


def _figures(
    data: Dataset, codes: list[str] | None, wanted: Mapping[str, Indicator]
) -> Iterator[dict[str, Any]]:
    today = data.reference.today
    for code, cell in news.cells(data.store, wanted, data.reference):
        if codes is None or code in codes:
            yield _row(
                *(cell.day, "figure", cell.kind, cell.indicator),
                nis_code=code,
                municipality=today[code].name,
                part=cell.part or None,
                year=cell.year,
                field=cell.field,
                old_value=cell.old,
                new_value=cell.new,
            )
    for update in news.news(data.store, wanted):
        for item in update.items:
            for year in item.new_years:
                yield _row(update.day, "year", "new_year", item.indicator, year=year)
