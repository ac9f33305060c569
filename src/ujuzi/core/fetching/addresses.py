"""Which addresses may be reached: public ones by http(s), and the private hosts that an operator allowed."""

import ipaddress
import socket
from collections.abc import Callable, Collection
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ujuzi.core.fetching.problems import FetchError

Resolve = Callable[[str, int], list[tuple[Any, ...]]]
PORTS = {80, 443, 8000, 8008, 8080, 8443}
# All that IANA has given out as global unicast. What lies outside may embed an IPv4 address (::127.0.0.1,
# ::ffff:0:127.0.0.1), or mean nothing yet.
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NOT_PUBLIC = [
    ipaddress.ip_network(net)
    for net in ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "3fff::/20")
]


class Target(NamedTuple):
    """Where a request goes: scheme, host name as asked, port, and whether an operator allowed the place."""

    scheme: str
    host: str
    port: int
    allowed: bool


def target(url: str, allow: Collection[str]) -> Target:
    """Takes an address apart, or refuses it: other schemes, user names, odd ports, no host."""
    try:
        url.encode()  # lone surrogates, which no server can be asked for
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        raise FetchError("bad-address", f"{url!r} is no address", permanent=True) from None
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.scheme not in {"http", "https"} or not host:
        raise FetchError("bad-address", f"{url!r} is no http(s) address", permanent=True)
    if parts.username or parts.password:
        raise FetchError("bad-address", "an address may not hold a user name", permanent=True)
    allowed = host in allow or f"{host}:{port}" in allow
    if port not in PORTS and not allowed:
        raise FetchError("bad-port", f"port {port} is not one of the web's", permanent=True)
    return Target(parts.scheme, host, port, allowed)


def checked(found: Target, resolve: Resolve) -> list[tuple[int, Any]]:
    """(family, socket address) of each address of the host. One private address among them refuses them all.

    The caller connects to just these: asking the name again would let it change its answer (DNS rebinding).
    """
    try:
        answers = resolve(found.host, found.port)
    except (OSError, UnicodeError) as error:
        raise FetchError("no-such-host", f"{found.host} was not found ({error})", permanent=False) from error
    places = [(answer[0], answer[4]) for answer in answers if answer[0] in {socket.AF_INET, socket.AF_INET6}]
    if not places:
        raise FetchError("no-such-host", f"{found.host} has no address", permanent=False)
    if not found.allowed:
        for _family, place in places:
            if not is_public(place[0]):
                raise FetchError(
                    "private-address", f"{found.host} is at {place[0]}, which is not public", permanent=True
                )
    return places


def is_public(text: str) -> bool:
    """False for private, loopback, link-local, multicast, reserved addresses, also those embedded in IPv6."""
    address = ipaddress.ip_address(text.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.teredo:  # through somebody's relay, to an address that he names
            return False
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address not in _GLOBAL_V6:
            return False
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in net for net in _NOT_PUBLIC if net.version == address.version)
    )
