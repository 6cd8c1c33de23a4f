"""`make serve`: several processes behind nginx; here small ones stand in the place of Streamlit."""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory

import pytest

from deploy import front, serve
from sdgwijzer import paths
from sdgwijzer.errors import SdgWijzerError
from tests.deployed import SMALL_NGINX, STREAMLIT

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
behind_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
SECONDS = 60  # for what takes one, on a busy machine


# The configuration


def test_configuration_of_the_containers_is_that_of_the_example():
    made = front.CONTAINERS.read_text(encoding="utf-8")
    assert made == front.containers(), "python -m deploy.front"


def test_example_that_lost_a_line_is_refused(tmp_path, monkeypatch):
    lost = front.EXAMPLE.read_text(encoding="utf-8").replace("    ::1 1;\n", "")
    (tmp_path / "nginx.conf").write_text(lost, encoding="utf-8")
    monkeypatch.setattr(front, "EXAMPLE", tmp_path / "nginx.conf")
    with pytest.raises(ValueError, match="expected once, found 0 times"):
        front.configuration(["127.0.0.1:1"], "2", "/tmp")


@behind_nginx
@pytest.mark.parametrize("which", ["example", "containers", "made"])
def test_nginx_takes_the_configuration(tmp_path, which):
    folder = str(tmp_path)
    if which == "example":
        site = front.EXAMPLE.read_text(encoding="utf-8")
        site = site.replace("/var/lib/nginx/sdg-wijzer", f"{folder}/cache")
        text = f"pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off;\n{site}}}"
    elif which == "containers":
        text = front.CONTAINERS.read_text(encoding="utf-8").replace("/tmp", folder)
    else:
        text = front.configuration(["127.0.0.1:1"], "[::1]:2", folder, "sdg", ["10.0.0.0/8"])
    (tmp_path / "nginx.conf").write_text(text, encoding="utf-8")
    command = [NGINX, "-t", "-p", folder, "-c", f"{folder}/nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_example_keeps_to_what_the_site_needs():
    text = front.EXAMPLE.read_text(encoding="utf-8")
    for line in (
        "proxy_set_header Host $http_host;",
        "proxy_set_header Upgrade $http_upgrade;",
        "proxy_set_header Connection $sdg_connection;",
        "proxy_next_upstream error timeout;",
    ):
        assert text.count(line) == 1, line
    assert "X-Frame-Options" not in text
    servers = re.findall(r"server (\S+) max_fails=\d+ fail_timeout=\d+s;", text)
    assert len(servers) == 2


# What is refused


def test_without_nginx_one_reads_how_to_get_it(monkeypatch):
    monkeypatch.setattr(serve.shutil, "which", lambda *_, **__: None)
    with pytest.raises(SdgWijzerError, match=r"nginx is not installed.*apt install"):
        serve.found_nginx()


def test_port_that_is_taken_is_named():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        with pytest.raises(SdgWijzerError, match=rf"127.0.0.1, port {port}: .*PORT="):
            serve.refuse_taken("127.0.0.1", port)
    serve.refuse_taken("127.0.0.1", port)


@pytest.mark.parametrize(
    "words", [["--base", "sdg; evil"], ["--processes", "0"], ["--port", "65535"], ["--port", "x"]]
)
def test_wrong_use_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        serve.asked(words)
    assert ended.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_there_is_a_process_per_core():
    asked = serve.asked(["--port", "8501", "--base", "/sdg/", "--address", "::1"])
    assert asked.processes == len(os.sched_getaffinity(0))
    assert asked.ports[0] == 8502
    assert (asked.base, asked.listen) == ("sdg", "[::1]:8501")


# Running


def free_ports(count):
    """The first of some ports behind each other that nobody has."""
    for _ in range(100):
        first = random.randrange(20000, 30000)
        try:
            for port in range(first, first + count):
                serve.refuse_taken("127.0.0.1", port)
        except SdgWijzerError:
            continue
        return first
    pytest.fail("no free ports")


@pytest.fixture
def stand(tmp_path):
    """A folder with a small Streamlit and a small nginx, and the environment that finds them."""
    (tmp_path / "streamlit").mkdir()
    (tmp_path / "streamlit" / "__init__.py").touch()
    (tmp_path / "streamlit" / "__main__.py").write_text(STREAMLIT, encoding="utf-8")
    nginx = tmp_path / "bin" / "nginx"
    nginx.parent.mkdir()
    nginx.write_text(f"#!{sys.executable}\n{SMALL_NGINX}", encoding="utf-8")
    nginx.chmod(0o755)
    path = f"{nginx.parent}:{os.environ['PATH']}"
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o711)  # root's nginx works as another user, who may not see `tmp_path`
        environment = {"PYTHONPATH": str(tmp_path), "PATH": path, "TMPDIR": folder}
        yield tmp_path, {**os.environ, **environment}


