"""Statbel: households by number of cars and type of household, 2019.

One text file with `;`: a row per municipality (map of 2019), type of household and number of cars
(0, 1, 2, 3+), with the cars and the households. Headers and cells have spaces around them, points
stand between thousands (64.094 is sixty-four thousand), and `-` is a real zero here. A row that is
not there is a combination that nobody has.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "statbel_cars_households"
GEOGRAPHY: Final = 2019
REQUEST: Final = Request(name="statbel-cars-households/TF_CAR_HHTYPE_MUNTY.txt")
_ROW: Final = ["CD_YEAR", "cd_gemeente", "HH_TYPE_LIPRO", "AantalWagens"]
_CARS, _HOUSEHOLDS = "aant_TotaalWagens", "aant_HuisH"
_CLASSES: Final = {"0", "1", "2", "3+"}

Class = Literal["0", "1", "2", "3+"]


class Query(Record):
    """What to divide by the number of households.

    Attributes:
        cars: households with these numbers of cars; none for the number of cars itself.
    """

    cars: tuple[Class, ...] = ()


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities, from one file.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: numerator, and all households as
        denominator.

    Raises:
        SourceError: the file has another layout, doubled rows, other classes or no numbers.
    """
    path = get(REQUEST)
    table = delimited(path, KEY, delimiter=";")
    table.columns = table.columns.str.strip()
    require_columns(table.columns, [*_ROW, _CARS, _HOUSEHOLDS], KEY, path.name)
    table = flemish(table, "cd_gemeente", GEOGRAPHY, reference, KEY, path.name)
    require_unique(table, _ROW, KEY, path.name)
    classes = set(table["AantalWagens"].str.strip())
    if classes != _CLASSES:
        expected, found = ", ".join(sorted(_CLASSES)), ", ".join(sorted(classes))
        raise SourceError(KEY, path.name, "other numbers of cars", expected, found)
    for name in (_CARS, _HOUSEHOLDS):
        text = table[name].str.strip().replace("-", "0")
        table[name] = numbers(text, KEY, path.name, thousands=".")["value"]
    table["year"] = numbers(table["CD_YEAR"], KEY, path.name)["value"].astype(int)
    frames = [_figures(item, table) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, table: pd.DataFrame) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    chosen = table["AantalWagens"].str.strip().isin(query.cars)
    part = table[_HOUSEHOLDS].where(chosen, 0) if query.cars else table[_CARS]
    sums = table.assign(part=part).groupby(["nis_code", "year"])[["part", _HOUSEHOLDS]].sum()
    return figures(item, sums["part"], sums[_HOUSEHOLDS], geography=GEOGRAPHY)


SOURCE: Final = Source(
    key=KEY,
    title="Autobezit per huishouden",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/themas/mobiliteit/verkeer/wagenbezit-huishouden",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
