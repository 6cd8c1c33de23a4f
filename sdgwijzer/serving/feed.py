"""What is new as an Atom feed (RFC 4287): one entry per update of a source."""

from collections.abc import Sequence
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from sdgwijzer.texts import news as words
from sdgwijzer.texts import site
from sdgwijzer.views.news import News

TYPE: Final = "application/atom+xml"
MOST: Final = 50
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = "1970-01-01T00:00:00+00:00"  # of a feed without entries


def atom(found: Sequence[News], address: str) -> bytes:
    """The feed.

    Args:
        found: updates, the newest first.
        address: of the site, with a slash behind it. Ids do not depend on it: a reader that follows
            the site under another address is not shown everything anew.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(f"{{{_NAMESPACE}}}feed")
    _add(feed, "title", words.FEED_TITLE)
    _add(feed, "id", _id("nieuw"))
    _add(feed, "updated", found[0].moment if found else _NEVER)
    _add(feed, "link", "", href=f"{address}nieuw.atom", rel="self")
    author = _add(feed, "author", "")
    _add(author, "name", site.APP)
    for each in found[:MOST]:
        entry = _add(feed, "entry", "")
        _add(entry, "title", words.headline(each))
        _add(entry, "id", _id(f"nieuw {each.moment} {each.source}"))
        _add(entry, "updated", each.moment)
        _add(entry, "link", "", href=f"{address}nieuw")
        _add(entry, "summary", " ".join(words.lines(each.items)))
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _id(what: str) -> str:
    return uuid5(NAMESPACE_URL, f"sdg-wijzer {what}").urn


def _add(
    parent: ElementTree.Element, name: str, text: str, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    element.text = text or None
    return element
