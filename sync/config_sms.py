"""`[sms]` of config.toml, read: who sends texts through Twilio, and by which number."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from connectors.sms.settings import ACCOUNT, API, NUMBER, SERVICE, SmsSettings
from dunning.reading import Problem
from sync.config_mail import LOOPBACK
from sync.config_table import Table

DEFAULT_TIMEOUT = 30.0


def read_sms(raw: Mapping[str, object], problems: list[Problem], public_url: str | None) -> SmsSettings:
    """The settings, the token as written; their mistakes go to `problems`."""
    table = Table(raw, "", problems)
    account, sender = table.needed("account_sid"), table.needed("from")
    if account and not ACCOUNT.fullmatch(account):
        table.refuse("account_sid", 'must be the account\'s id, "AC" and 32 letters or digits')
    if sender and not (NUMBER.fullmatch(sender) or SERVICE.fullmatch(sender)):
        text = 'must be a number such as "+12125550123", or a messaging service\'s id, "MG..."'
        table.refuse("from", text)
    calls_from = table.maybe("calls_from")
    if calls_from and not NUMBER.fullmatch(calls_from):
        table.refuse("calls_from", 'must be a number such as "+12125550123": no messaging service calls')
    if calls_from and public_url is None:
        table.refuse("calls_from", "needs public_url in [serve], where Twilio asks what a call says")
    settings = SmsSettings(
        account_sid=account,
        auth_token=table.secret("auth_token", needed=True) or "",
        sender=sender,
        host=table.web_address("host", API).rstrip("/"),
        public_url=public_url,
        answers_words=table.choice("keywords", ("twilio", "duesync"), "twilio") == "twilio",
        calls_from=calls_from,
        timeout=table.seconds("timeout", DEFAULT_TIMEOUT, most=300),
    )
    if settings.host.startswith("http:") and urlsplit(settings.host).hostname not in LOOPBACK:
        table.refuse("host", "must begin with https: else the token travels in the clear")
    table.close()
    return settings