@contextmanager
def started(stand, *words, **settings):
    """The process that serves, its first port, and the file of its log."""
    folder, environment = stand
    port, log = free_ports(3), folder / "log"
    place = ("--port", str(port), "--processes", "2")
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.serve", *place, *words],
            cwd=paths.ROOT,
            env={**environment, **settings},
            stderr=file,
        )
    try:
        yield process, port, log
    finally:
        process.terminate()
        process.wait(timeout=SECONDS)


def until(found, what):
    """Wait for something."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if found():
            return
        time.sleep(0.05)
    pytest.fail(what)


def serves(log):
    until(lambda: "is served" in log.read_text(encoding="utf-8"), log.read_text())


def asked(port, path="/", **headers):
    """What the small Streamlit says of a request: its port, the path, the headers that it got."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=named)
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer), answer.headers


def die(port):
    """End a small Streamlit, from within."""
    with pytest.raises(ConnectionError):
        asked(port, "/die")


def answers(port):
    with suppress(OSError):
        return bool(asked(port))


def is_free(port):
    try:
        serve.refuse_taken("127.0.0.1", port)
    except SdgWijzerError:
        return False
    return True


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=str)
def test_signal_ends_all_and_leaves_nothing(stand, sent):
    with started(stand) as (process, port, log):
        serves(log)
        process.send_signal(sent)
        assert process.wait(timeout=SECONDS) == 0
        assert all(is_free(each) for each in (port + 1, port + 2))
    assert os.listdir(stand[1]["TMPDIR"]) == []


def test_killed_without_a_word_it_takes_all_along(stand):
    with started(stand) as (process, port, log):
        serves(log)
        process.kill()
        ports = (port, port + 1, port + 2)
        until(lambda: all(is_free(each) for each in ports), "something still listens")


def test_process_that_dies_is_started_again(stand):
    with started(stand) as (_, port, log):
        serves(log)
        before = asked(port + 1)[0]["process"]
        die(port + 1)
        until(lambda: answers(port + 1), "it did not come back")
        assert asked(port + 1)[0]["process"] != before
        assert f"the app on {port + 1} ended (3); it starts again in 1 s" in log.read_text()


def test_app_that_cannot_start_ends_all(stand):
    with started(stand, SMALL_ENDS="yes") as (process, port, log):
        assert process.wait(timeout=SECONDS) == 1
        assert re.search(r"the app on \d+ ended while starting", log.read_text(encoding="utf-8"))
        assert all(is_free(each) for each in (port, port + 1, port + 2))


def test_taken_port_ends_it_with_1(stand):
    with started(stand) as (_, port, log):
        serves(log)
        command = [sys.executable, "-m", "deploy.serve", "--port", str(port + 1)]
        done = subprocess.run(
            [*command, "--processes", "1"],
            cwd=paths.ROOT,
            env=stand[1],
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    assert done.returncode == 1
    assert f"127.0.0.1, port {port + 1}: Address already in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_process_that_will_not_end_is_killed_with_all_that_it_started():
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen(['sleep', '1000'])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(1000)\n"
    )
    stubborn = serve.Kept("stubborn", (sys.executable, "-c", code))
    read, write = os.pipe()
    saved = os.dup(1)
    os.dup2(write, 1)
    try:
        stubborn.start()
    finally:
        os.dup2(saved, 1)
        os.close(saved)
        os.close(write)
    with os.fdopen(read) as said:
        child = int(said.readline())
    stubborn.terminate()
    stubborn.stop(time.monotonic() + 0.2)
    assert stubborn.ended() == -signal.SIGKILL
    until(lambda: not is_alive(child), "what it started is left")


