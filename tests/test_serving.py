"""Addresses as proxies and people make them, and who may open a session."""

import re
from itertools import product
from urllib.parse import unquote

import pytest
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from sdgwijzer import serving
from sdgwijzer.errors import StoreError, UsageError
from sdgwijzer.frame.context import PAGES
from sdgwijzer.serving import address
from sdgwijzer.settings import given
from tests.make import awaited

HOST = "sdg.example"
STRANGER = ("192.0.2.7", 4321)
NEAR = ("127.0.0.1", 4321)


def site(base="", **settings):
    chosen = given(**{name.lower(): text for name, text in settings.items()})
    return serving.site(base, PAGES, chosen)


def scope(path="/", headers=(), client=NEAR, kind="http", method="GET", query=""):
    given = list(headers.items() if isinstance(headers, dict) else headers)
    pairs = given if "host" in dict(given) else [("host", HOST), *given]
    return {
        "type": kind,
        "method": method,
        "scheme": "ws" if kind == "websocket" else "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), text.encode()) for name, text in pairs],
        "client": client,
    }


async def plain(scope, receive, send):
    await PlainTextResponse("behind")(scope, receive, send)


def nothing():
    raise StoreError("there are no figures here")


def answer(place, asked, inner=plain):
    """Status, headers and body that the gate gives; "behind" is what it hands on."""

    async def behind(scope, receive, send):
        seen.update(dict(scope["headers"]))
        if scope["type"] == "http":
            await inner(scope, receive, send)

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    sent, seen = [], {}
    app = behind
    for each in reversed(serving.middleware(place, nothing)):
        assert isinstance(each, Middleware)
        app = each.cls(app, *each.args, **each.kwargs)
    awaited(app(asked, receive, send))
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
    "/overzicht/een//twee/": "/overzicht",
    "/overzicht%2Feen": "/overzicht",
    "/%6Fverzicht": "/overzicht",
    "/overzicht.": "/overzicht",
    "/overzicht%20": "/overzicht",
    "/overzicht%3Fx=y": "/overzicht",
    "/index.html": "/",
    "/start": "/",
    "/nergens": "/",
    "//elders": "/",
    "//elders/": "/",
    "/nergens/overzicht": "/",
    "/%0D%0Ax:y": "/",
    "/%5Celders": "/",
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
def test_any_form_of_an_address_gives_the_page_after_at_most_one_redirect(set_up):
    base, prefix = SET_UPS[set_up]
    root = f"/{base}" if base else ""
    for form, meant in FORMS.items():
        path, query = prefix + (root + form or "/"), "a=%C3%AB&b=2"
        status, headers, body = answer(site(base), scope(root + form or "/", query=query))
        if status == 303:
            path, query = followed(path, headers["location"])
            assert query.endswith("a=%C3%AB&b=2"), form
            status, _, body = answer(site(base), scope(path.removeprefix(prefix), query=query))
        found = (form, status, re.sub("/{2,}", "/", path))
        assert found == (form, 200, prefix + root + meant)
        assert '<html lang="nl">' in body, form
        assert "modulepreload" in body, form


@pytest.mark.parametrize("path", ["/SDG/overzicht", "/sdg", "/overzicht", "/"])
def test_address_beside_the_base_path_leads_into_it(path):
    status, headers, _ = answer(site("sdg"), scope(path))
    expected = "/sdg/" if path in ("/sdg", "/") else "/sdg/overzicht"
    assert (status, followed(path, headers["location"])) == (303, (expected, ""))


def test_unknown_word_is_told_to_the_start_page_once():
    _, headers, _ = answer(site(), scope("/<b>%C3%AB", query="pagina=oud&doel=8"))
    assert headers["location"] == "./?pagina=%3Cb%3E%C3%AB&doel=8"


def test_link_of_the_start_page_with_a_municipality_leads_to_its_overview():
    status, headers, _ = answer(site(), scope("/", query="gemeente=Gent&vergelijk=Aalst"))
    assert (status, headers["location"]) == (303, "./overzicht?gemeente=Gent&vergelijk=Aalst")


@pytest.mark.parametrize(
    "path",
    ["/api/v1/x", "/x.json", "/_stcore/health", "//_stcore/health/", "/nieuw.atom/", "/a.js"],
)
def test_service_is_left_to_who_answers_it(path):
    assert answer(site(), scope(path))[2] == "behind"


@pytest.mark.parametrize(
    "form",
    [
        "/api",
        "/api/v2",
        "/x.json",
        "/foo.php",
        "/overzicht/_stcore/health",
        "/overzicht/x.json",
        "//evil.example",
        "//evil.example/overzicht",
        "/%5Cevil.example",
    ],
)
def test_page_that_stands_in_for_what_is_not_there_becomes_not_found(form):
    async def page(scope, receive, send):
        await HTMLResponse("Streamlit's page")(scope, receive, send)

    for (base, prefix), method in product(SET_UPS.values(), ["GET", "POST"]):
        root = f"/{base}" if base else ""
        status, _, body = answer(site(base), scope(root + form, method=method), page)
        assert status == 404
        assert "Dit adres bestaat niet" in body
        [href] = re.findall('<a href="([^"]+)"', body)
        back = followed(prefix + root + form, href)[0]
        assert re.sub("/{2,}", "/", back) == f"{prefix}{root}/"


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
        ("", NEAR, {"x-forwarded-host": "evil.example, stad.example"}, {}, "http://stad.example/"),
        ("over/sdg", NEAR, {"x-forwarded-prefix": "/x"}, {}, "http://sdg.example/x/over/sdg/"),
        ("", NEAR, {"host": "SDG.example:80"}, {}, "http://sdg.example/"),
        ("", NEAR, {"host": "[::1]:8501"}, {}, "http://[::1]:8501/"),
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


