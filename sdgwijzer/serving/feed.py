"""What is new as an Atom feed (RFC 4287): one entry per update of a source."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from sdgwijzer.texts import news as words
from sdgwijzer.texts import site
from sdgwijzer.views import news
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.news import News, Town

TYPE: Final = "application/atom+xml"
MOST: Final = 50
_EVER: Final = "0000"  # a day before all others
LINES: Final = 20  # of what changed on one day
FILE: Final = "nieuw.atom"
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = "1970-01-01T00:00:00+00:00"  # of a feed without entries


def made(data: Dataset, place: str, home: str) -> bytes | None:
    """The feed that is asked: of one municipality where it is named, else of all updates.

    Args:
        data: the figures in use.
        place: a name, an old name or a code; "" for none.
        home: address of the site, with a slash behind it.

    Returns:
        None when no municipality has that name.

    Raises:
        StoreError: there is no database to ask.
    """
    if not place.strip():
        return atom(news.news(data.store, data.all_indicators), home)
    row = data.lookup.find(place).municipality
    if row is None:
        return None
    entries = data.indicators(row.nis_code)
    whole = news.town(data.store, entries, data.reference, row.nis_code, _EVER)
    return of_town(whole, row.name, home)


def atom(found: Sequence[News], address: str) -> bytes:
    """The feed.

    Args:
        found: updates, the newest first.
        address: of the site, with a slash behind it. Ids do not depend on it: a reader that follows
            the site under another address is not shown everything anew.
    """
    feed = _feed(words.FEED_TITLE, "nieuw", f"{address}{FILE}")
    _add(feed, "updated", found[0].moment if found else _NEVER)
    for each in found[:MOST]:
        entry = _add(feed, "entry", "")
        _add(entry, "title", words.headline(each))
        _add(entry, "id", _id(f"nieuw {each.moment} {each.source}"))
        _add(entry, "updated", each.moment)
        _add(entry, "link", "", href=f"{address}nieuw")
        _add(entry, "summary", " ".join(words.lines(each.items)))
    return _written(feed)


def of_town(found: Town, name: str, address: str) -> bytes:
    """The feed of one municipality: an entry per day on which something changed for it.

    Args:
        found: all that changed for it.
        name: of the municipality.
        address: of the site, with a slash behind it.
    """
    query = urlencode({"gemeente": name})
    feed = _feed(words.feed_of_town(name), f"nieuw {name}", f"{address}{FILE}?{query}")
    days = found.days[:MOST]
    _add(feed, "updated", f"{days[0]}T00:00:00+00:00" if days else _NEVER)
    for day in days:
        turned = tuple(each for each in found.turned if each.day == day)
        cells = tuple(each for each in found.cells if each.day == day)
        grown = tuple(each for each in found.grown if each.day == day)
        mine = Town(day, turned, cells, grown)
        entry = _add(feed, "entry", "")
        _add(entry, "title", words.of_town(mine, name))
        _add(entry, "id", _id(f"nieuw {name} {day}"))
        _add(entry, "updated", f"{day}T00:00:00+00:00")
        _add(entry, "link", "", href=f"{address}nieuw?{query}&sinds={day}")
        lines = [words.turned_word(each) for each in turned[:LINES]]
        lines += [" ".join(words.row(each)[:4]) for each in cells[:LINES]]
        lines += [words.years_line(item.name, years) for item, years in mine.years[:LINES]]
        _add(entry, "summary", "; ".join(lines))
    return _written(feed)


def _feed(title: str, name: str, address: str) -> ElementTree.Element:
    """A feed without its entries and its moment."""
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(f"{{{_NAMESPACE}}}feed")
    _add(feed, "title", title)
    _add(feed, "id", _id(name))
    _add(feed, "link", "", href=address, rel="self")
    author = _add(feed, "author", "")
    _add(author, "name", site.APP)
    return feed


def _written(feed: ElementTree.Element) -> bytes:
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _id(what: str) -> str:
    return uuid5(NAMESPACE_URL, f"sdg-wijzer {what}").urn


def _add(
    parent: ElementTree.Element, name: str, text: str, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    element.text = text or None
    return element
