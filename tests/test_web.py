"""Asking publishers, against a real server on loopback that misbehaves as they do."""

import socket
import time

import pytest

from sdgwijzer.errors import AnswerMissing, DownloadError
from sdgwijzer.fetch import public
from sdgwijzer.fetch.web import SILENT, Web
from sdgwijzer.settings import Settings
from tests import publisher

URL = "https://publisher.example/files/cijfers.csv"
BODY = b"code;waarde\n34013;1\n" * 50
LIMIT = 1_000_000


@pytest.fixture(scope="module")
def server():
    with publisher.published() as running:
        yield running


@pytest.fixture
def page(server):
    server.asked.clear()
    server.pages.clear()
    return server.put(URL, publisher.Page(BODY))


@pytest.fixture
def target(tmp_path):
    return tmp_path / "cijfers.csv"


def web(server, **changes):
    quick = {"timeout": 0.5, "deadline": 1, "pause": 0, "backoff": 0.01, "patience": 2}
    return Web(Settings(gateway=server.gateway, **quick | changes))


def test_body_is_written_with_what_the_server_said(server, page, target):
    page.headers["Last-Modified"] = "Mon, 02 Nov 2026 10:00:00 GMT"
    found = web(server).fetch(URL, target, LIMIT)
    assert target.read_bytes() == BODY
    assert (found.url, found.status, found.etag) == (URL, 200, page.etag)
    assert found.last_modified == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_who_asks_is_said(server, page, target):
    web(server, contact="it@gemeente.example").fetch(URL, target, LIMIT)
    _, headers = server.asked[0]
    assert headers["User-Agent"].startswith("SDG-Wijzer/")
    assert "it@gemeente.example" in headers["User-Agent"]


def test_content_that_is_at_hand_is_not_sent_again(server, page, target):
    assert web(server).fetch(URL, target, LIMIT, etag=page.etag) is None
    assert not target.exists()


def test_content_that_changed_is_sent(server, page, target):
    assert web(server).fetch(URL, target, LIMIT, etag='"older"') is not None
    assert target.read_bytes() == BODY


@pytest.mark.parametrize(
    "fault",
    [
        publisher.status(500),
        publisher.status(503),
        publisher.cut,
        publisher.garbled,
        publisher.refuses,
        publisher.hangs,
    ],
)
def test_what_passes_by_itself_is_tried_again(server, page, target, fault):
    page.fault = publisher.first(2, fault)
    assert web(server).fetch(URL, target, LIMIT) is not None
    assert target.read_bytes() == BODY
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (publisher.status(500), "found 500"),
        (publisher.status(403), "found 403"),
        (publisher.cut, "broke off 3 times"),
        (publisher.garbled, "broke off 3 times"),
        (publisher.refuses, "expected an answer"),
        (publisher.hangs, "expected an answer"),
    ],
)
def test_what_does_not_pass_is_said_with_the_address(server, page, target, fault, said):
    page.fault = fault
    with pytest.raises(DownloadError, match=said) as error:
        web(server).fetch(URL, target, LIMIT)
    assert str(error.value).startswith(URL)


def test_refusal_is_not_tried_again(server, page, target):
    page.fault = publisher.status(403)
    with pytest.raises(DownloadError):
        web(server).fetch(URL, target, LIMIT)
    assert len(server.asked) == 1


def test_server_that_asks_to_wait_is_waited_for(server, page, target):
    page.fault = publisher.first(1, publisher.status(429, Retry_After="1"))
    begun = time.monotonic()
    assert web(server).fetch(URL, target, LIMIT) is not None
    assert time.monotonic() - begun >= 1


def test_server_that_drips_does_not_hold_us(server, page, target):
    page.fault = publisher.drips
    with pytest.raises(DownloadError, match="expected an answer within 1 seconds"):
        web(server).fetch(URL, target, LIMIT)


@pytest.mark.parametrize("code", [404, 410])
def test_file_that_is_not_there_is_another_thing_than_trouble(server, page, target, code):
    page.fault = publisher.status(code)
    with pytest.raises(AnswerMissing, match=str(code)):
        web(server).fetch(URL, target, LIMIT)


def test_file_that_moved_is_followed_and_its_new_address_kept(server, page, target):
    server.put("https://publisher.example/nieuw.csv", page.body)
    page.fault = publisher.moved("publisher.example/nieuw.csv")
    found = web(server).fetch(URL, target, LIMIT)
    assert found.url == "https://publisher.example/nieuw.csv"


