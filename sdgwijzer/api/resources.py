"""The resources: what each has, what can be asked of it, and the rows that it gives."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sdgwijzer.api import changed, meant, questions, records
from sdgwijzer.api.problems import Problem
from sdgwijzer.api.questions import Question
from sdgwijzer.api.records import Record, columns, types
from sdgwijzer.api.rows import Rows, of_records, of_table
from sdgwijzer.goals import GOALS
from sdgwijzer.judgement.position import MIN_PEERS
from sdgwijzer.model import Indicator, Municipality
from sdgwijzer.store import exports
from sdgwijzer.store.pieces import pieces
from sdgwijzer.texts import aloud, groups
from sdgwijzer.texts import api as texts
from sdgwijzer.views import cards
from sdgwijzer.views.dataset import Dataset

Make = Callable[[Any, Dataset], Rows]


@dataclass(frozen=True)
class Resource:
    """What stands at one address.

    Attributes:
        name: its word in the address.
        summary: what it is.
        question: what can be asked of it.
        record: what stands in a row.
        make: question and figures → rows.
        one: text of an address, figures → the one row; None: it has no rows with an address.
        whole: the same → all observations of it, as CSV.
        example: such a text.
        tried: filters to try, as they stand in an address.
    """

    name: str
    summary: str
    question: type[Question]
    record: type[Record]
    make: Make
    one: Callable[[str, Dataset], Rows] | None = None
    whole: Callable[[str, Dataset], Rows] | None = None
    example: str = ""
    tried: str = ""


def _rows(found: list[dict[str, Any]], record: type[Record], *notices: str) -> Rows:
    return of_records(found, types(record), columns(record), notices)


def _municipalities(asked: questions.OfPlaces, data: Dataset) -> Rows:
    codes = meant.codes(asked.municipality, data)
    chosen = [row for code, row in data.reference.today.items() if codes is None or code in codes]
    return _placed(chosen, data)


def _placed(chosen: list[Municipality], data: Dataset) -> Rows:
    clusters = data.likeness["cluster"].dropna().to_dict()
    return _rows([_municipality(row, clusters, data) for row in chosen], records.Municipality)


def _municipality(row: Municipality, clusters: Mapping[str, str], data: Dataset) -> dict[str, Any]:
    kept = ("nis_code", "name", "province", "arrondissement", "reference_region")
    return {
        **{name: getattr(row, name) for name in kept},
        "cluster": clusters.get(row.nis_code),
        "bordering": list(row.bordering),
        "postcodes": list(data.lookup.postcodes.get(row.nis_code, ())),
    }


def _goals(asked: questions.OfGoals, data: Dataset) -> Rows:
    return _rows(_every_goal(data, asked.goal or range(1, 18)), records.Goal)


def _every_goal(data: Dataset, numbers: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - of ints
    count = Counter(item.main_goal for item in meant.entries(data).values())
    chosen = [goal for goal in GOALS if goal.number in numbers]
    return [{"goal": g.number, "name": g.name, "indicators": count[g.number]} for g in chosen]


def _indicators(asked: questions.OfIndicators, data: Dataset) -> Rows:
    ids = meant.indicators(asked.indicator, asked.goal, data)
    chosen = [item for id_, item in meant.entries(data).items() if ids is None or id_ in ids]
    return _catalogued(chosen, data)


def _catalogued(chosen: list[Indicator], data: Dataset) -> Rows:
    origin = data.provenance().set_index("source")[["publisher", "title", "licence"]]
    sources = {
        str(key): tuple(row) for key, row in zip(origin.index, origin.to_numpy(), strict=True)
    }
    return _rows([_indicator(item, sources, data) for item in chosen], records.Indicator)


def _indicator(
    item: Indicator, sources: Mapping[str, tuple[Any, ...]], data: Dataset
) -> dict[str, Any]:
    publisher, title, licence = sources.get(item.source, (None, None, None))
    kept = ("description", "unit", "direction", "chance", "rhythm", "owner")
    return {
        "indicator_id": item.id,
        "indicator": item.name,
        "goal": item.main_goal,
        "goals": [str(number) for number in item.goals],
        "theme": data.themes.get(item.theme, item.theme),
        "source": f"{publisher}, {title}" if publisher else None,
        "licence": licence,
        "archive": "yes" if item.archive else "no",
        "figures": "yes" if item.id in data.all_indicators else "no",
        **{name: None if (v := getattr(item, name)) is None else str(v) for name in kept},
    }


def _observations(asked: questions.Observations, data: Dataset) -> Rows:
    codes = meant.codes(asked.municipality, data)
    return _observed(data, codes, meant.indicators(asked.indicator, asked.goal, data), asked)


def _observed(
    data: Dataset,
    codes: list[str] | None = None,
    ids: list[str] | None = None,
    asked: questions.Observations | None = None,
) -> Rows:
    years = asked.years if asked else (None, None)
    store = data.store
    return Rows(
        exports.COLUMNS,
        store.sizes(codes, ids, years),
        lambda parts: store.rows(codes, parts, years),
        lambda: store.tables(codes, ids, years),
        key=("observations", data.version, tuple(codes or ("",)), years),
    )


def _assessments(asked: questions.Assessments, data: Dataset) -> Rows:
    codes = meant.codes(asked.municipality, data)
    ids = meant.indicators(asked.indicator, asked.goal, data)
    store = data.store
    if asked.peers and codes:
        return _beside(asked.peers, data.reference.today[codes[0]], ids, data)
    sizes = store.assessment_sizes(codes, ids)
    return Rows(
        exports.ASSESSED,
        sizes,
        lambda parts: store.assessments(codes, parts),
        lambda: (store.assessments(codes, parts) for parts in pieces(sizes)),
        key=("assessments", data.version, tuple(codes or ("",))),
    )


def _beside(
    words: tuple[str, ...], own: Municipality, ids: list[str] | None, data: Dataset
) -> Rows:
    """Judgements of one municipality beside its peers; few of them give none, as on the pages."""
    found = meant.beside(words, own, data)
    table = data.store.assessments([own.nis_code], ids)
    if found.flanders:
        return of_table(table, exports.ASSESSED)
    group = groups.group(found, own, data.reference.today, data.cluster(own.nis_code))
    if len(found.codes) < MIN_PEERS:
        return of_table(table, exports.ASSESSED, (texts.few(len(found.codes), MIN_PEERS),))
    wanted = set(table.column("indicator_id").to_pylist())
    entries = {id_: item for id_, item in data.all_indicators.items() if id_ in wanted}
    if entries:
        judged = cards.judged_beside(data.store, entries, own.nis_code, found.codes)
        table = exports.anew(table, judged, groups.beside_plain(group))
    return of_table(table, exports.ASSESSED)


def _changes(asked: questions.Changes, data: Dataset) -> Rows:
    codes = meant.codes(asked.municipality, data)
    ids = meant.indicators(asked.indicator, asked.goal, data)
    since = asked.since.isoformat() if asked.since else ""
    found = changed.changes(data, codes, ids, since, asked.kind or "")
    return _rows(found, records.Change)


def _sentences(asked: questions.Sentences, data: Dataset) -> Rows:
    own = meant.municipality(asked.municipality, data)
    words = meant.beside(asked.peers, own, data).words if asked.peers else ()
    ids = meant.indicators(asked.indicator, asked.goal, data)
    every = data.all_indicators
    items = {id_: item for id_, item in every.items() if item.owner in (None, own.nis_code)}
    numbers = sorted({item.main_goal for id_, item in items.items() if ids is None or id_ in ids})
    told = aloud.aloud(data.store, data.reference, items, own.nis_code, words, numbers)
    head = {"nis_code": own.nis_code, "municipality": own.name, "peers": told.head[1]}
    found = [
        {
            **head,
            "goal": each.goal,
            "kind": each.kind,
            "indicator_id": each.indicator or None,
            "sentence": each.text,
        }
        for each in told.said
        if asked.indicator is None or each.indicator in asked.indicator
    ]
    return _rows(found, records.Sentence)


def _goal(text: str) -> int:
    """The number of a goal.

    Raises:
        Problem: there is no such goal.
    """
    if text.isascii() and text.isdecimal() and len(text) < 3 and 1 <= int(text) <= 17:
        return int(text)
    raise Problem("onbekend", texts.no_goal(text), {"parameter": "goal", "found": text[:60]})


def _in_address(name: str) -> str:
    """What stands in the address of one row."""
    return {"municipalities": "nis", "indicators": "id", "goals": "n"}[name]


RESOURCES: Final = {
    each.name: each
    for each in (
        Resource(
            "municipalities",
            "The municipalities of today",
            questions.OfPlaces,
            records.Municipality,
            _municipalities,
            tried="municipality=Harelbeke,8500",
            one=lambda text, data: _placed([meant.municipality(text, data, "nis")], data),
            whole=lambda text, data: _observed(
                data, [meant.municipality(text, data, "nis").nis_code]
            ),
            example="34013",
        ),
        Resource(
            "goals",
            "The 17 goals",
            questions.OfGoals,
            records.Goal,
            _goals,
            tried="goal=1,8",
            one=lambda text, data: _rows(_every_goal(data, [_goal(text)]), records.Goal),
            whole=lambda text, data: _observed(
                data, None, meant.indicators(None, [_goal(text)], data)
            ),
            example="8",
        ),
        Resource(
            "indicators",
            "The indicators of the catalogue",
            questions.OfIndicators,
            records.Indicator,
            _indicators,
            tried="goal=8",
            one=lambda text, data: _catalogued([meant.indicator(text, data, "id")], data),
            whole=lambda text, data: _observed(data, None, [meant.indicator(text, data, "id").id]),
            example="armoederisico",
        ),
        Resource(
            "observations",
            "Figures by municipality, indicator and year, with what traces them",
            questions.Observations,
            records.Observation,
            _observations,
            tried="municipality=Harelbeke,Kuurne&indicator=armoederisico&from=2018",
        ),
        Resource(
            "assessments",
            "Latest figures with their judgement, beside Flanders or beside peers",
            questions.Assessments,
            records.Assessment,
            _assessments,
            tried="municipality=Harelbeke&peers=referentieregio",
        ),
        Resource(
            "changes",
            "Judgements that changed, figures that were revised, new years; the newest first",
            questions.Changes,
            records.Change,
            _changes,
            tried="municipality=Harelbeke",
        ),
        Resource(
            "sentences",
            "What can be read aloud of a municipality: each goal and each figure, in Dutch",
            questions.Sentences,
            records.Sentence,
            _sentences,
            tried="municipality=Harelbeke&goal=8&peers=buurgemeenten",
        ),
    )
}
"""By their word in the address."""

IN_ADDRESS: Final = {name: _in_address(name) for name, each in RESOURCES.items() if each.one}
"""Resources of which each row has an address, and how what stands in it is called."""
