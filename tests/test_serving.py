"""Addresses as proxies and people make them, and who may open a session."""

import asyncio

import pytest
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

from sdgwijzer import serving
from sdgwijzer.errors import UsageError
from sdgwijzer.pages.context import PAGES
from sdgwijzer.serving import address

HOST = "sdg.example"
STRANGER = ("192.0.2.7", 4321)
NEAR = ("127.0.0.1", 4321)


def site(base="", **settings):
    return serving.site(base, PAGES, {f"SDGWIJZER_{name}": text for name, text in settings.items()})


def scope(path="/", headers=(), client=NEAR, kind="http", method="GET", query=""):
    pairs = {"host": HOST, **dict(headers)}
    return {
        "type": kind,
        "method": method,
        "scheme": "ws" if kind == "websocket" else "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), text.encode()) for name, text in pairs.items()],
        "client": client,
    }


def answer(place, asked):
    """Status, headers and body that the gate gives; 200 "behind" is what it hands on."""

    async def behind(scope, receive, send):
        seen.update(dict(scope["headers"]))
        if scope["type"] == "http":
            await PlainTextResponse("behind")(scope, receive, send)

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    sent, seen = [], {}
    [gate] = serving.middleware(place)
    assert isinstance(gate, Middleware)
    asyncio.run(gate.cls(behind, *gate.args, **gate.kwargs)(asked, receive, send))
    if not sent or sent[0]["type"] == "websocket.close":
        return (403 if sent else 101), {}, seen
    headers = {name.decode(): text.decode() for name, text in sent[0]["headers"]}
    return sent[0]["status"], headers, sent[1].get("body", b"").decode()


SET_UPS = {
    "alone": ("", ""),
    "under a base path": ("sdg", ""),
    "under a longer base path": ("over/sdg", ""),
    "behind a proxy that strips a prefix": ("", "/sdg"),
}
FORMS = {
    "/": "/",
    "": "/",
    "//": "/",
    "/overzicht": "/overzicht",
    "/overzicht/": "/overzicht",
    "//overzicht": "/overzicht",
    "/Overzicht": "/overzicht",
    "/OVERZICHT//": "/overzicht",
    "/overzicht/harelbeke": "/overzicht",
    "/overzicht/een/twee/": "/overzicht",
    "/start": "/",
    "/nergens": "/",
    "//elders": "/",
    "//elders/": "/",
    "/nergens/overzicht": "/",
}


def followed(path, location):
    """Where a browser goes: an empty part of a path is a part."""
    assert location.startswith(("./", "../")), "never to another host"
    parts = path.split("/")[:-1]
    where, _, query = location.partition("?")
    for part in where.split("/"):
        if part == "..":
            parts = parts[:-1] if len(parts) > 1 else parts
        elif part != ".":
            parts.append(part)
    return "/".join(parts), query


@pytest.mark.parametrize("set_up", SET_UPS)
@pytest.mark.parametrize("form", FORMS)
def test_any_form_of_an_address_gives_the_page_after_at_most_one_redirect(set_up, form):
    base, prefix = SET_UPS[set_up]
    root = f"/{base}" if base else ""
    path = prefix + (root + form or "/")
    status, headers, body = answer(site(base), scope(root + form or "/", query="a=1&b=2"))
    if status == 303:
        path, query = followed(path, headers["location"])
        assert query.endswith("a=1&b=2")
        status, headers, body = answer(site(base), scope(path.removeprefix(prefix), query=query))
    assert status == 200
    assert path == prefix + root + FORMS[form]
    assert '<html lang="nl">' in body
    assert "modulepreload" in body


@pytest.mark.parametrize("path", ["/SDG/overzicht", "/sdg", "/overzicht", "/"])
def test_address_beside_the_base_path_leads_into_it(path):
    status, headers, _ = answer(site("sdg"), scope(path))
    expected = "/sdg/" if path in ("/sdg", "/") else "/sdg/overzicht"
    assert (status, followed(path, headers["location"])) == (303, (expected, ""))


def test_link_of_the_start_page_with_a_municipality_leads_to_its_overview():
    status, headers, _ = answer(site(), scope("/", query="gemeente=Gent&vergelijk=Aalst"))
    assert (status, headers["location"]) == (303, "./overzicht?gemeente=Gent&vergelijk=Aalst")


@pytest.mark.parametrize("path", ["/api/v1/x", "/x.json", "/_stcore/health", "/static/js/a.js"])
def test_service_is_left_to_who_answers_it(path):
    assert answer(site(), scope(path))[2] == "behind"


def test_page_that_stands_in_for_what_is_not_there_becomes_not_found():
    async def page(scope, receive, send):
        await serving.gate.HTMLResponse("Streamlit's page")(scope, receive, send)

    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(serving.Gate(page, site())(scope("/api/v1/x"), None, send))
    assert sent[0]["status"] == 404
    assert "Dit adres bestaat niet" in sent[1]["body"].decode()


