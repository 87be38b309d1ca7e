"""What a receiver wrote into the headers of a message of ours, whoever else wrote some too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mail.domain.results import results_in

HEAD = "From: Joinery <accounts@joinery.test>\r\nSubject: x\r\n"
SIGNED = "DKIM-Signature: v=1; a=rsa-sha256; d=joinery.test;\r\n s=google; bh=x; b=y\r\n"
PASSED = (
    "Authentication-Results: mx.there.test;\r\n dkim=pass header.d=joinery.test;\r\n spf=pass; dmarc=pass\r\n"
)


def told(*headers: str) -> list[tuple[str, str]]:
    return [(each.level, each.text) for each in results_in(f"{''.join(headers)}{HEAD}\r\nbody".encode())]


def test_a_message_that_passed_is_told_with_the_selector_for_the_settings() -> None:
    assert told(PASSED, SIGNED) == [
        ("ok", 'signed by joinery.test, which fits the From; dkim_selector = "google" in [mail]'),
        ("ok", "spf=pass, dkim=pass, dmarc=pass"),
    ]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ((PASSED,), "not signed at all"),
        (
            (PASSED, SIGNED.replace("joinery.test", "relay.test")),
            "signed by relay.test, and not by joinery.test",
        ),
        ((SIGNED,), "there are none"),
        (
            (SIGNED, PASSED.replace("dmarc=pass", "dmarc=fail").replace("spf=pass", "spf=softfail")),
            "dmarc=fail",
        ),
        ((PASSED.replace("pass", "fail"), PASSED, SIGNED), "spf=fail, dkim=fail, dmarc=fail"),
    ],
)
def test_what_is_amiss_is_told(headers: tuple[str, ...], words: str) -> None:
    assert any(level == "warn" and words in text for level, text in told(*headers))


@given(st.binary(max_size=400))
def test_whatever_comes_nothing_is_raised(content: bytes) -> None:
    assert results_in(content)
    assert results_in(
        HEAD.encode() + b"DKIM-Signature: " + content + b"\r\nAuthentication-Results: " + content
    )
