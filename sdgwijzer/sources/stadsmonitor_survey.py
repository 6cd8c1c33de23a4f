"""Gemeente-Stadsmonitor: the survey of 2023, one percentage per municipality and item.

The publisher's workbook has a sheet per question with all answers. What is read here is a table
derived from it by a third party: a row per municipality, a column per item with the percentage
that gives the affirmative answer (or has the problem), rounded to whole numbers. A second table
says of which question each column is; the catalogue says it too, and the two must agree.

One round, on the map of 2019 to 2024. Herstappe was not asked. Margins are not published, nor is
the number of answers: the share of a merged municipality is composed of its parts by inhabitants
(`figures/mergers.py`), which is an approximation and says so.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "stadsmonitor_survey"
YEAR: Final = 2023
_FOLDER: Final = "stadsmonitor_survey2023"
SHARES: Final = Request(name=f"{_FOLDER}/master_sm_df_20240506.csv")
QUESTIONS: Final = Request(name=f"{_FOLDER}/mapping_table_question_subject_20240506.csv")


class Query(Record):
    """What to take from the table.

    Attributes:
        code: the publisher's code of the question (AR_S_02).
        column: the item, as the column is called.
    """

    code: str
    column: str


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these items for all municipalities, from one table.

    Returns:
        A frame with `FIGURE_COLUMNS`: a value for each municipality that took part, a gap with
        its reason for one that did not.

    Raises:
        SourceError: a column is missing, a column is of another question, doubled rows, or a
            share that is no number from 0 to 100.
    """
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    _require_questions(list(queries.values()), get)
    path = get(SHARES)
    table = delimited(path, KEY, delimiter=",")
    columns = [query.column for query in queries.values()]
    require_columns(table.columns, ["nis_code", *columns], KEY, path.name)
    table = flemish(table, "nis_code", YEAR, reference, KEY, path.name, others=())
    require_unique(table, ["nis_code"], KEY, path.name)
    everywhere = pd.Index(list(reference.on_map(YEAR)), name="nis_code")
    table = table.set_index("nis_code")
    frames = []
    for item in indicators:
        shares = _shares(table, queries[item.id].column, path.name).reindex(everywhere)
        frames.append(
            figures(item, shares, missing=Missing.NOT_MEASURED, geography=YEAR, year=YEAR)
        )
    return pd.concat(frames, ignore_index=True)


def _shares(table: pd.DataFrame, column: str, file: str) -> pd.Series:
    shares = numbers(table[column], KEY, file)["value"]
    if not shares.between(0, 100).all():
        found = f"{shares.min()} to {shares.max()} in {column!r}"
        raise SourceError(KEY, file, "shares outside 0 to 100", "percentages", found)
    return shares


def _require_questions(queries: Sequence[Query], get: Get) -> None:
    """Each column is of the question that the catalogue says it is of."""
    path = get(QUESTIONS)
    table = delimited(path, KEY, delimiter=",")
    require_columns(table.columns, ["source_sheet", "omnibus_indicator"], KEY, path.name)
    require_unique(table, ["omnibus_indicator"], KEY, path.name)
    codes = dict(zip(table["omnibus_indicator"], table["source_sheet"], strict=True))
    for query in queries:
        if codes.get(query.column) != query.code:
            problem = f"{query.column!r} is of another question"
            found = str(codes.get(query.column, "no such item"))
            raise SourceError(KEY, path.name, problem, query.code, found)


SOURCE: Final = Source(
    key=KEY,
    title="Gemeente-Stadsmonitor, burgerbevraging 2023",
    publisher="Agentschap Binnenlands Bestuur en Statistiek Vlaanderen",
    homepage="https://gemeente-stadsmonitor.vlaanderen.be",
    licence="Modellicentie Gratis Hergebruik v1.0 (algemene regel van de Vlaamse overheid)",
    via="one table taken out of the survey by a third party (methodmatters)",
    query=Query,
    read=read,
)
