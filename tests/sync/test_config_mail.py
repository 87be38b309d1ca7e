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


MICROSOFT = """\
[mail]
sign_in = "microsoft"
username = "accounts@joinery.test"
client_id = "app-1"
client_secret = "env:JOINERY_APP"
tenant = "joinery.test"
[mail.inbox]
"""


def test_a_providers_own_servers_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINERY_APP", "hunter2")
    config = settings(tmp_path, MICROSOFT + LEDGER.format(name="main"))
    mail, inbox = config.mail_for("main"), config.inbox_for("main")
    assert (mail.host, mail.port, mail.security, mail.password) == (
        "smtp.office365.com",
        587,
        "starttls",
        None,
    )
    assert mail.grant is not None
    assert inbox is not None
    assert (inbox.host, inbox.port, inbox.security) == ("outlook.office365.com", 993, "tls")
    assert (inbox.username, inbox.password, inbox.grant) == ("accounts@joinery.test", None, mail.grant)
    assert (mail.grant.provider, mail.grant.tenant, mail.grant.client_secret) == (
        "microsoft",
        "joinery.test",
        "hunter2",
    )
    assert "hunter2" not in f"{mail!r} {inbox!r} {mail.grant!r} {config!r}"
    google = settings(
        tmp_path,
        MICROSOFT.replace("microsoft", "google").replace('tenant = "joinery.test"\n', "")
        + LEDGER.format(name="main"),
    ).mail_for("main")
    assert google.host == "smtp.gmail.com"


def test_an_apps_secret_that_stands_in_the_file_is_warned_of(tmp_path: Path) -> None:
    config = settings(tmp_path, MICROSOFT.replace("env:JOINERY_APP", "plain") + LEDGER.format(name="main"))
    assert config.plain_secrets == ("mail.client_secret",)


@pytest.mark.parametrize(
    ("before", "after", "key", "told"),
    [
        ('"microsoft"', '"yahoo"', "mail.sign_in", '"google"'),
        ('sign_in = "microsoft"', 'host = "h"', "mail.client_id", 'is for sign_in = "google" or'),
        ('"microsoft"', '"google"', "mail.tenant", 'is for sign_in = "microsoft"'),
        ('"joinery.test"', '"a/b"', "mail.tenant", "must be a domain"),
        ('client_id = "app-1"\n', "", "mail.client_id", "is missing"),
        ('client_secret = "env:JOINERY_APP"\n', "", "mail.client_secret", "is missing"),
        ('username = "accounts@joinery.test"\n', "", "mail.username", "the address of the mailbox"),
        ("[mail.inbox]", 'password = "env:X"\n[mail.inbox]', "mail.password", 'is for sign_in = "password"'),
        ("[mail.inbox]", 'hosts = { api = "http://x" }\n[mail.inbox]', "mail.hosts.api", "is not known"),
        ("[mail.inbox]", 'redirect_uri = "localhost"\n[mail.inbox]', "mail.redirect_uri", "web address"),
    ],
)
def test_a_mistake_in_how_a_mailbox_is_signed_in_to_is_named(
    tmp_path: Path, before: str, after: str, key: str, told: str
) -> None:
    assert before in MICROSOFT
    assert told in mistakes(tmp_path, MICROSOFT.replace(before, after, 1))[key]


def test_a_ledger_that_says_how_it_signs_in_takes_nothing_from_the_house(tmp_path: Path) -> None:
    ours = MICROSOFT.replace("[mail", "[ledgers.main.mail").replace("env:JOINERY_APP", "app-secret")
    config = settings(tmp_path, HOUSE + LEDGER.format(name="main") + ours)
    mail = config.ledger("main").mail
    assert mail is not None
    assert (mail.host, mail.password) == ("smtp.office365.com", None)
    back = HOUSE.replace("[mail]", '[ledgers.main.mail]\nsign_in = "password"')
    config = settings(tmp_path, MICROSOFT + LEDGER.format(name="main") + back)
    mail = config.ledger("main").mail
    assert mail is not None
    assert (mail.host, mail.grant, mail.inbox) == ("smtp.joinery.test", None, None)
