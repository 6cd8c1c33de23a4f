"""Which municipalities, indicators and peers are meant; what is not known is refused."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from sdgwijzer.api.problems import Problem
from sdgwijzer.model import Indicator, Municipality
from sdgwijzer.texts import api as texts
from sdgwijzer.texts.names import named
from sdgwijzer.views import peers
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.peers import GROUPS, Peers


def municipality(asked: str, data: Dataset, parameter: str = "municipality") -> Municipality:
    """The municipality of today.

    Args:
        asked: a name, a NIS code or a postcode.
        data: for the names.
        parameter: where it stands in the address.

    Raises:
        Problem: there is none, or it may be several.
    """
    found = data.lookup.find(asked)
    if found.municipality is not None:
        return found.municipality
    offered = [named(name) for name in found.candidates or found.alike]
    said = texts.no_municipality(asked, offered, several=bool(found.candidates))
    raise Problem("onbekend", said, {"parameter": parameter, "found": asked, "offered": offered})


def codes(asked: Sequence[str] | None, data: Dataset) -> list[str] | None:
    """Codes of municipalities, each once; None for all. Errors as `municipality`."""
    if asked is None:
        return None
    return list(dict.fromkeys(municipality(each, data).nis_code for each in asked))


def entries(data: Dataset) -> Mapping[str, Indicator]:
    """Every indicator by id: own figures, the archive, and those that wait for figures too."""
    return {**data.all_indicators, **data.waiting}


def indicator(asked: str, data: Dataset, parameter: str = "indicator") -> Indicator:
    """The indicator with this id.

    Raises:
        Problem: there is none.
    """
    known = entries(data)
    if asked not in known:
        alike = get_close_matches(asked, known, n=3)
        more = {"parameter": parameter, "found": asked[:60], "offered": alike}
        raise Problem("onbekend", texts.no_indicator(asked, alike), more)
    return known[asked]


def indicators(
    ids: Sequence[str] | None, goals: Sequence[int] | None, data: Dataset
) -> list[str] | None:
    """Ids of indicators, each once; None for all.

    Args:
        ids: those that are named; None for all.
        goals: those of which one of these is the main goal; None for all.
        data: for the indicators.

    Raises:
        Problem: there is no such indicator.
    """
    if ids is None and goals is None:
        return None
    found = entries(data) if ids is None else {each: indicator(each, data) for each in ids}
    return [id_ for id_, item in found.items() if goals is None or item.main_goal in goals]


def beside(asked: Sequence[str], own: Municipality, data: Dataset) -> Peers:
    """Whom a municipality is compared with.

    Args:
        asked: words of groups, names, NIS codes, postcodes.
        own: the municipality.
        data: for names and groups.

    Raises:
        Problem: one of them is not known, or is not offered to this municipality.
    """
    offered = data.groups(own.nis_code, {})
    words = []
    for each in asked:
        word = each.casefold()
        if word in GROUPS and word not in offered:
            said = texts.no_group(word, own.name, list(offered))
            more = {"parameter": "peers", "found": word, "offered": list(offered)}
            raise Problem("onbekend", said, more)
        words.append(word if word in GROUPS else municipality(each, data, "peers").name)
    if set(words) == {own.name}:
        raise Problem(
            "vraag", texts.only_itself(own.name), {"parameter": "peers", "found": own.name}
        )
    return peers.choose(words, own.nis_code, offered, data.reference)
