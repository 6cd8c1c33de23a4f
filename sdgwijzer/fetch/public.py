"""May an address be asked? Only over TLS, and never of a machine inside a network of one's own.

Publishers' pages and catalogues name the addresses that are asked, and their servers send us on:
whoever changes one must not reach what only this machine can reach.
"""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies


def why_not(address: str) -> str:
    """Why an address is not asked; "" when it may be.

    A name is looked up here, unless a proxy asks for us, which then looks it up itself.

    Args:
        address: whole, as a publisher gave it.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError as error:
        return f"expected an address, found one that cannot be read ({error})"
    if parts.scheme != "https" or not host:
        return "expected an address that begins with https://"
    if parts.username is not None or parts.password is not None:
        return "expected an address without a name or password"
    inside = [each for each in _places(host, port, address) if not _is_public(each)]
    return f"expected a public address, {host} is {inside[0]}" if inside else ""


def _places(host: str, port: int, address: str) -> list[str]:
    """Where a host stands: itself when it is a number; nothing when nobody here knows."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        pass
    if get_environ_proxies(address):
        return []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []  # asking it says so
    return [str(each[4][0]) for each in found]


def _is_public(place: str) -> bool:
    found = ip_address(place.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.is_global and not found.is_multicast