def is_alive(process):
    """Does it run? A dead one that nobody waited for does not."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# Behind a real nginx


@pytest.fixture
def site(stand):
    """Port of nginx, with two small processes behind it under /sdg."""
    (stand[0] / "bin" / "nginx").unlink()
    (stand[0] / "bin" / "nginx").symlink_to(NGINX)
    with started(stand, "--base", "sdg") as (_, port, log):
        serves(log)
        yield port


@behind_nginx
def test_browser_stays_with_one_process_for_pages_and_websocket(site):
    found, headers = asked(site, "/sdg/page")
    cookie = re.fullmatch(
        r"(sdg_wijzer=[0-9a-f]{2}); Path=/sdg; HttpOnly; SameSite=Lax", headers["Set-Cookie"]
    )[1]
    assert {asked(site, f"/sdg/page?{n}", Cookie=cookie)[0]["port"] for n in range(8)} == {
        found["port"]
    }
    assert asked(site, "/sdg/page", Cookie=cookie)[1]["Set-Cookie"] is None
    assert shaken_hands(site, cookie) == found["port"]
    seats = [asked(site, f"/sdg/page?{n}", Cookie=f"sdg_wijzer={n:02x}") for n in range(256)]
    ports = [found["port"] for found, _ in seats]
    assert min(map(ports.count, (site + 1, site + 2))) > 100  # of 256


def shaken_hands(port, cookie):
    """The port of the process that a websocket comes to."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as door:
        door.sendall(
            f"GET /sdg/_stcore/stream HTTP/1.1\r\nHost: town:{port}\r\nCookie: {cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n".encode()
        )
        with door.makefile("r", encoding="latin-1", newline="\r\n") as said:
            assert said.readline().startswith("HTTP/1.1 101 ")
            while said.readline() != "\r\n":
                pass
            return int(said.readline())


@behind_nginx
@pytest.mark.parametrize("path", ["insluiten/tegel", "api/v1/", "beeld/kaart.png"])
def test_figures_elsewhere_and_programs_get_no_cookie(site, path):
    assert asked(site, f"/sdg/{path}")[1]["Set-Cookie"] is None


@behind_nginx
def test_app_hears_how_the_visitor_calls_it(site):
    headers = asked(site, "/sdg/api/v1/", Host="town.example", Accept_Encoding="gzip")[0]["headers"]
    assert headers["host"] == headers["x-forwarded-host"] == "town.example"
    assert headers["x-forwarded-proto"] == "http"
    assert headers["accept-encoding"] == "gzip"
    assert "x-forwarded-prefix" not in headers
    there = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "www", "X_Forwarded_Prefix": "/a"}
    headers = asked(site, "/sdg/api/v1/", **there)[0]["headers"]  # a web server on this machine
    said = [headers[f"x-forwarded-{each}"] for each in ("proto", "host", "prefix")]
    assert said == ["https", "www", "/a"]


@behind_nginx
def test_what_may_be_kept_is_asked_once_and_nothing_else_is(site):
    def times(path, **headers):
        return len({asked(site, path, **headers)[0]["time"] for _ in range(3)})

    assert times("/sdg/keep/page") == 1
    assert times("/sdg/keep/page", Host="other.example") == 1
    assert times("/sdg/keep/page?gemeente=Gent") == 1
    assert times("/sdg/page") == 3
    assert times("/sdg/keep/download/alles.csv") == 3
    other = asked(site, "/sdg/keep/page", Host="town.example")[0]["time"]
    assert other != asked(site, "/sdg/keep/page")[0]["time"]
    assert asked(site, "/sdg/keep/page")[1]["Set-Cookie"].startswith("sdg_wijzer=")


@behind_nginx
def test_text_is_zipped_and_counts_are_not_shown(site):
    request = urllib.request.Request(f"http://127.0.0.1:{site}/sdg/keep/long")
    request.add_header("Accept-Encoding", "gzip")
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        asked(site, "/sdg/metrics")


@behind_nginx
def test_visitors_go_to_the_other_process_while_one_is_away(site):
    cookie = next(
        f"sdg_wijzer={n:02x}"
        for n in range(256)
        if asked(site, f"/sdg/page?{n}", Cookie=f"sdg_wijzer={n:02x}")[0]["port"] == site + 1
    )
    die(site + 1)
    assert asked(site, "/sdg/page", Cookie=cookie)[0]["port"] == site + 2
    until(lambda: answers(site + 1), "it did not come back")
