"""Settings that are addresses: of this site, of where it leads to, and of what it listens on."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

# What fits goes into a header, so it is nothing but a name and a port.
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d+)?|http://127\.0\.0\.1:\d+")

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def find_public_url(environment: Mapping[str, str], port: int, problems: list[str]) -> str:
    url = environment.get("QUIZAPP_PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/")
    if not is_address(url):
        problems.append(f"QUIZAPP_PUBLIC_URL: {url!r} is no address - write one such as https://example.org")
        return url
    parts = urlsplit(url)
    loopback = parts.hostname in LOOPBACK
    if parts.path or parts.query or parts.fragment or parts.username:
        problems.append(f"QUIZAPP_PUBLIC_URL: {url} is more than scheme, name and port - leave out what is more")
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        problems.append(
            f"QUIZAPP_PUBLIC_URL: {url} would send answers in the clear - use an address that begins with https://"
        )
    return url


def find_leave_url(environment: Mapping[str, str], problems: list[str]) -> str:
    url = environment.get("QUIZAPP_LEAVE_URL", "https://www.bbc.com/weather")
    if not is_address(url) or urlsplit(url).scheme != "https":
        problems.append(f"QUIZAPP_LEAVE_URL: {url} is no https address - name a neutral public page, with https://")
    return url


def find_hosts(environment: Mapping[str, str], public_url: str, problems: list[str]) -> tuple[str, ...]:
    """The name in links, the names of this machine, which probes use, and those that are given."""
    given = environment.get("QUIZAPP_HOSTS", "").replace(",", " ").split()
    for name in given:
        bare = f"//{name.removeprefix('.')}"
        if not is_address(bare) or f"//{urlsplit(bare).hostname}" != bare.lower():
            problems.append(
                f"QUIZAPP_HOSTS: {name} is no name of a host - write it without http:// and without a port"
            )
    public = urlsplit(public_url).hostname if is_address(public_url) else None
    names = dict.fromkeys([public or "", *LOOPBACK])
    return tuple([f"[{name}]" if ":" in name else name for name in names if name] + given)


def find_embedders(environment: Mapping[str, str], problems: list[str]) -> tuple[str, ...]:
    """The origins of sites that may frame the way in, as a policy names them."""
    given = environment.get("QUIZAPP_EMBEDDERS", "").replace(",", " ").split()
    problems += [
        f"QUIZAPP_EMBEDDERS: {origin} is no origin of a site - write it as https://www.example.org, in small letters"
        for origin in given
        if not (is_address(origin) and _ORIGIN.fullmatch(origin))
    ]
    return tuple(given)


def find_metrics(environment: Mapping[str, str], problems: list[str]) -> tuple[str, int] | None:
    given = environment.get("QUIZAPP_METRICS")
    if given is None:
        return None
    parts = urlsplit(f"//{given}") if is_address(f"//{given}") else None
    if parts is None or not parts.hostname or not parts.port or parts.netloc != given:
        problems.append(
            f"QUIZAPP_METRICS: {given!r} cannot be listened on - write an address and a port: 127.0.0.1:9100"
        )
        return None
    return parts.hostname, parts.port


def is_address(url: str) -> bool:
    """Whether a host, and a port if there is one, can be read from ``url``."""
    return can_be_read(url) and bool(urlsplit(url).hostname)


def can_be_read(url: str) -> bool:
    """Whether ``url`` has the form of one; it may lack a host, as that of a socket does."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
