"""Who may import what: each outside package has one home, and arrows point one way."""

import ast
from pathlib import Path

import pytest

import sdgwijzer

PACKAGE = Path(sdgwijzer.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

HOMES = {
    "streamlit": {"components", "pages"},
    "starlette": {"serving"},
    "rapidfuzz": {"find", "lookup"},
    "plotly": {"charts"},
    "duckdb": {"store"},
    "yaml": {"entries"},
    "click": {"cli"},
    "filelock": {"lock"},
    "rdflib": {"addresses"},
    "requests": {"web"},
    "urllib3": {"web"},
    "tqdm": {"progress"},
    "shapefile": {"reference"},
    "shapely": {"boundaries"},
    "scipy": {"judgement"},
    "python_calamine": {"tables"},
    "pyarrow": {"figures", "plan", "store", "exports", "tables"},
}

ALLOWED = {
    "errors": set(),
    "paths": set(),
    "goals": set(),
    "log": set(),
    "model": set(),
    "municipalities": {"errors", "model", "paths"},
    "encoding": set(),
    "tables": {"encoding", "errors", "model"},
    "place_names": {"errors", "model", "municipalities", "tables"},
    "lookup": {"model", "municipalities", "paths", "place_names"},
    "reference": {"errors", "model", "municipalities", "tables"},
    "boundaries": {"errors", "model", "municipalities"},
    "addresses": {"errors", "model"},
    "sources": {"addresses", "errors", "model", "municipalities", "tables"},
    "catalogue": {"entries", "errors", "model", "sources"},
    "entries": {"errors", "model", "numerals"},
    "numerals": set(),
    "spreadsheet": {"encoding"},
    "content": {"errors"},
    "files": set(),
    "lock": {"errors", "files"},
    "web": {"errors", "model"},
    "answers": {"content", "errors", "files", "model", "web"},
    "changes": {"errors", "figures", "files", "model"},
    "checks": {"errors", "model", "municipalities"},
    "coverage": {"goals", "store"},
    "figures": {"answers", "errors", "files", "model"},
    "judgement": {"errors", "model"},
    "plan": {"entries", "errors", "files", "model", "municipalities"},
    "typology": {"errors", "model", "municipalities", "tables"},
    "mergers": {"catalogue", "errors", "model", "municipalities"},
    "peers": {"municipalities"},
    "local": {
        "answers",
        "catalogue",
        "entries",
        "errors",
        "figures",
        "local_rows",
        "mergers",
        "model",
        "municipalities",
        "spreadsheet",
    },
    "local_rows": {"catalogue", "model", "numerals"},
    "rows": {"figures", "model"},
    "versions": set(),
    "store": {
        "catalogue",
        "errors",
        "figures",
        "judgement",
        "model",
        "municipalities",
        "rows",
        "versions",
    },
    "flanders": {"catalogue", "errors", "model"},
    "lists": {
        "boundaries",
        "catalogue",
        "flanders",
        "model",
        "municipalities",
        "place_names",
        "plan",
        "reference",
        "typology",
    },
    "intake": {"answers", "errors", "figures", "model", "municipalities"},
    "update": {
        "answers",
        "catalogue",
        "changes",
        "checks",
        "errors",
        "figures",
        "files",
        "intake",
        "lists",
        "lock",
        "model",
        "municipalities",
        "pipeline",
        "sources",
        "store",
        "web",
    },
    "doctor": {
        "answers",
        "boundaries",
        "catalogue",
        "content",
        "errors",
        "flanders",
        "model",
        "municipalities",
        "sources",
        "web",
    },
    "progress": {"changes", "doctor", "update"},
    "pipeline": {
        "catalogue",
        "changes",
        "checks",
        "errors",
        "figures",
        "flanders",
        "judgement",
        "local",
        "mergers",
        "model",
        "municipalities",
        "paths",
        "plan",
        "sources",
        "store",
        "typology",
    },
    "views": {"judgement", "model", "store"},
    "analysis": {"judgement", "peers", "store", "views"},
    "exports": set(),
    "reading": {
        "goals",
        "judgement",
        "model",
        "municipalities",
        "peers",
        "signals",
        "store",
        "texts",
        "views",
    },
    "texts": {
        "differences",
        "errors",
        "goals",
        "judgement",
        "lookup",
        "model",
        "news",
        "peers",
        "signals",
        "views",
    },
    "signals": {"judgement", "model", "views"},
    "differences": {"judgement", "model", "views"},
    "find": {"goals", "lookup", "model"},
    "areas": {"model", "municipalities", "texts"},
    "components": {"areas", "texts"},
    "failures": {"errors", "log", "texts"},
    "serving": {"errors", "failures", "feed", "model", "news", "paths", "store", "texts"},
    "news": {"model", "municipalities", "store"},
    "feed": {"news", "texts"},
    "html": {"differences", "goals", "judgement", "model", "signals", "texts", "views"},
    "charts": {"judgement", "model", "texts", "views"},
    "pages": {
        "analysis",
        "areas",
        "catalogue",
        "charts",
        "components",
        "coverage",
        "differences",
        "errors",
        "exports",
        "failures",
        "find",
        "goals",
        "html",
        "judgement",
        "lookup",
        "model",
        "municipalities",
        "news",
        "paths",
        "peers",
        "plan",
        "serving",
        "signals",
        "sources",
        "store",
        "texts",
        "views",
    },
    "formats": set(),
    "cli": {
        "catalogue",
        "changes",
        "checks",
        "coverage",
        "doctor",
        "errors",
        "exports",
        "files",
        "formats",
        "judgement",
        "lock",
        "lookup",
        "municipalities",
        "paths",
        "peers",
        "pipeline",
        "progress",
        "reading",
        "store",
        "update",
        "versions",
        "web",
    },
}


PLAIN = {"html", "columns", "container", "navigation", "Page", "plotly_chart", "page_link"}
PLAIN |= {"switch_page"}
"""Of Streamlit: these read no markdown in their first argument; all others may."""

OWN_LABELS = {("link.py", "label"), ("context.py", "label")}
"""Names of labels that come from constants: the argument of `choice`, and of the downloads."""


def constant(node):
    """Is it a literal, or made of names in capitals?"""
    if isinstance(node, ast.Subscript):
        return constant(node.value)
    if isinstance(node, ast.JoinedStr):
        return all(constant(each) for each in node.values)
    if isinstance(node, ast.FormattedValue):
        return constant(node.value)
    name = getattr(node, "attr", getattr(node, "id", ""))
    return isinstance(node, ast.Constant) or name.isupper()


def read_as_markdown(tree, file):
    """Calls that give Streamlit a text of which markdown is read, that is no constant."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        name, owner = call.func.attr, getattr(call.func.value, "id", "")
        if owner != "st" and (owner, name) != ("link", "choice"):
            continue
        given = [key.value for key in call.keywords if key.arg in ("help", "label", "body")]
        if name not in PLAIN:
            given += call.args if name == "write" else call.args[name == "choice" :][:1]
        for each in given:
            if not constant(each) and (file, getattr(each, "id", "")) not in OWN_LABELS:
                yield f"{file}:{call.lineno} {ast.unparse(call)}"


def part(path):
    """The module, or the folder it is in, as named in the tables above."""
    inside = path.relative_to(PACKAGE).parts
    return inside[0].removesuffix(".py")


def imports(path):
    """Top-level packages, and modules of our own, that a file imports."""
    outside, own = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, *rest = name.split(".")
            if first == "sdgwijzer" and rest:
                own.add(rest[0])
            elif first != "sdgwijzer":
                outside.add(first)
    return outside, own - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_its_place_allows(path):
    name = part(path)
    if name == "__init__":
        return
    outside, own = imports(path)
    homeless = {package for package in outside if name not in HOMES.get(package, {name})}
    assert homeless == set()
    assert own - ALLOWED[name] - {name} == set()


@pytest.mark.parametrize("path", sorted((PACKAGE / "sources").glob("*.py")), ids=lambda p: p.stem)
def test_reader_knows_no_data_folder_but_the_one_it_is_given(path):
    text = path.read_text(encoding="utf-8")
    assert "municipalities.load" not in text
    assert "paths" not in imports(path)[1]


@pytest.mark.parametrize("path", [*MODULES, PACKAGE.parent / "app.py"], ids=lambda path: path.name)
def test_no_text_of_a_link_or_a_file_is_read_as_markdown(path):
    """`pages/say.py` and `html` show such a text as text."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert list(read_as_markdown(tree, path.name)) == []


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("st.warning(name)", 1),
        ("st.title(f'{TEXTS} {name}')", 1),
        ("st.selectbox(screens.of(name), ids)", 1),
        ("st.slider(texts.NAMES[name], 0, 3, help=name)", 1),
        ("st.write(texts.NOTHING, name)", 1),
        ("link.choice('toon', name, words)", 1),
        ("st.info(texts.NOTHING)", 0),
        ("st.slider(texts.NAMES[name], 0, 3)", 0),
    ],
)
def test_the_rule_on_markdown_sees_names(call, found):
    assert len(list(read_as_markdown(ast.parse(call), "page.py"))) == found


def test_an_error_that_is_shown_is_logged():
    """The Dutch sentence on an error comes from the one place that logs it."""
    asks = {path.name for path in MODULES if "texts.error(" in path.read_text(encoding="utf-8")}
    assert asks == {"failures.py"}


def test_every_module_has_its_line_in_the_table():
    assert {part(path) for path in MODULES} - {"__init__"} == set(ALLOWED)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_stays_readable_in_one_sitting(path):
    if part(path) == "texts":
        return  # words, not logic
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
