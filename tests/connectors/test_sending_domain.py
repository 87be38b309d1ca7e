"""What the DNS says of the domain that letters are sent from, asked of a real server on loopback."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from connectors.mail.domain.checks import check
from connectors.mail.domain.names import is_reserved, split
from connectors.mail.settings import MailSettings
from tests.connectors.dns_desk import Zone, dns_server

DOMAIN = "joinery.co.uk"  # of nobody's here: only the server below is asked
SENDER = f"accounts@{DOMAIN}"


@cache
def key_of(bits: int) -> str:
    public = rsa.generate_private_key(65537, bits).public_key()
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


@pytest.fixture
def zone() -> Iterator[Zone]:
    with dns_server() as made:
        made.text(DOMAIN, "v=spf1 include:_spf.google.com ~all", "google-site-verification=x")
        made.text("_spf.google.com", "v=spf1 ip4:192.0.2.0/24 ~all")
        made.text(f"google._domainkey.{DOMAIN}", f"v=DKIM1; k=rsa; p={key_of(2048)}")
        made.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=reject; rua=mailto:dmarc@joinery.co.uk")
        made.records[DOMAIN, "MX"] = ["10 aspmx.l.google.com.", "20 alt.aspmx.l.google.com."]
        yield made


def told(zone: Zone, what: str, host: str = "smtp.gmail.com", **changed: str | None) -> tuple[str, str]:
    """(level, text) of that part of the findings, which is one."""
    settings = MailSettings(
        host=host,
        port=587,
        security="starttls",
        username=changed.get("username", SENDER),
        password="x",
        timeout=5.0,
        dkim_selector=changed.get("selector"),
        nameserver=zone.address,
    )
    found = check(settings, SENDER, changed.get("reply_to"))
    [one] = [each for each in found if each.about.endswith(what)]
    return one.level, one.text


def test_a_domain_that_is_set_up_is_found_so(zone: Zone) -> None:
    assert told(zone, "SPF") == ("ok", "one record, 1 of 10 look-ups, ends with ~all")
    assert told(zone, "DKIM") == ("ok", f"a key of 2048 bits is at google._domainkey.{DOMAIN}")
    assert told(zone, "MX") == ("ok", "answers go to aspmx.l.google.com")
    level, text = told(zone, "DMARC")
    assert level == "ok"
    assert text.startswith("the policy is reject; a message passes when it is signed (d=) by the domain")


SPF = [
    ([], f'Add a TXT record at {DOMAIN}: "v=spf1 include:_spf.google.com ~all"'),
    (["v=spf1 -all", "v=spf1 ~all"], "there are 2 records, which counts as none"),
    (["v=spf1 include:_spf.google.com ?all"], "it ends with ?all"),
    (["v=spf1 include:_spf.google.com"], "it ends without all"),
    (["v=spf1 include:_spf.google.com all"], "it ends with +all, so anybody may send"),
    (["v=spf1 ip4:198.51.100.7 -all"], "it does not name Google, whose server smtp.gmail.com you send by"),
    (["v=spf1 include:_spf.google.com include:many.example.org -all"], "it takes 12 look-ups"),
]


@pytest.mark.parametrize(("records", "words"), SPF)
def test_what_is_wrong_with_spf_is_told_with_what_to_write(
    zone: Zone, records: list[str], words: str
) -> None:
    zone.text(DOMAIN, *(records or ["something else"]))
    zone.text("many.example.org", "v=spf1 " + " ".join(f"a:h{n}.example.org" for n in range(10)) + " -all")
    level, text = told(zone, "SPF")
    assert level == "warn"
    assert words in text


def test_a_redirect_leads_to_the_end_and_to_who_is_allowed(zone: Zone) -> None:
    zone.text(DOMAIN, "v=spf1 redirect=_spf.google.com")
    assert told(zone, "SPF") == ("ok", "one record, 1 of 10 look-ups, ends with ~all")


def test_records_that_include_each_other_come_to_an_end(zone: Zone) -> None:
    zone.text(DOMAIN, "v=spf1 include:_spf.google.com include:a.example.org ~all")
    zone.text("a.example.org", f"v=spf1 include:{DOMAIN} include:a.example.org ~all")
    assert told(zone, "SPF")[0] == "ok"


@pytest.mark.parametrize(
    ("record", "host", "level"),
    [
        ("v=spf1 include:spf.hoster.net -all", "smtp.hoster.net", "ok"),
        ("v=spf1 ip4:192.0.2.9 -all", "mail.joinery.co.uk", "ok"),
        ("v=spf1 mx -all", "mail.joinery.co.uk", "warn"),
        ("v=spf1 ip4:198.51.100.0/24 -all", "mail.joinery.co.uk", "warn"),
    ],
)
def test_another_mail_server_is_looked_for_by_name_and_address(
    zone: Zone, record: str, host: str, level: str
) -> None:
    zone.text(DOMAIN, record)
    zone.records["mail.joinery.co.uk", "A"] = ["192.0.2.9"]
    assert told(zone, "SPF", host)[0] == level


DKIM = [
    ("v=DKIM1; p=", "is revoked"),
    ("v=DKIM1; k=rsa", "holds no key"),
    ("v=DKIM1; p=bm9uZQ==", "cannot be read"),
    (f"v=DKIM1; p={key_of(1024)[:-8]}", "cannot be read"),
    (f"v=DKIM1; t=y; p={key_of(2048)}", "is on trial"),
]


@pytest.mark.parametrize(("record", "words"), DKIM)
def test_what_is_wrong_with_a_key_is_told(zone: Zone, record: str, words: str) -> None:
    zone.text(f"mine._domainkey.{DOMAIN}", record)
    level, text = told(zone, "DKIM", selector="mine")
    assert level == "warn"
    assert words in text


def test_a_key_that_is_not_there_or_not_known(zone: Zone) -> None:
    level, text = told(zone, "DKIM", selector="other")
    assert (level, f"no key at other._domainkey.{DOMAIN}" in text) == ("warn", True)
    level, text = told(zone, "DKIM", "smtp.hoster.net")
    assert (level, "dkim_selector" in text) == ("warn", True)
    zone.text(f"mine._domainkey.{DOMAIN}", f"p={key_of(1024)}")
    assert told(zone, "DKIM", selector="mine") == (
        "ok",
        f"a key of 1024 bits is at mine._domainkey.{DOMAIN}; 2048 would be better",
    )


def test_what_is_wrong_with_dmarc_is_told(zone: Zone) -> None:
    del zone.records[f"google._domainkey.{DOMAIN}", "TXT"]
    level, text = told(zone, "DMARC")
    assert (level, "no DKIM key was found" in text) == ("warn", True)
    zone.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=none", "v=DMARC1; p=reject")
    assert "there are 2 records" in told(zone, "DMARC")[1]
    zone.text(f"_dmarc.{DOMAIN}", "v=DMARC1; rua=mailto:x@joinery.co.uk")
    assert "has no policy" in told(zone, "DMARC")[1]
    del zone.records[f"_dmarc.{DOMAIN}", "TXT"]
    assert f'"v=DMARC1; p=none; rua=mailto:{SENDER}"' in told(zone, "DMARC")[1]
    zone.text("_dmarc.co.uk", "v=DMARC1; p=reject; sp=none")  # the one above it counts, by its sp
    assert told(zone, "DMARC")[1].startswith("the policy is none")


def test_where_answers_do_not_arrive_that_is_told(zone: Zone) -> None:
    zone.records[DOMAIN, "MX"] = ["0 ."]
    assert "takes no mail" in told(zone, "MX")[1]
    del zone.records[DOMAIN, "MX"]
    assert "no answer arrives" in told(zone, "MX")[1]
    zone.records[DOMAIN, "A"] = ["192.0.2.1"]
    assert told(zone, "MX")[0] == "warn"


def test_a_sign_in_at_another_domain_may_break_dmarc(zone: Zone) -> None:
    settings = MailSettings(
        host="smtp.gmail.com",
        port=587,
        security="starttls",
        username="someone@other.example.net",
        password="x",
        timeout=5.0,
        nameserver=zone.address,
    )
    assert any("sign as other.example.net" in each.text for each in check(settings, SENDER, None))


def test_where_nobody_answers_that_is_said_of_each_and_is_no_fault(zone: Zone) -> None:
    zone.broken = True
    for what in ("SPF", "DKIM", "DMARC", "MX"):
        level, text = told(zone, what)
        assert level == "warn"
        assert text.startswith("not looked at: ")


def test_names_of_examples_are_never_asked_for() -> None:
    assert all(
        is_reserved(each) for each in ("harbour.example", "a.test", "example.com", "x.example.org", "host")
    )
    assert not is_reserved(DOMAIN)
    settings = MailSettings(
        host="127.0.0.1", port=25, security="none", username=None, password=None, timeout=1.0
    )
    [one] = check(settings, "accounts@harbour.example", None)
    assert (one.level, "nothing was looked up" in one.text) == ("ok", True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9.9.9.9", ("9.9.9.9", 53)),
        ("127.0.0.1:5300", ("127.0.0.1", 5300)),
        ("2620:fe::fe", ("2620:fe::fe", 53)),
        ("[::1]:5300", ("::1", 5300)),
    ],
)
def test_a_name_server_is_an_address_with_or_without_a_port(written: str, read: tuple[str, int]) -> None:
    assert split(written) == read
