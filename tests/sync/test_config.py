"""config.toml as a small firm writes it, with the mistakes that it makes."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

import connectors
from connectors.mail.settings import MailSettings
from dunning.letters.letter import Sender
from dunning.policy import read_policy
from sync.config import Config, ConfigError, ServeSettings, WorkerSettings, load, policy_in
from sync.config_fleet import FleetSettings
from sync.secrets import SecretsError

ONE_LEDGER = """
[ledgers.main-street]
provider = "quickbooks"
client_id = "id-1"
client_secret = "env:MAIN_STREET_SECRET"
[ledgers.main-street.sender]
name = "Main Street Joinery"
email = "accounts@joinery.test"
"""
SMS = f'[sms]\naccount_sid = "AC1{"0" * 31}"\nauth_token = "env:T"\nfrom = "+442079460000"\n'
MAIL = """
[mail]
host = "smtp.joinery.test"
username = "accounts"
password = "env:MAIL_PASSWORD"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def settings(folder: Path, text: str) -> Config:
    return load(written(folder, text))


def mistakes(folder: Path, text: str) -> dict[str, str]:
    with pytest.raises(ConfigError) as wrong:
        settings(folder, text)
    assert len(set(wrong.value.problems)) == len(wrong.value.problems), "a mistake is told twice"
    by_key: dict[str, str] = {}
    for key, told in wrong.value.problems:
        assert f"{key} {told}".strip() in str(wrong.value)
        by_key[key] = f"{by_key[key]}; {told}" if key in by_key else told
    return by_key


def test_one_ledger_and_nothing_else_gets_the_defaults(tmp_path: Path) -> None:
    config = settings(tmp_path, ONE_LEDGER)
    ledger = config.ledger("main-street")
    assert config.store_url() == f"sqlite:///{tmp_path}/duesync.db"
    assert config.secrets_key == "auto"
    assert config.redirect_to is None
    assert config.mail is None
    assert config.policy == read_policy({}) == config.ledger("main-street").policy
    assert config.worker == WorkerSettings(
        mode="machine",
        fleet=FleetSettings(at_once=2, spread_minutes=60, poll_least_seconds=900, poll_most_seconds=21_600),
        lease_seconds=600,
        times=(time(8, 30), time(13, 0)),
        timezone="Europe/London",
        pull_gap_seconds=300,
        heartbeat=None,
        metrics_port=None,
        tells_this_machine=False,
    )
    assert config.serve == ServeSettings(
        host="127.0.0.1", port=8500, metrics_token=None, public_url=None, second_factor=False
    )
    assert ledger.webhook_key is None
    assert (ledger.provider, ledger.environment) == ("quickbooks", "production")
    assert (ledger.connect_timeout, ledger.read_timeout) == (10.0, 120.0)
    assert (ledger.history_months, ledger.settle_after_seconds) == (24, 120)
    assert (ledger.deposit_to, ledger.hosts, ledger.times) == (None, {}, config.worker.times)
    assert ledger.times is config.worker.times  # no copy for each of thousands
    assert ledger.sender == Sender(
        name="Main Street Joinery",
        email="accounts@joinery.test",
        reply_to=None,
        signature="Main Street Joinery",
        bank_details="",
        phone=None,
        address=None,
        website=None,
    )


def test_another_provider_has_a_shorter_patience(tmp_path: Path) -> None:
    config = settings(tmp_path, ONE_LEDGER.replace("quickbooks", "xero"))
    assert config.ledger("main-street").read_timeout == 60.0


