"""The example of a configuration: it loads, is right as it stands, and shows every setting there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

import connectors
from connectors.mail.settings import GrantSettings, InboxSettings, MailSettings
from connectors.model import ModelSettings
from dunning.interest_policy import NO_INTEREST
from dunning.letters.letter import Sender
from dunning.policy import Level, Policy, Whom, read_policy
from sync.config import LedgerSettings, ServeSettings, WorkerSettings, load
from sync.config_apps import AppSettings
from sync.config_firms import Limits
from sync.config_fleet import FleetSettings
from sync.config_keeping import BackupSettings
from sync.config_portal import PortalSettings
from sync.config_reports import Branding, ReportSettings
from tests.sync.test_config import settings

EXAMPLE = Path(__file__).resolve().parents[2] / "config.example.toml"


def test_the_example_loads_without_a_mistake() -> None:
    config = load(EXAMPLE)
    assert {ledger.provider for ledger in config.ledgers.values()} == {"quickbooks", "xero"}
    assert config.redirect_to is not None, "a copied example must not write to customers"
    assert config.plain_secrets == ()
    assert config.policy == read_policy({})


def uncommented() -> str:
    """The example with every setting live; explanations begin with "# " and stay comments."""
    return re.sub(r"(?m)^#(?=[a-zA-Z\[])", "", EXAMPLE.read_text(encoding="utf-8"))


def test_every_setting_that_the_example_leaves_out_is_right_as_it_stands_there(tmp_path: Path) -> None:
    (tmp_path / "firms").mkdir()
    config = settings(tmp_path, uncommented())
    shown = read_policy({"minimum_balance": {"JPY": "1500"}})  # an example, not a default
    examples: dict[str, Any] = {"procedures": (), "tags": {}, "origins": {}, "interest": NO_INTEREST}
    assert (config.policy.interest.basis, len(config.policy.interest.stated)) == ("none", 1)
    alone = msgspec.structs.replace(config.policy, **examples)
    assert alone == msgspec.structs.replace(shown, **examples), "what is shown holds without it too"
    left_out = load(EXAMPLE)
    assert config.worker.times == left_out.worker.times
    assert config.worker.timezone == left_out.worker.timezone
    assert config.worker.pull_gap_seconds == left_out.worker.pull_gap_seconds
    own = {name: getattr(config.serve, name) for name in ("metrics_token", "public_url")}
    assert config.serve == msgspec.structs.replace(left_out.serve, **own)
    assert config.mail is not None
    no_default = {"inbox": None, "dkim_selector": None, "nameserver": None}
    assert msgspec.structs.replace(config.mail, **no_default) == left_out.mail
    for name, ledger in left_out.ledgers.items():
        live = config.ledger(name)
        for field in ("environment", "history_months", "settle_after_seconds", "connect_timeout"):
            assert getattr(live, field) == getattr(ledger, field)
        assert live.read_timeout == ledger.read_timeout


def test_the_example_shows_every_setting_there_is() -> None:
    shown = tomllib.loads(uncommented())
    ledgers = shown["ledgers"].values()
    own = {one.name for name in connectors.provider_names() for one in connectors.provider(name).settings}
    known = (set(LedgerSettings.__struct_fields__) - {"name", "options", "policy_file"}) | {"customers"}
    assert {key for ledger in ledgers for key in ledger} == known | own
    assert {key for ledger in ledgers for key in ledger["sender"]} == set(Sender.__struct_fields__)
    mailboxes = [shown["mail"], *(ledger["mail"] for ledger in ledgers if "mail" in ledger)]
    app = (set(GrantSettings.__struct_fields__) - {"provider"}) | {"sign_in"}
    written = {key for mailbox in mailboxes for key in mailbox}
    assert written == (set(MailSettings.__struct_fields__) - {"grant"}) | app
    assert set(shown["mail"]["inbox"]) == set(InboxSettings.__struct_fields__) - {"grant"}
    assert set(shown["replies"]["model"]) == set(ModelSettings.__struct_fields__)
    worker = set(WorkerSettings.__struct_fields__) | set(FleetSettings.__struct_fields__)
    assert set(shown["worker"]) == worker - {"fleet"}
    assert set(shown["serve"]) == set(ServeSettings.__struct_fields__)
    assert set(shown["backup"]) == set(BackupSettings.__struct_fields__)
    assert set(shown["portal"]) == set(PortalSettings.__struct_fields__)
    assert set(shown["policy"]) == set(Policy.__struct_fields__) - {"procedure", "origins"}
    levels = [level for each in shown["policy"]["procedures"] for level in each.get("levels", ())]
    assert {key for level in levels for key in level} == set(Level.__struct_fields__) - {
        "template",
        "fallback",
    }
    assert {key for each in shown["policy"]["procedures"] for key in each["for"]} == set(
        Whom.__struct_fields__
    ) - {"customers"}
    assert set(shown["branding"]) == set(Branding.__struct_fields__)
    assert {key for app in shown["apps"].values() for key in app} == set(AppSettings.__struct_fields__)
    assert set(shown["firms"]["limits"]["north"]) == set(Limits.__struct_fields__)
    written = {key for ledger in ledgers for key in ledger.get("reports", ())}
    assert written == set(ReportSettings.__struct_fields__)
    assert set(shown) == {
        "redirect_to",
        "store",
        "secrets",
        "firms",
        "apps",
        "mail",
        "replies",
        "sms",
        "worker",
        "serve",
        "portal",
        "leaving",
        "branding",
        "audit",
        "backup",
        "log",
        "letters",
        "retention",
        "policy",
        "ledgers",
    }
