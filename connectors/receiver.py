"""Telling another tool by a webhook of ours: one POST, to an address that leads out of here, once.

The laws it keeps: the name is resolved once, and the connection goes to just what was looked at; unless
the settings say so, nothing goes to this machine or to a network that is not public. No redirect is
followed, no cookie kept, no proxy asked; of the answer only its status is read.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from urllib3.connection import HTTPConnection
from urllib3.exceptions import NameResolutionError

from connectors.deadline import InTime
from connectors.errors import Refused, TryLater
from connectors.http import LATER, network_failure, retry_after

_TIMES: Final = (5.0, 15.0)  # seconds to connect, and for the whole answer
_LONGEST: Final = 500
# What is global by the registry and yet leads to an IPv4 address that may not be.
_BRIDGES: Final = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
)


class NotPublic(OSError):
    """The name leads to an address that is not public."""


def check_url(url: str, *, this_machine: bool) -> str | None:
    """What is wrong with that address of a receiver, as a sentence's end; `None` where nothing is.

    `this_machine`: programs here may be told too, and by http.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is no address"
    if len(url) > _LONGEST or not parts.hostname or port == 0 or not url.isascii() or not url.isprintable():
        return f"is no address of up to {_LONGEST} letters"
    if parts.username is not None or parts.password is not None or parts.fragment or " " in url:
        return "holds a user, a password or a fragment: what is sent is signed instead"
    if parts.scheme == "https" or (parts.scheme == "http" and this_machine and _is_here(parts.hostname)):
        return None
    return "must begin with https://"


def _is_here(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


def tell(url: str, headers: dict[str, str], body: bytes, *, this_machine: bool) -> None:
    """Deliver it. `TryLater` where it did not get through; `Refused` where the receiver is gone for good."""
    about = str(urlsplit(url).hostname)
    with requests.Session() as session:
        session.trust_env = False
        for scheme in ("https://", "http://"):
            session.mount(scheme, _Outward(this_machine=this_machine))
        try:
            with session.post(
                url, data=body, headers=headers, timeout=_TIMES, allow_redirects=False, stream=True
            ) as answer:
                status, given = answer.status_code, answer.headers
        except (requests.RequestException, OSError) as error:
            raise _failure(error, about) from error
    if status == requests.codes.gone:
        text = "it answers 410: it wants to be told no more"
        raise Refused(text, about=about, status=status)
    if not requests.codes.ok <= status < requests.codes.multiple_choices:
        what = f"it answers {status}"
        if status < requests.codes.bad_request:
            what += ", and no redirect is followed"
        raise TryLater(what, about=about, status=status, after=retry_after(given, 0.0))


def _failure(error: Exception, about: str) -> TryLater:
    layer: BaseException | None = error
    while layer is not None and not isinstance(layer, NotPublic):
        inner = layer.args[0] if layer.args and isinstance(layer.args[0], BaseException) else None
        layer = inner or getattr(layer, "reason", None) or layer.__cause__ or layer.__context__
        layer = layer if isinstance(layer, BaseException) else None
    if layer is not None:
        return TryLater(str(layer), about=about, after=0.0)
    sorted_ = network_failure(error, writing=False, about=about)
    return TryLater(sorted_.text.replace("the provider", "it"), about=about, after=LATER)


class _Outward(InTime):
    """Connections to what is public, or to this machine where that is wanted."""

    def __init__(self, *, this_machine: bool) -> None:
        super().__init__(max_retries=0)
        self._this_machine = this_machine

    def connection(self, kind: type[HTTPConnection]) -> type[HTTPConnection]:
        """One that looks where its name leads before it goes there."""
        this_machine = self._this_machine

        class Outward(super().connection(kind)):  # type: ignore[misc]  # as in `deadline`
            _dns_host: str

            def _new_conn(self) -> Any:
                name = self._dns_host
                self._dns_host = _checked(name, self.port, this_machine=this_machine)
                try:
                    return super()._new_conn()
                finally:
                    self._dns_host = name  # by which the certificate is checked

        return Outward


def _checked(name: str, port: int, *, this_machine: bool) -> str:
    """An address that the name leads to, once all of them are public.

    Raises `NotPublic`, `NameResolutionError`.
    """
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NameResolutionError(name, None, error) from error  # type: ignore[arg-type]  # only shown
    addresses = [str(each[4][0]) for each in found]
    for each in addresses:
        if not is_public(each) and not (this_machine and ipaddress.ip_address(each).is_loopback):
            text = "its name leads to an address that is not public"
            raise NotPublic(text)
    return addresses[0]


def is_public(text: str) -> bool:
    """Whether that address leads out of here, to somewhere that anybody can reach."""
    address = ipaddress.ip_address(text.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None)
    if inner is not None:
        return is_public(str(inner))
    bridged = any(address in each for each in _BRIDGES if each.version == address.version)
    return address.is_global and not address.is_multicast and not address.is_reserved and not bridged
