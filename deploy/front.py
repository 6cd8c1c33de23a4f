"""The configuration of nginx in front of several processes, made of `nginx.conf` with other places.

`python -m deploy.front` writes that of the containers anew; a test holds it beside `nginx.conf`.
"""

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
EXAMPLE: Final = HERE / "nginx.conf"
CONTAINERS: Final = HERE / "compose.nginx.conf"

_APPS: Final = "".join(
    f"    server 127.0.0.1:{port} max_fails=2 fail_timeout=5s;\n" for port in (8501, 8502)
)
_LISTEN: Final = "    listen 80;\n    listen [::]:80;\n    server_name sdg.gemeente.example;\n"
_TLS: Final = "    # With a certificate"
_NEAR: Final = "    ::1 1;\n"
_CACHE: Final = "/var/lib/nginx/sdg-wijzer"
_COOKIE: Final = "Path=/;"

_WHOLE: Final = """\
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
worker_processes 2;

events {{
    worker_connections 4096;
}}

http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;

{site}}}
"""


def configuration(
    apps: Sequence[str], listen: str, folder: str, base: str = "", near: Sequence[str] = ()
) -> str:
    """The whole of it, for an nginx that does nothing else and that writes in one folder.

    Args:
        apps: host and port of each process.
        listen: where it listens itself: a port, or an address and a port.
        folder: where it keeps its files; it is there, with an absolute path.
        base: the path that the processes stand under, without slashes around it.
        near: addresses or networks of web servers in front of it, besides this machine's own.

    Raises:
        ValueError: `nginx.conf` has lost a line that is changed here.
    """
    site = EXAMPLE.read_text(encoding="utf-8")
    begin, end = site.index("\nupstream"), site.index(_TLS)
    site = site[begin:end] + site[site.index("\n    server_tokens", end) :]
    servers = "".join(f"    server {app} max_fails=2 fail_timeout=5s;\n" for app in apps)
    networks = "".join(f"    {each} 1;\n" for each in near)
    changes = {
        _APPS: servers,
        _LISTEN: f"    listen {listen};\n",
        _NEAR: _NEAR + networks,
        _CACHE: f"{folder}/cache",
        _COOKIE: f"Path=/{base};",
    }
    return _WHOLE.format(folder=folder, site=textwrap.indent(_changed(site, changes), "    "))


def _changed(text: str, changes: Mapping[str, str]) -> str:
    """A text with other words; each must be there once."""
    for old, new in changes.items():
        if text.count(old) != 1:
            raise ValueError(f"{EXAMPLE}: expected once, found {text.count(old)} times: {old!r}")
        text = text.replace(old, new)
    return text


def containers() -> str:
    """That of `compose.yaml`: its two processes, and the machine that the containers run on."""
    apps = ("172.30.85.11:8501", "172.30.85.12:8501")
    made = configuration(apps, "8080", "/tmp", near=("172.30.86.0/24",))
    return f"# Made by `python -m deploy.front`.\n{made}"


if __name__ == "__main__":
    CONTAINERS.write_text(containers(), encoding="utf-8")