def test_everything_that_can_be_said_is_heard(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        'redirect_to = "me@joinery.test"\n'
        '[store]\nurl = "postgresql+psycopg://books@db/duesync"\n'
        '[secrets]\nkey = "file:our.key"\n'
        '[worker]\ntimes = ["17:00", "07:15", "17:00"]\ntimezone = "America/New_York"\nheartbeat = "alive"\n'
        'mode = "fleet"\nat_once = 4\nspread_minutes = 0\npoll_least_seconds = 60\n'
        "poll_most_seconds = 600\n"
        'lease_seconds = 300\npull_gap_seconds = 60\n[serve]\nhost = "0.0.0.0"\nport = 9000\n'
        + MAIL
        + 'security = "tls"\ntimeout = 12.5\n'
        + ONE_LEDGER
        + 'reply_to = "ann@joinery.test"\nsignature = """\nAnn\nAccounts"""\nbank_details = "12-34"\n'
        'phone = "+1 555"\naddress = "1 Main St"\nwebsite = "https://joinery.test"\n'
        '[ledgers.main-street.mail]\nusername = "joinery"\n'
        "[ledgers.main-street.hosts]\n"
        'api = "http://127.0.0.1:8001/v3"\n',
    )
    ledger = config.ledger("main-street")
    assert config.redirect_to == "me@joinery.test"
    assert config.store_url() == "postgresql+psycopg://books@db/duesync"
    assert config.worker == WorkerSettings(
        mode="fleet",
        fleet=FleetSettings(at_once=4, spread_minutes=0, poll_least_seconds=60, poll_most_seconds=600),
        lease_seconds=300,
        times=(time(7, 15), time(17, 0)),
        timezone="America/New_York",
        pull_gap_seconds=60,
        heartbeat=tmp_path / "alive",
        metrics_port=None,
        tells_this_machine=False,
    )
    assert config.serve == ServeSettings(
        host="0.0.0.0",  # noqa: S104 - as a container needs it
        port=9000,
        metrics_token=None,
        public_url=None,
        second_factor=False,
    )
    assert config.mail is not None
    assert config.mail.port == 465
    assert config.mail.timeout == 12.5
    assert ledger.mail == msgspec.structs.replace(config.mail, username="joinery")
    assert ledger.hosts == {"api": "http://127.0.0.1:8001/v3"}
    assert ledger.sender.signature == "Ann\nAccounts"
    assert ledger.sender.reply_to == "ann@joinery.test"


def test_a_ledgers_own_policy_lies_over_the_houses_key_by_key(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        '[policy]\nminimum_gap_days = 9\n[policy.minimum_balance]\ndefault = "25"\nJPY = "1500"\n'
        + ONE_LEDGER
        + '[ledgers.main-street.policy]\napproval_required = "every"\n'
        '[ledgers.main-street.policy.minimum_balance]\nJPY = "9000"\n'
        '[ledgers.main-street.policy.contact.hours.email]\nfrom = "09:00"\n'
        + ONE_LEDGER.replace("main-street", "harbour"),
    )
    ours, theirs = config.ledger("main-street").policy, config.ledger("harbour").policy
    assert theirs == config.policy
    assert (ours.approval_required, theirs.approval_required) == ("every", "new_and_serious")
    assert ours.minimum_gap_days == theirs.minimum_gap_days == 9
    assert ours.minimum_balance == {"default": Decimal(25), "JPY": Decimal(9000)}
    assert theirs.minimum_balance == {"default": Decimal(25), "JPY": Decimal(1500)}
    assert (ours.contact.hours["email"].opens, theirs.contact.hours["email"].opens) == (time(9), time(8))


def test_a_connection_and_a_mail_server_get_their_secrets_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAIN_STREET_SECRET", raising=False)
    config = settings(tmp_path, MAIL + ONE_LEDGER)
    with pytest.raises(SecretsError, match="MAIN_STREET_SECRET is not set"):
        config.connection("main-street", None)
    monkeypatch.setenv("MAIN_STREET_SECRET", "shh")
    monkeypatch.setenv("MAIL_PASSWORD", "psst")
    connection = config.connection("main-street", "company-9")
    assert (connection.client_id, connection.client_secret) == ("id-1", "shh")
    assert (connection.company_id, connection.environment) == ("company-9", "production")
    assert config.mail_for("main-street") == MailSettings(
        host="smtp.joinery.test",
        port=587,
        security="starttls",
        username="accounts",
        password="psst",
        timeout=60.0,
    )


