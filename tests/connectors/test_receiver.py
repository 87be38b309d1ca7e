"""Where a webhook of ours may go: to what is public, and to this machine only where the settings say so."""

from __future__ import annotations

import ipaddress

import pytest

from connectors import receiver as calls
from connectors.errors import TryLater
from tests.web.receiver import receiver

# The first private networks of each size, link-local, and a carrier's own.
NOT_OURS = [
    ipaddress.ip_network((0x0A000000, 8)),
    ipaddress.ip_network((0xAC100000, 12)),
    ipaddress.ip_network((0xC0A80000, 16)),
    ipaddress.ip_network((0xA9FE0000, 16)),
    ipaddress.ip_network((0x64400000, 10)),
]


@pytest.mark.parametrize(
    "url",
    [
        "http://books.example.com/hook",
        "ftp://books.example.com",
        "https://",
        "https://user:pass@books.example.com/",
        "https://books.example.com/#x",
        "https://books.example.com:99999/",
        "https://books.example.com/ x",
        "https://bücher.example/",
        f"https://books.example.com/{'x' * 500}",
        "//books.example.com",
        "javascript:alert(1)",
    ],
)
def test_addresses_that_are_none_are_refused(url: str) -> None:
    assert calls.check_url(url, this_machine=False) is not None
    assert calls.check_url("https://books.example.com:8443/hook?to=us", this_machine=False) is None
    assert calls.check_url("http://127.0.0.1:9/", this_machine=True) is None


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        *((str(network[1]), False) for network in NOT_OURS),
        ("0.0.0.0", False),  # noqa: S104 - as a name may lead to it
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        *((f"::ffff:{network[1]}", False) for network in NOT_OURS),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_what_counts_as_public(address: str, public: bool) -> None:
    assert calls.is_public(address) is public


def test_a_name_that_leads_to_this_machine_is_not_called_unless_the_settings_say_so() -> None:
    with receiver() as to:
        port = to.url.rpartition(":")[2].partition("/")[0]
        for name in ("localhost", "127.0.0.1", "[::1]", "127.1", "2130706433", "0x7f.1"):
            for scheme in ("http", "https"):
                with pytest.raises(TryLater) as caught:
                    calls.tell(f"{scheme}://{name}:{port}/hook", {}, b"{}", this_machine=False)
                assert "not public" in str(caught.value)
        assert to.got == []
        calls.tell(to.url, {}, b"{}", this_machine=True)
        assert len(to.got) == 1
