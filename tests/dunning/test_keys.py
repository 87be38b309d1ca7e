"""Keys: what they depend on, and that they are written as they ever were."""

from __future__ import annotations

import base64
import hashlib

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dunning.effects import KEY_LENGTH, key_of


@given(st.lists(st.text(max_size=12), max_size=6))
def test_a_key_is_the_first_hundred_bits_in_base32(parts: list[str]) -> None:
    """Keys stand in ledgers and mailboxes for years: another spelling of them would be looked for in vain."""
    digest = hashlib.blake2b(msgspec.json.encode(parts), digest_size=13).digest()
    assert key_of(*parts) == base64.b32encode(digest).decode()[:KEY_LENGTH]


def test_a_key_that_stands_in_ledgers_stays_what_it_is() -> None:
    assert key_of("shop", "C1", "GBP") == "OMP34X2QVPIXFF3FDS5Z"