def test_a_ledger_without_a_mail_server_says_so_when_mail_is_to_be_sent(tmp_path: Path) -> None:
    config = settings(tmp_path, ONE_LEDGER)
    with pytest.raises(ConfigError, match="mail is missing: no message can be sent"):
        config.mail_for("main-street")


def test_a_ledger_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    config = settings(tmp_path, ONE_LEDGER)
    with pytest.raises(ConfigError, match=r"ledgers\.harbor is not there; ledgers in this file: main-street"):
        config.ledger("harbor")


def test_three_mistakes_are_told_at_once_each_with_its_key(tmp_path: Path) -> None:
    told = mistakes(
        tmp_path,
        'redirct_to = "me@joinery.test"\n'
        + MAIL.replace('host = "smtp.joinery.test"', 'host = "smtp.joinery.test"\nport = "587"')
        + ONE_LEDGER.replace("quickbooks", "quikbooks"),
    )
    assert told == {
        "redirct_to": 'is not known; did you mean "redirect_to"?',
        "mail.port": 'must be a whole number, not "587"',
        "ledgers.main-street.provider": told["ledgers.main-street.provider"],
    }
    assert 'did you mean "quickbooks"?' in told["ledgers.main-street.provider"]


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("[stores]\n", "stores", 'did you mean "store"'),
        ('[store]\nurl = "mysql://x"\n', "store.url", "must begin with"),
        ('[store]\nurl = "postgresql://u:hunter2@h/d"\n', "store.url", "postgresql[+]psycopg://"),
        ('[store]\nurl = "sqlite:///:memory:"\n', "store.url", "name a file"),
        ('[store]\nurl = "sqlite:///"\n', "store.url", "name a file"),
        ("store = 1\n", "store", r"must be a table: \[store\]"),
        ('[secrets]\nkey = "gAAAAABsecret"\n', "secrets.key", "never the key itself"),
        ('redirect_to = "me"\n', "redirect_to", "must be a mail address"),
        ('redirect_to = "Me <me@joinery.test>"\n', "redirect_to", "bare address"),
        ("redirect_to = 5\n", "redirect_to", "must be text"),
        ("[policy]\nminimum_gap_days = -1\n", "policy.minimum_gap_days", "must be"),
        ("[policy]\nminimum_gap = 1\n", "policy.minimum_gap", "is not known"),
        ("policy = 3\n", "policy", "must be a table"),
        ("[worker]\ntimes = []\n", "worker.times", "list of times"),
        ('[worker]\ntimes = ["08:30", "25:00"]\n', "worker.times.2", "must be a time"),
        ('[worker]\ntimezone = "Europe/Lodnon"\n', "worker.timezone", 'did you mean "Europe/London"'),
        ('[worker]\ntimezone = "Europe"\n', "worker.timezone", "must be a time zone"),
        ('[worker]\ntimezone = "../etc"\n', "worker.timezone", "must be a time zone"),
        ("[sms]\n", "sms.account_sid", "is missing"),
        (SMS.replace("AC1", "XX1"), "sms.account_sid", '"AC" and 32'),
        (SMS.replace("+44", "044"), "sms.from", '"MG..."'),
        (SMS + 'keywords = "nobody"\n', "sms.keywords", '"duesync"'),
        (SMS + 'host = "http://twilio.example"\n', "sms.host", "in the clear"),
        ("[mail]\n", "mail.host", "is missing"),
        ('[mail]\nhost = "h"\nport = 70000\n', "mail.port", "65535"),
        ('[mail]\nhost = "h"\nsecurity = "ssl"\n', "mail.security", '"starttls"'),
        ('[mail]\nhost = "h"\npassword = "env:X"\n', "mail.username", "is missing"),
        ('[mail]\nhost = "h"\nusername = "u"\n', "mail.password", "is missing"),
        ('[mail]\nhost = "h"\ntimeout = 0\n', "mail.timeout", "number of seconds"),
        ('[mail]\nhost = "h"\ntimeout = nan\n', "mail.timeout", "number of seconds"),
        (MAIL + 'security = "none"\n', "mail.security", "in the clear"),
        ("mail = true\n", "mail", "must be a table"),
        ("[ledgers]\nMain = 1\n", "ledgers.Main", "must be"),
    ],
)
def test_a_mistake_in_the_houses_settings_is_named(tmp_path: Path, text: str, key: str, told: str) -> None:
    found = mistakes(tmp_path, text)
    assert re.search(told, found[key])
    assert "hunter2" not in str(found)


