"""Who may import what: the rooms in the order of the flow, each outside package in one home."""

import ast
import re

import pytest

from tests import rooms
from tests.rooms import MODULES, PACKAGE, ROOMS, imports, name_of, room

HOMES = {
    "streamlit": {"components", "frame"},
    "jinja2": {"html"},
    "markupsafe": {"html"},
    "starlette": {"serving"},
    "rapidfuzz": {"views.search", "lookup", "workroom.ideas"},
    "sqlalchemy": {"workroom"},
    "alembic": {"workroom"},
    "plotly": {"charts"},
    "prometheus_client": {"serving.visits"},
    "typst": {"typeset"},
    "docx": {"documents.word"},
    "pptx": {"documents.slides"},
    "xlsxwriter": {"documents.workbook", "documents.sheets"},
    "duckdb": {"store.store", "store.whole"},
    "yaml": {"parsing.entries"},
    "click": {"cli"},
    "filelock": {"update.lock", "workroom.database"},
    "pydantic_settings": {"settings"},
    "rdflib": {"fetch.finders"},
    "requests": {"fetch.web", "fetch.public"},
    "urllib3": {"fetch.web"},
    "tqdm": {"update.terminal"},
    "shapefile": {"lists.reference"},
    "shapely": {"lists.outlines"},
    "scipy": {"judgement.quantiles"},
    "segno": {"pictures.code"},
    "python_calamine": {"parsing.workbook"},
    "pyarrow": {"figures.kept", "lists.plan", "store", "parsing.documents"},
}
"""Packages of others, each in one place."""


PLAIN = {"html", "columns", "container", "navigation", "Page", "plotly_chart", "page_link"}
PLAIN |= {"switch_page"}
"""Of Streamlit: these read no markdown in their first argument; all others may."""

OWN_LABELS = {("draw.py", "label"), ("draw.py", "control.label")}
"""Labels that come from constants: those of controls (`content.controls`)."""


def constant(node):
    """Is it a literal, or made of names in capitals?"""
    if isinstance(node, ast.Subscript):
        return constant(node.value)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "say.plain":
        return True  # its signs are escaped
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
            if not constant(each) and (file, ast.unparse(each)) not in OWN_LABELS:
                yield f"{file}:{call.lineno} {ast.unparse(call)}"


def faulty(check, paths=MODULES):
    """What is wrong by module: of those where there is anything."""
    found = {str(path.relative_to(PACKAGE.parent)): check(path) for path in paths}
    assert len(found) > 20
    return {name: wrong for name, wrong in found.items() if wrong}


def astray(path):
    """What a module imports that stands behind it, or has another home."""
    if not room(path):
        return set()
    outside, own = imports(path)
    name = name_of(path)
    homeless = {
        package
        for package in outside & set(HOMES)
        if not any(f"{name}.".startswith(f"{home}.") for home in HOMES[package])
    }
    return homeless | own - set(ROOMS[: ROOMS.index(room(path)) + 1])


def test_module_imports_only_what_stands_before_it():
    assert faulty(astray) == {}


def test_reader_knows_no_data_folder_but_the_one_it_is_given():
    def knows(path):
        named = "municipalities.load" in path.read_text(encoding="utf-8")
        return named or "paths" in imports(path)[1]

    assert faulty(knows, (PACKAGE / "sources").glob("*.py")) == {}


def test_no_text_of_a_link_or_a_file_is_read_as_markdown():
    """`html` shows such a text as text."""

    def shows(path):
        return list(read_as_markdown(ast.parse(path.read_text(encoding="utf-8")), path.name))

    assert faulty(shows, [*MODULES, PACKAGE.parent / "app.py"]) == {}


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
        ("st.info(say.plain(name))", 0),
        ("st.info(say.plain(name) + name)", 1),
        ("st.slider(texts.NAMES[name], 0, 3)", 0),
    ],
)
def test_the_rule_on_markdown_sees_names(call, found):
    assert len(list(read_as_markdown(ast.parse(call), "page.py"))) == found


def test_an_error_that_is_shown_is_logged():
    """The Dutch sentence on an error comes from the one place that logs it."""
    asks = {path.name for path in MODULES if "site.error(" in path.read_text(encoding="utf-8")}
    assert asks == {"failures.py"}


def test_every_room_has_its_place_on_the_way():
    assert {room(path) for path in MODULES} - {""} == set(ROOMS)


def test_front_door_leads_to_few_rooms():
    assert len([path for path in PACKAGE.glob("*.py") if path.name != "__init__.py"]) <= 14


def test_module_stays_readable_in_one_sitting():
    assert faulty(lambda path: len(path.read_text(encoding="utf-8").splitlines()) > 400) == {}


def lines(function):
    """Lines of code of a function, without its docstring and without functions inside it."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    inner = [each for each in body if isinstance(each, ast.FunctionDef | ast.ClassDef)]
    return sum(each.end_lineno - each.lineno + 1 for each in body) - sum(map(lines, inner))


def test_function_is_read_at_one_glance():
    def long(path):
        every = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        functions = [node for node in every if isinstance(node, ast.FunctionDef)]
        return [each.name for each in functions if lines(each) > 50]

    assert faulty(long) == {}


def test_picture_of_the_rooms_is_that_of_the_imports():
    assert rooms.FILE.read_text(encoding="utf-8") == rooms.drawn(), "python -m tests.rooms"


def test_every_module_stands_in_the_tree_of_contributing():
    text = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tree = text.partition("\nsdgwijzer/\n")[2].partition("```")[0]
    listed = re.findall(r"[\w]+(?=\.py)", tree)
    there = [path.stem for path in MODULES if room(path) != "sources" and path.stem[:2] != "__"]
    assert sorted(listed) == sorted(there)


def test_every_room_is_a_package():
    """A folder without `__init__.py` works from a checkout, and is left out of an installation."""
    folders = {path.parent for path in MODULES}
    assert [folder.name for folder in folders if not (folder / "__init__.py").exists()] == []