@pytest.mark.parametrize("name", ["proto", "host", "prefix"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "java script:",
        "a\r\nx: y",
        '"><script>',
        "//evil.example",
        "u@evil.example",
        "/../x",
        "evil.example:99999",
        "evil.example/x?",
        "é.example",
        "[::1",
        "a" * 2000,
        "/a" * 500,
    ],
)
def test_what_cannot_be_part_of_an_address_is_not_believed(name, text):
    asked = scope(headers={f"x-forwarded-{name}": text})
    assert address.public(asked, site()) == "http://sdg.example/"


@pytest.mark.parametrize("sender", [NEAR, ("::1", 1), STRANGER])
def test_sender_is_known_behind_what_uvicorn_makes_of_it(sender):
    async def app(seen, receive, send):
        found.append(address.public(seen, site()))

    found = []
    asked = scope(headers={**BELIEVED, "x-forwarded-for": STRANGER[0]}, client=sender)
    awaited(ProxyHeadersMiddleware(app, "127.0.0.1,::1")(asked, None, None))
    assert found == ["http://sdg.example/" if sender is STRANGER else "https://stad.example/"]


def test_page_names_its_one_address_and_nothing_in_it_is_markup():
    query = 'embed=true&gemeente=Harelbeke&x="><script>'
    body = answer(site(ADDRESS="https://stad.example/sdg"), scope("/doel", query=query))[2]
    kept = "https://stad.example/sdg/doel?gemeente=Harelbeke&amp;x=%22%3E%3Cscript%3E"
    assert f'<link rel="canonical" href="{kept}">' in body
    long = answer(site(), scope("/doel", query="x" * 10_000))[2]
    assert "canonical" not in long.partition("</script>")[2]


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("ADDRESS", "www.stad.example"),
        ("ADDRESS", "ftp://stad.example"),
        ("ADDRESS", "https://stad.example/a?b"),
        ("ADDRESS", "https://gast:woord@stad.example"),
        ("ADDRESS", "https://"),
        ("ADDRESS", "https://[::1"),
        ("ADDRESS", "https://stad.example:99999"),
        ("ADDRESS", "https://stad.example/../x"),
        ("PROXIES", "proxy"),
        ("PROXIES", "*"),
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
        ({"host": "sdg.example:443", "origin": "https://sdg.example"}, {}, 101),
        ({"origin": "http://sdg.example:8501"}, {}, 403),
        ({"origin": "https://u@sdg.example"}, {}, 403),
        ({"origin": "https://[::1"}, {}, 403),
        ({"origin": "http://stad.example"}, {"ADDRESS": "https://stad.example"}, 403),
        ([("origin", "https://sdg.example"), ("origin", "https://evil.example")], {}, 403),
    ],
)
def test_session_is_opened_from_our_own_pages_only(headers, settings, status):
    asked = scope("/_stcore/stream", headers, kind="websocket")
    assert answer(site(**settings), asked)[0] == status


def test_streamlit_sees_the_origin_as_its_own_host():
    """It compares them again, and would ask the internet for its address where they differ."""
    asked = scope("/_stcore/stream", {"origin": "https://stad.example"}, kind="websocket")
    assert answer(site(ADDRESS="https://stad.example"), asked)[2][b"host"] == b"stad.example"


@pytest.mark.parametrize("path", ["/", "//sdg/_stcore/stream", "/sdg/_stcore/stream"])
def test_there_is_one_websocket(path):
    expected = 101 if path.endswith("stream") else 403
    assert answer(site("sdg"), scope(path, kind="websocket"))[0] == expected


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_change_from_a_foreign_page_is_refused(method):
    asked = scope("/rapport/maken", {"origin": "https://evil.example"}, method=method)
    assert answer(site(), asked)[0] == 403


@pytest.mark.parametrize(
    ("host", "client", "status"),
    [
        ("stad.example", STRANGER, 200),
        ("STAD.example:443", STRANGER, 200),
        ("localhost:8501", STRANGER, 200),
        ("127.0.0.1:8501", STRANGER, 200),
        ("evil.example", STRANGER, 421),
        ("127.0.0.1.evil.example", STRANGER, 421),
        ("192.0.2.1", STRANGER, 421),
        ("proxy-1:8501", NEAR, 200),
    ],
)
def test_with_a_public_address_no_other_host_is_answered(host, client, status):
    """But a check of the health of the app is, and a proxy on the machine itself."""
    place = site(ADDRESS="https://stad.example")
    how = {"headers": {"host": host}, "client": client}
    assert answer(place, scope("/x.json", **how))[0] == status
    handshake = answer(place, scope("/_stcore/stream", kind="websocket", **how))
    assert handshake[0] == (101 if status == 200 else 403)
    assert answer(place, scope("/_stcore/health", **how))[0] == 200


def test_refusal_names_the_right_address():
    place = site(ADDRESS="https://stad.example/sdg")
    body = answer(place, scope(headers={"host": "evil.example"}, client=STRANGER))[2]
    assert '<a href="https://stad.example/sdg/">' in body
