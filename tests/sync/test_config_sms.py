"""`[sms]` as a firm writes it: the house's account, a number of each ledger's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.test_config import ONE_LEDGER, SMS, settings


def test_a_ledger_texts_from_a_number_of_its_own_with_the_house_s_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("T", "the token")
    serve = '[serve]\npublic_url = "https://books.example/"\n'
    own = '[ledgers.main-street.sms]\nfrom = "+442079460001"\n'
    config = settings(tmp_path, SMS + serve + ONE_LEDGER + own)
    sms = config.sms_for("main-street")
    assert sms is not None
    assert (sms.sender, sms.auth_token, sms.is_service) == ("+442079460001", "the token", False)
    assert sms.address("/texts/heard") == "https://books.example/texts/heard"
    assert "the token" not in repr(sms)
    assert config.plain_secrets == ()
    assert [one.sender for one in config.senders_of_texts()] == ["+442079460001"]