BELIEVED = {"x-forwarded-proto": "https", "x-forwarded-host": "stad.example"}


@pytest.mark.parametrize(
    ("base", "client", "headers", "settings", "expected"),
    [
        ("", STRANGER, {}, {}, "http://sdg.example/"),
        ("sdg", STRANGER, {}, {}, "http://sdg.example/sdg/"),
        ("", NEAR, BELIEVED, {}, "https://stad.example/"),
        ("", ("192.0.2.7", 0), BELIEVED, {}, "https://stad.example/"),
        ("", NEAR, {**BELIEVED, "x-forwarded-prefix": "/sdg/"}, {}, "https://stad.example/sdg/"),
        ("sdg", NEAR, {"x-forwarded-prefix": "/sdg"}, {}, "http://sdg.example/sdg/"),
        ("", STRANGER, BELIEVED, {}, "http://sdg.example/"),
        ("", STRANGER, BELIEVED, {"PROXIES": "192.0.2.0/24"}, "https://stad.example/"),
        ("", NEAR, {"x-forwarded-host": "a.example, b.example"}, {}, "http://a.example/"),
        ("", NEAR, {"x-forwarded-host": "evil.example/x?"}, {}, "http://sdg.example/"),
        ("", NEAR, {"x-forwarded-prefix": "//evil.example"}, {}, "http://sdg.example/"),
        ("", NEAR, {"x-forwarded-proto": "javascript"}, {}, "http://sdg.example/"),
        ("", NEAR, {"host": '"><script>'}, {}, "http://localhost/"),
        (
            "",
            NEAR,
            BELIEVED,
            {"ADDRESS": "https://www.x.example/sdg/"},
            "https://www.x.example/sdg/",
        ),
    ],
)
def test_public_address(base, client, headers, settings, expected):
    asked = scope(headers=headers, client=client)
    assert address.public(asked, site(base, **settings)) == expected


def test_page_names_its_one_address_and_nothing_in_it_is_markup():
    query = 'gemeente=Harelbeke&x="><script>'
    body = answer(site(ADDRESS="https://stad.example/sdg"), scope("/doel", query=query))[2]
    kept = "https://stad.example/sdg/doel?gemeente=Harelbeke&amp;x=&quot;&gt;&lt;script&gt;"
    assert f'<link rel="canonical" href="{kept}">' in body


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("ADDRESS", "www.stad.example"),
        ("ADDRESS", "ftp://stad.example"),
        ("ADDRESS", "https://stad.example/a?b"),
        ("ADDRESS", "https://gast:woord@stad.example"),
        ("ADDRESS", "https://"),
        ("PROXIES", "proxy"),
        ("PROXIES", "10.0.0.0/33"),
    ],
)
def test_setting_that_cannot_be_right_is_refused(setting, text):
    with pytest.raises(UsageError, match=rf"SDGWIJZER_{setting}: expected .* found"):
        site(**{setting: text})


@pytest.mark.parametrize(
    ("headers", "settings", "status"),
    [
        ({}, {}, 101),
        ({"origin": "http://sdg.example"}, {}, 101),
        ({"origin": "https://SDG.example"}, {}, 101),
        ({"origin": "https://evil.example"}, {}, 403),
        ({"origin": "null"}, {}, 403),
        ({"origin": "https://sdg.example.evil.example"}, {}, 403),
        ({"origin": "https://evil.example/sdg.example"}, {}, 403),
        ({"origin": "https://stad.example"}, {"ADDRESS": "https://stad.example"}, 101),
        ({"origin": "https://stad.example", **BELIEVED}, {}, 101),
        ({"origin": ""}, {}, 403),
    ],
)
def test_session_is_opened_from_our_own_pages_only(headers, settings, status):
    asked = scope("/_stcore/stream", headers, kind="websocket")
    assert answer(site(**settings), asked)[0] == status


def test_streamlit_sees_the_origin_as_its_own_host():
    """It compares them again, and would ask the internet for its address where they differ."""
    asked = scope("/_stcore/stream", {"origin": "https://stad.example"}, kind="websocket")
    assert answer(site(ADDRESS="https://stad.example"), asked)[2][b"host"] == b"stad.example"


def test_change_from_a_foreign_page_is_refused():
    asked = scope("/_stcore/upload_file/a", {"origin": "https://evil.example"}, method="PUT")
    assert answer(site(), asked)[0] == 403


@pytest.mark.parametrize(("client", "status"), [(STRANGER, 421), (NEAR, 200)])
def test_with_a_public_address_no_other_host_is_answered(client, status):
    """But a health check on the machine itself is."""
    place = site(ADDRESS="https://stad.example")
    assert answer(place, scope(headers={"host": "evil.example"}, client=client))[0] == status
