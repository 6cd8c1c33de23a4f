"""A monkey that uses every control it finds: a page is asked for its controls, none is registered.

AppTest sends a control's value as a browser does. What it cannot use (the map, a chart) has a
browser in `test_monkey.py`; a kind of control that is new here fails until it is taught.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from html import unescape
from urllib.parse import parse_qsl, urlencode

from streamlit.testing.v1 import element_tree as tree

from sdgwijzer.frame.context import PAGES
from sdgwijzer.texts import site
from tests.pages import visit

BY_BROWSER = {"bidi_component", "plotly_chart"}
"""Kinds that AppTest knows nothing of; `test_monkey.py` uses them in a browser."""

QUESTIONS = ("water", "Kuurne", "xyzzy", " ", "# [a](https://invented.example)", "'\"<b>%00")

TWELVE = (
    "Kuurne,Zwevegem,Deerlijk,Waregem,Kortrijk,Wevelgem,Menen,Anzegem,Avelgem,Wielsbeke,Gent,Voeren"
)
WHOM = {
    "nobody": {},
    "alone": {"gemeente": "Harelbeke"},
    "names": {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"},
    "group": {"gemeente": "Pajottegem", "vergelijk": "provincie"},
    "similar": {"gemeente": "Herstappe", "vergelijk": "gelijkaardig,Gent"},
    "twelve": {"gemeente": "Harelbeke", "vergelijk": TWELVE},
}
CHOICES = {
    "doel": {"doel": "8"},
    "indicator": {"indicator": "armoederisico"},
    "verken": {"reeks": "armoederisico,inwoners"},
    "zoek": {"zoek": "energie"},
}
VIEWS = [(word, whom) for word in PAGES for whom in WHOM]


@dataclass(frozen=True)
class Use:
    """One thing that can be done with one control of a page."""

    page: str
    control: str
    what: str
    do: Callable[[], object] = field(compare=False)

    def __str__(self) -> str:
        return f"/{self.page}: {self.control} = {self.what}"


class Visit:
    """One visitor: a page that is open, and all that was done to come there."""

    def __init__(self, word: str, link: Mapping[str, str]) -> None:
        self.done = [f"/{word}?{urlencode(link)}"]
        self.app = visit.opened(word, link)
        self._rested()

    def _open(self, word: str, link: Mapping[str, str]) -> None:
        self.app.query_params.clear()
        for name, value in link.items():
            self.app.query_params[name] = value
        self.app.switch_page(PAGES[word])

    @property
    def page(self) -> str:
        """The word of the page that is shown."""
        pages = self.app._registered_pages
        return pages[self.app._finished_page_script_hash]["url_pathname"] or "start"

    def uses(self) -> list[Use]:
        """All that can be done here: a few options of every control."""
        found = []
        for node in self.app._tree:
            if isinstance(node, tree.UnknownElement):
                assert node.type in BY_BROWSER, f"teach the monkey {node.type}"
            elif isinstance(node, tree.Widget) and not node.proto.disabled:
                name = node.key or getattr(node, "label", node.type)
                found += [self._use(name, what, do) for what, do in _options(node)]
        for control, address in self._addresses():
            word, _, query = address.removeprefix("./").partition("?")
            link = dict(parse_qsl(query))
            found.append(
                self._use(control, address, lambda to=word, q=link: self._open(to or "start", q))
            )
        return found

    def _addresses(self) -> Iterator[tuple[str, str]]:
        """Links to follow: all of the menu and of choices, a few others; questions to ask."""
        body = " ".join(block.proto.body for block in self.app.html)
        for kind in ("menu", "options"):
            for part in re.findall(rf'<nav class="{kind}".*?</nav>', body, re.DOTALL):
                yield from ((kind, each) for each in _hrefs(part))
        others = list(_hrefs(re.sub(r"<nav.*?</nav>", "", body, flags=re.DOTALL)))
        yield from (("link", each) for each in _few(others))
        carried = {name: self.link()[name] for name in visit.CARRIED if name in self.link()}
        for text in QUESTIONS:
            yield "search", f"./zoek?{urlencode({**carried, 'zoek': text})}"

    def _use(self, control: str, what: str, do: Callable[[], object]) -> Use:
        return Use(self.page, control, what, do)

    def act(self, use: Use) -> None:
        """Use a control, and see whether the page is still one."""
        self.done.append(str(use))
        use.do()
        self._run()

    def _run(self) -> None:
        self.app.run()
        self._rested()

    def _rested(self) -> None:
        self.app._page_hash = ""  # a page may have moved on: the next run is of where it came
        self.check()

    def check(self) -> None:
        """No error, the header is there, the page has its one title."""
        steps = " > ".join(self.done)
        app = self.app
        assert not app.exception, f"{steps}: {app.exception[0].value}"
        body = " ".join(block.proto.body for block in app.html)
        assert site.BUG not in unescape(body), steps
        assert body.count('class="menu"') == 1, f"{steps}: no navigation"
        assert app.selectbox(key="gemeente"), f"{steps}: no controls"
        titles, faults = body.count("<h1 "), body.count('class="note error"')
        assert titles == 1 or (faults and not titles), steps

    def view(self) -> tuple[dict[str, object], str]:
        """What is chosen, and what stands on the page without its notes."""
        chosen = {
            node.key: node.value
            for node in self.app._tree
            if isinstance(node, tree.Widget) and node.type != "button"
        }
        body = "".join(block.proto.body for block in self.app.html)
        return chosen, re.sub(r'<div class="sdg"><p class="note.*?</p></div>', "", body)

    def link(self) -> dict[str, str]:
        """The choices in the address."""
        pairs = self.app.query_params.items()
        return {name: each[0] if isinstance(each, list) else each for name, each in pairs}


def _hrefs(body: str) -> list[str]:
    """Addresses of pages, each once."""
    found = (unescape(each) for each in re.findall(r'href="(\./[^"]*)"', body))
    words = {"": "start", **{word: word for word in PAGES}}
    return list(dict.fromkeys(each for each in found if each[2:].partition("?")[0] in words))


Settings = Iterator[tuple[str, Callable[[], object]]]


@singledispatch
def _options(node: tree.Widget) -> Settings:
    """What a control can be set to: a few of its options, nothing, and much."""
    raise AssertionError(f"teach the monkey {node.type}")


@_options.register
def _(node: tree.Selectbox) -> Settings:
    for option in _few(node.options):
        yield option, lambda o=option: node.set_value(o)
    if not node.proto.HasField("default"):  # it can be cleared
        yield "nothing", lambda: node.set_value(None)


@_options.register
def _(node: tree.Multiselect) -> Settings:
    most = node.proto.max_selections or 12
    for option in _few(node.options):
        more = list(dict.fromkeys([*node.values, option]))[:most]
        yield f"with {option}", lambda m=more: node.set_value(m)
    yield "nothing", lambda: node.set_value([])
    yield "much", lambda: node.set_value(node.options[-most:])
    if node.values:
        yield "one less", lambda: node.set_value(node.values[1:])


@_options.register
def _(node: tree.Slider) -> Settings:
    assert not isinstance(node.value, (list, tuple)), "teach the monkey sliders of two ends"
    for value in (node.min, node.max):
        yield str(value), lambda v=value: node.set_value(v)


@_options.register
def _(node: tree.TextInput) -> Settings:
    for text in QUESTIONS:
        yield text, lambda t=text: node.set_value(t)


@_options.register(tree.Button)
@_options.register(tree.DownloadButton)
def _(node: tree.Button | tree.DownloadButton) -> Settings:
    yield "click", node.click


def _few(options: list[str]) -> list[str]:
    """The first ones (groups and orders stand there), one in the middle and the last."""
    places = {0, 1, 4, len(options) // 2, len(options) - 1}
    return [options[place] for place in sorted(places) if 0 <= place < len(options)]


def opened(word: str, whom: str) -> Visit:
    """A visitor on a page of `VIEWS`."""
    return Visit(word, {**WHOM[whom], **CHOICES.get(word, {})})


def walk(visit: Visit, steps: int, dice: random.Random) -> list[Use]:
    """Use controls one after the other: each two that follow are a pair.

    A control is drawn first, then what to do with it: lists with many options come no more often.
    """
    done: list[Use] = []
    for _ in range(steps):
        there = visit.uses()
        name = dice.choice(sorted({use.control for use in there}))
        done.append(dice.choice([use for use in there if use.control == name]))
        visit.act(done[-1])
    return done
