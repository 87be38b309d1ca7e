"""`[mail.inbox]`: where answers are read, with what [mail] says already, for all ledgers or for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.mail.settings import InboxSettings
from sync.config import Config, ConfigError, load

HOUSE = """\
[mail]
host = "smtp.joinery.test"
username = "accounts@joinery.test"
password = "env:JOINERY_MAIL"
"""
LEDGER = """
[ledgers.{name}]
provider = "files"
folder = "books"
company = "Joinery"
timezone = "Europe/London"
currency = "GBP"
[ledgers.{name}.sender]
name = "Joinery"
email = "accounts@joinery.test"
"""


def settings(folder: Path, text: str) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def mistakes(folder: Path, text: str) -> dict[str, str]:
    with pytest.raises(ConfigError) as wrong:
        settings(folder, text)
    return dict(wrong.value.problems)


def test_an_inbox_is_signed_in_to_as_mail_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINERY_MAIL", "hunter2")
    written = HOUSE + '[mail.inbox]\nhost = "imap.joinery.test"\n' + LEDGER.format(name="main")
    config = settings(tmp_path, written)
    assert config.inbox_for("main") == InboxSettings(
        host="imap.joinery.test",
        port=993,
        security="tls",
        username="accounts@joinery.test",
        password="hunter2",
        timeout=60.0,
        folders=("INBOX",),
        sent=None,
    )
    assert "hunter2" not in repr(config.inbox_for("main"))
    assert config.plain_secrets == ()


def test_no_inbox_is_read_where_none_is_named(tmp_path: Path) -> None:
    assert settings(tmp_path, HOUSE + LEDGER.format(name="main")).inbox_for("main") is None


def test_a_ledger_may_have_an_inbox_or_folders_of_its_own(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        HOUSE
        + '[mail.inbox]\nhost = "imap.joinery.test"\nsent = "Gesendet"\npassword = "of-all"\n'
        + LEDGER.format(name="main")
        + '[ledgers.main.mail.inbox]\nfolders = ["INBOX", "Replies", "INBOX"]\n'
        + LEDGER.format(name="other")
        + '[ledgers.other.mail.inbox]\nhost = "imap.other.test"\nusername = "other"\npassword = "own-pass"\n'
        + LEDGER.format(name="third"),
    )
    main, other = config.inbox_for("main"), config.inbox_for("other")
    assert main is not None
    assert other is not None
    assert (main.host, main.folders, main.sent) == ("imap.joinery.test", ("INBOX", "Replies"), "Gesendet")
    assert (other.host, other.username, other.password) == ("imap.other.test", "other", "own-pass")
    assert set(config.plain_secrets) == {"mail.inbox.password", "ledgers.other.mail.inbox.password"}


@pytest.mark.parametrize(
    ("written", "key", "told"),
    [
        ("", "host", "is missing"),
        ('host = "h"\nsecurity = "ssl"\n', "security", '"starttls"'),
        ('host = "h"\nsecurity = "none"\n', "security", "in the clear"),
        ('host = "h"\nport = 0\n', "port", "must be 1 or more"),
        ('host = "h"\nfolders = "INBOX"\n', "folders", "list of words"),
        ('host = "h"\nfolder = "INBOX"\n', "folder", '"folders"'),
        ('host = "h"\nusername = "another"\n', "password", "is missing"),
        (f'host = "h"\nfolders = {[f"f{n}" for n in range(21)]}\n', "folders", "20 at most"),
    ],
)
def test_a_mistake_in_an_inbox_is_named(tmp_path: Path, written: str, key: str, told: str) -> None:
    found = mistakes(tmp_path, HOUSE + f"[mail.inbox]\n{written}")
    assert told in found[f"mail.inbox.{key}"]


def test_an_inbox_without_a_name_to_sign_in_with_is_refused(tmp_path: Path) -> None:
    found = mistakes(tmp_path, '[mail]\nhost = "localhost"\n[mail.inbox]\nhost = "localhost"\n')
    assert "is missing" in found["mail.inbox.username"]
