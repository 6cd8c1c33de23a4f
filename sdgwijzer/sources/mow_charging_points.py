"""Department MOW: charging points for electric vehicles that are (half) open to the public.

A live layer with a point per row, asked in blocks; the municipality is a name. There is no date
in the rows: the year is that in which the server gave its answer, by its own `timeStamp`. The
answer says how many points there are (`numberMatched`), and each point has an id: blocks that do
not add up, or overlap because the layer changed in between, are refused. A municipality with
points of the other kind alone has 0 of this one; one that is not there at all has no figure.

The layout is known from descriptions; it is to be compared with the publisher's answer at the
first update.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

import pandas as pd
from pydantic import Field

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Flag, Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.documents import json_document
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.sources._figures import figures

KEY: Final = "mow_charging_points"
GEOGRAPHY: Final = 2025
BLOCK: Final = 20_000
MOST_BLOCKS: Final = 20
_ID, _ACCESS, _PLACE = "uniek_identificatienummer", "toegankelijkheid", "gemeente"
_KINDS: Final = ["publiek", "semi-publiek"]


class Query(Record):
    """Which points to count.

    Attributes:
        access: who may use them, as the publisher calls it.
    """

    access: Annotated[tuple[Literal["publiek", "semi-publiek"], ...], Field(min_length=1)]


def request(block: int) -> Request:
    """The block with this number, from 0."""
    return Request(
        name=f"mow-charging-points/laadpunten-{block:02}.json",
        url=(
            "https://geoserver.gis.cloud.mow.vlaanderen.be/geoserver/beleid/wfs?SERVICE=WFS"
            "&version=2.0.0&request=GetFeature&typeName=laadpunten_public"
            "&outputFormat=application/json&srsName=EPSG:4326"
            f"&count={BLOCK}&startIndex={block * BLOCK}"
        ),
    )


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities with points, from as many blocks as there are.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: numbers of points.

    Raises:
        SourceError: an answer has another layout or no date, points are doubled or lacking, or
            there are unknown names or kinds.
    """
    points, year, file = _points(get)
    require_columns(points.columns, [_ID, _ACCESS, _PLACE], KEY, file)
    require_unique(points, [_ID], KEY, file)
    kinds = points[_ACCESS].map(str).str.strip().str.lower()
    strange = sorted(set(kinds) - set(_KINDS))
    if strange:
        raise SourceError(KEY, file, "other kinds of points", str(_KINDS), str(strange[:5]))
    places = reference.placed(points[_PLACE].map(str), KEY, file)
    groups = places.groupby("nis_code")
    counts = pd.crosstab(places["nis_code"], kinds).reindex(columns=_KINDS, fill_value=0)
    whole, summed = groups["whole"].all(), groups["summed"].any()
    flag = summed.map({True: Flag.SUMMED.value, False: None})
    frames = []
    for item in indicators:
        access = list(Query.model_validate(item.query).access)
        amount = counts[access].sum(axis=1).where(whole)
        frames.append(figures(item, amount, flag=flag, geography=GEOGRAPHY, year=year))
    return pd.concat(frames, ignore_index=True)


def _points(get: Get) -> tuple[pd.DataFrame, int, str]:
    """All points, the year of the answer, and the name of the first file."""
    rows: list[dict[str, Any]] = []
    years, totals, file = set(), set(), ""
    for block in range(MOST_BLOCKS):
        path = get(request(block))
        file = file or path.name
        answer = json_document(path, KEY)
        features = answer.get("features") if isinstance(answer, dict) else None
        if not isinstance(features, list):
            found = str(list(answer)[:5]) if isinstance(answer, dict) else type(answer).__name__
            raise SourceError(KEY, path.name, "no points", "a list 'features'", found)
        years.add(str(answer.get("timeStamp", ""))[:4])
        totals.add(answer.get("numberMatched"))
        rows += [each.get("properties") or {} for each in features]
        if len(features) < BLOCK:
            break
    if len(years) != 1 or not all(year.startswith("20") and year.isdigit() for year in years):
        raise SourceError(KEY, file, "no date", "a timeStamp of one year", str(sorted(years)))
    if totals != {len(rows)} or not rows:
        raise SourceError(KEY, file, "other points than there are", str(totals), str(len(rows)))
    return pd.DataFrame(rows), int(years.pop()), file


SOURCE: Final = Source(
    key=KEY,
    title="Publiek toegankelijke laadpunten voor elektrische voertuigen",
    publisher="Departement Mobiliteit en Openbare Werken",
    homepage="https://www.vlaanderen.be/datavindplaats",
    licence="Modellicentie Gratis Hergebruik Vlaanderen",
    query=Query,
    read=read,
    shipped=False,
    snapshot=True,
)