def resolved(monkeypatch, *places):
    """Every name stands there."""
    found = [
        (socket.AF_INET6 if ":" in each else socket.AF_INET, 1, 6, "", (each, 443))
        for each in places
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


INSIDE = [
    *("127.0.0.1", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
    *("100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.5", "::"),
]


@pytest.mark.parametrize("place", INSIDE)
def test_machine_inside_is_never_asked_by_name_or_by_number(monkeypatch, place):
    resolved(monkeypatch, "93.184.215.14", place)  # one of several is enough
    reason = public.why_not("https://publisher.example/x.csv")
    assert reason == f"expected a public address, publisher.example is {place}"
    host = f"[{place.partition('%')[0]}]" if ":" in place else place
    assert "expected a public address" in public.why_not(f"https://{host}/x.csv")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://publisher.example/x.csv", "https://"),
        ("ftp://publisher.example/x.csv", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https:///x.csv", "https://"),
        ("https://me:secret@publisher.example/", "without a name or password"),
        ("https://[::1/x", "cannot be read"),
        ("https://publisher.example:99999/x", "cannot be read"),
    ],
)
def test_address_that_is_none_for_open_data_is_refused(monkeypatch, address, reason):
    resolved(monkeypatch, "93.184.215.14")
    assert reason in public.why_not(address)
    assert public.why_not("https://publisher.example:8443/x.csv") == ""


def test_proxy_looks_names_up_itself(monkeypatch):
    resolved(monkeypatch, "10.0.0.5")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert public.why_not("https://publisher.example/x.csv") == ""
    assert public.why_not("https://10.0.0.5/x.csv")


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1:1/secret", "https://169.254.169.254/latest", "http://publisher.example/"],
)
def test_publisher_that_sends_us_inside_is_not_followed(server, page, target, to):
    page.fault = lambda handler, _: handler.answer(publisher.Page(b"", 302), Location=to)
    asking = web(server)
    with pytest.raises(DownloadError, match="is not asked: expected") as refusal:
        asking.fetch(URL, target, LIMIT)
    assert str(refusal.value).startswith(f"{URL}: {to}")
    assert asking.heard[-1].error
    assert len(server.asked) == 1
    assert not target.exists()


def test_address_in_a_list_of_a_publisher_is_not_asked_inside(server, target):
    with pytest.raises(DownloadError, match="is not asked"):
        Web(Settings(pause=0)).fetch("http://127.0.0.1:1/x.csv", target, LIMIT)


@pytest.mark.parametrize("fault", [None, publisher.zipped_bomb(500)])
def test_more_than_the_limit_is_refused(server, page, target, fault):
    page.fault = fault
    with pytest.raises(DownloadError, match="at most 500 bytes"):
        web(server).fetch(URL, target, 500)


def test_one_host_is_not_asked_faster_than_agreed(server, page, target):
    asks = web(server, pause=0.3)
    begun = time.monotonic()
    for _ in range(3):
        asks.fetch(URL, target, LIMIT)
    assert time.monotonic() - begun >= 0.6


def test_another_host_does_not_wait(server, page, target):
    server.put("https://other.example/a", page.body)
    asks = web(server, pause=30)
    begun = time.monotonic()
    asks.fetch(URL, target, LIMIT)
    asks.fetch("https://other.example/a", target, LIMIT)
    assert time.monotonic() - begun < 15


def test_nobody_listening_is_said(target):
    nobody = Web(Settings(gateway="http://127.0.0.1:9", pause=0, backoff=0.01))
    with pytest.raises(DownloadError, match="ConnectionRefusedError"):
        nobody.fetch(URL, target, LIMIT)


def test_certificates_are_always_verified(server):
    assert web(server)._session.verify is True


def test_host_that_keeps_silent_is_left_alone(server, target):
    """Three requests in a row without an answer: the other hundred are not waited for."""
    server.pages.clear()
    server.put(URL, publisher.Page(b"", fault=publisher.refuses))
    asks = web(server, tries=1)
    for _ in range(SILENT):
        with pytest.raises(DownloadError, match="expected an answer"):
            asks.fetch(URL, target, LIMIT)
    server.asked.clear()
    with pytest.raises(DownloadError, match="left 3 requests in a row unanswered"):
        asks.fetch(URL, target, LIMIT)
    assert server.asked == []
    other = URL.replace("://", "://other.")
    server.put(other, publisher.Page(BODY))
    assert asks.fetch(other, target, LIMIT) is not None


def test_certificates_that_are_not_there_are_said_as_such(server, page, target, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nergens/certificaten.pem")
    resolved(monkeypatch, "93.184.215.14")
    asks = Web(Settings(timeout=1, pause=0, tries=1))
    with pytest.raises(DownloadError, match=r"certificaten\.pem"):
        asks.fetch("https://publisher.example/", target, LIMIT)