@pytest.mark.parametrize(
    ("before", "after", "key", "told"),
    [
        ('provider = "quickbooks"', "", "provider", "is missing; write one of files, quickbooks, xero"),
        ('client_id = "id-1"', "", "client_id", "is missing"),
        ('client_secret = "env:MAIN_STREET_SECRET"', "", "client_secret", "is missing"),
        ('"env:MAIN_STREET_SECRET"', "424242", "client_secret", "must be text"),
        ('client_id = "id-1"', 'client_id = "id-1"\nenviroment = "sandbox"', "enviroment", '"environment"'),
        ('client_id = "id-1"', 'client_id = "id-1"\nenvironment = "test"', "environment", '"sandbox"'),
        (
            'client_id = "id-1"',
            'client_id = "id-1"\nredirect_uri = "localhost"',
            "redirect_uri",
            "web address",
        ),
        ('client_id = "id-1"', 'client_id = "id-1"\nread_timeout = true', "read_timeout", "seconds"),
        ('client_id = "id-1"', 'client_id = "id-1"\ndeposit_to = 90', "deposit_to", "must be text"),
        ('client_id = "id-1"', 'client_id = "id-1"\ntimes = "08:00"', "times", "list of times"),
        ('client_id = "id-1"', 'client_id = "id-1"\nmail = {port = 0}', "mail.port", "must be 1 or more"),
        ('client_id = "id-1"', 'client_id = "id-1"\npolicy = {levels = 1}', "policy.levels", "must be"),
        ('client_id = "id-1"', 'client_id = "id-1"\nhosts = {apj = "http://x"}', "hosts.apj", '"api"'),
        ('client_id = "id-1"', 'client_id = "id-1"\nhosts = {api = "x:y"}', "hosts.api", "web address"),
        ('email = "accounts@joinery.test"', "", "sender.email", "is missing"),
        ('name = "Main Street Joinery"', 'name = ""', "sender.name", "must not be empty"),
        ('name = "Main Street Joinery"', 'name = "Main\\nStreet"', "sender.name", "one line"),
        ("accounts@joinery.test", "accounts@", "sender.email", "must be a mail address"),
        ('name = "Main', 'signature = 1\nname = "Main', "sender.signature", "must be text"),
        ('name = "Main', 'bank_detials = "1"\nname = "Main', "sender.bank_detials", '"bank_details"'),
        ('name = "Main', 'website = "joinery.test"\nname = "Main', "sender.website", "web address"),
    ],
)
def test_a_mistake_in_a_ledger_is_named_with_the_ledger(
    tmp_path: Path, before: str, after: str, key: str, told: str
) -> None:
    assert before in ONE_LEDGER
    found = mistakes(tmp_path, MAIL + ONE_LEDGER.replace(before, after))
    assert told in found[f"ledgers.main-street.{key}"]
    assert list(found) == [f"ledgers.main-street.{key}"]
    assert "424242" not in str(found)


def test_a_mistake_of_the_house_is_not_told_again_for_every_ledger(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        "[policy]\nminimum_gap_days = -1\n"
        + MAIL.replace("[mail]", "[mail]\nport = -1")
        + ONE_LEDGER
        + '[ledgers.main-street.policy]\napproval_required = "always"\n'
        '[ledgers.main-street.mail]\nusername = "joinery"\n',
    )
    assert set(found) == {
        "policy.minimum_gap_days",
        "mail.port",
        "ledgers.main-street.policy.approval_required",
    }


@pytest.mark.parametrize("name", ["Main-Street", "main_street", "a" * 41, "'main street'", '"ä"'])
def test_a_ledgers_name_is_small_letters_digits_and_hyphens(tmp_path: Path, name: str) -> None:
    found = mistakes(tmp_path, ONE_LEDGER.replace("main-street", name))
    assert list(found) == [f"ledgers.{name.strip(chr(39)).strip(chr(34))}"]


def test_a_file_that_is_not_there_or_not_toml_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config.toml: is not there; `duesync init` makes one$"):
        load(tmp_path / "config.toml")
    with pytest.raises(ConfigError, match=r"can't be read: Is a directory$"):
        load(tmp_path)
    with pytest.raises(ConfigError, match=r"is not TOML: .*line 2, column"):
        settings(tmp_path, "[store]\nurl = sqlite\n")
    written(tmp_path, "").write_bytes(b'redirect_to = "\xe9"')
    with pytest.raises(ConfigError, match=r"is not UTF-8 text; save it as UTF-8$"):
        load(tmp_path / "config.toml")


def test_a_file_saved_by_windows_notepad_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    path.write_bytes(b"\xef\xbb\xbf" + ONE_LEDGER.replace("\n", "\r\n").encode())
    assert list(load(path).ledgers) == ["main-street"]


def test_brackets_without_end_are_told_as_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not TOML: brackets within brackets"):
        settings(tmp_path, "a = " + "[" * 5000)


def test_a_number_without_end_is_told_as_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not TOML: a number in it is too long"):
        settings(tmp_path, "a = " + "9" * 5000)
    with pytest.raises(ConfigError, match="is no TOML file: a number in it is too long"):
        policy_in(tmp_path / "config.toml")


def test_an_empty_file_is_a_beginning(tmp_path: Path) -> None:
    config = settings(tmp_path, "")
    assert config.ledgers == {}
    assert config.plain_secrets == ()


def test_secrets_that_stand_in_the_file_are_known_by_key_and_never_printed(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        '[store]\nurl = "postgresql+psycopg://books:hunter2@db/duesync"\n'
        '[serve]\nmetrics_token = "hunter2"\n'
        + MAIL.replace("env:MAIL_PASSWORD", "hunter2")
        + ONE_LEDGER.replace("env:MAIN_STREET_SECRET", "hunter2")
        + '[ledgers.main-street.mail]\npassword = "hunter22"\n'
        + ONE_LEDGER.replace("main-street", "harbour"),
    )
    assert set(config.plain_secrets) == {
        "store.url",
        "serve.metrics_token",
        "mail.password",
        "ledgers.main-street.client_secret",
        "ledgers.main-street.mail.password",
    }
    assert "hunter2" not in repr(config)
    assert "hunter2" not in repr(config.ledgers)
    assert "hunter2" not in repr(config.mail)
    assert "hunter2" not in repr(config.serve)
    assert config.connection("main-street", None).client_secret == "hunter2"


def test_a_store_address_may_be_a_reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUESYNC_STORE", "postgresql+psycopg://books:hunter2@db/duesync")
    config = settings(tmp_path, '[store]\nurl = "env:DUESYNC_STORE"\n')
    assert config.store_url() == "postgresql+psycopg://books:hunter2@db/duesync"
    assert config.plain_secrets == ()


def test_file_names_are_relative_to_the_file_and_not_to_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "firm").mkdir()
    written(tmp_path / "firm", '[store]\nurl = "sqlite:///books/due.db"\n')
    monkeypatch.chdir(tmp_path)
    assert load(Path("firm/config.toml")).store_url() == f"sqlite:///{tmp_path}/firm/books/due.db"
    config = settings(tmp_path, f'[store]\nurl = "sqlite:///{tmp_path}/x.db"\n')
    assert config.store_url() == f"sqlite:///{tmp_path}/x.db"


def test_the_vault_is_opened_with_the_key_that_the_file_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settings(tmp_path, '[secrets]\nkey = "env:OUR_KEY"\n')
    monkeypatch.delenv("OUR_KEY", raising=False)
    with pytest.raises(SecretsError, match="OUR_KEY is not set"):
        config.vault()


def test_both_kinds_of_ledger_are_installed() -> None:
    assert {"quickbooks", "xero"} <= set(connectors.provider_names())
