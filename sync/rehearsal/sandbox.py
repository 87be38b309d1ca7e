"""The pretend services for a person to try the product by hand, and the configuration that fits them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

if TYPE_CHECKING:
    from connectors.sandbox.sandbox import Sandbox
    from sync.clock import Clock

_PORTS = ("xero", "quickbooks", "mail", "control", "imap", "mail_sign_in", "twilio", "stripe")
LEDGERS = {"xero": "harbour", "quickbooks": "summit"}
DEPOSITS = {"xero": 'deposit_to = "880"\n', "quickbooks": ""}  # QuickBooks has a default account
CLEARING = {"xero": "885", "quickbooks": "4"}
REDIRECT = "http://127.0.0.1:8719/callback"


class _Stay(HTTPRedirectHandler):
    """Follow no redirect: its address is what we want."""

    def redirect_request(self, *_args: object) -> None:
        """Stay here."""


def consent(address: str) -> str:
    """Sign in at a pretend provider as a person would; returns the address it sends the browser to."""
    request = Request(f"{address}&auto=1")  # noqa: S310 - a loopback address of the sandbox
    try:
        build_opener(_Stay).open(request, timeout=10)
    except HTTPError as answer:
        location = answer.headers.get("Location")
        if location is not None:
            return str(location)
        raise
    msg = "the pretend provider did not send the browser back"
    raise RuntimeError(msg)


HURRY = "calls_per_second = 100000\ncalls_per_minute = 100000\n"
"""To be put in a ledger's settings where nobody wants to wait for limits that are only pretended."""


def configuration(
    sandbox: Sandbox,
    *,
    settle_after: int = 2,
    more: str = "",
    inbox: bool = False,
    texts: bool = False,
    online: bool = False,
) -> str:
    """A config.toml for both pretend ledgers and the pretend mail server.

    `more`: settings of each ledger. `inbox`: answers are read, where the sandbox listens. `texts`: text
    messages are sent too, by the pretend Twilio. `online`: customers may pay at the pretend Stripe.
    """
    ledgers = "".join(
        _LEDGER.format(
            name=name,
            provider=provider,
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            webhook_key=sandbox.webhook_key,
            redirect=REDIRECT,
            hosts=", ".join(f'{key} = "{url}"' for key, url in sandbox.hosts(provider).items()),
            settle_after=settle_after,
            more=more,
            deposit_to=DEPOSITS[provider],
            organisation=name.title(),
        )
        for provider, name in LEDGERS.items()
    )
    house = _HOUSE.format(mail_port=sandbox.mail.port)
    house += texts_section(sandbox) if texts else ""
    return house + ledgers + (inboxes(sandbox) if inbox else "") + (paying(sandbox) if online else "")


def inboxes(sandbox: Sandbox) -> str:
    """The part of it by which answers are read."""
    from connectors.sandbox.mail import PASSWORD

    port = sandbox.imap.port
    return "".join(_INBOX.format(name=name, port=port, password=PASSWORD) for name in LEDGERS.values())


def paying(sandbox: Sandbox) -> str:
    """`[ledgers.NAME.stripe]` for the pretend Stripe, an account for each ledger."""
    from connectors.sandbox.sandbox import STRIPE

    return "".join(
        _STRIPE.format(
            name=name,
            key=STRIPE[provider][0],
            secret=STRIPE[provider][1],
            clearing=CLEARING[provider],
            host=sandbox.url("stripe"),
            organisation=name.title(),
        )
        for provider, name in LEDGERS.items()
    )


def webhooks_of(public: str) -> dict[str, str]:
    """Where the pretend Stripe tells us of payments, by ledger."""
    return {provider: f"{public}/webhooks/stripe/{name}" for provider, name in LEDGERS.items()}


def texts_section(sandbox: Sandbox) -> str:
    """`[sms]` for the pretend Twilio."""
    return _TEXTS.format(
        account=sandbox.texts.account,
        token=sandbox.texts.token,
        number=sandbox.texts.exchange.numbers[0],
        host=sandbox.url("twilio"),
    )


_HOUSE = """\
[store]
url = "sqlite:///duesync.db"

[secrets]
key = "file:duesync.key"

[mail]
host = "127.0.0.1"
port = {mail_port}
security = "none"
"""

_TEXTS = """
[sms]
account_sid = "{account}"
auth_token = "{token}"
from = "{number}"
host = "{host}"
"""

_LEDGER = """
[ledgers.{name}]
provider = "{provider}"
client_id = "{client_id}"
client_secret = "{client_secret}"
webhook_key = "{webhook_key}"
redirect_uri = "{redirect}"
hosts = {{ {hosts} }}
{deposit_to}settle_after_seconds = {settle_after}
{more}
[ledgers.{name}.sender]
name = "{organisation}"
email = "accounts@{name}.example"
reply_to = "accounts@{name}.example"
signature = "Robin Field\\nAccounts, {organisation}"
bank_details = "Account 12345678, sort code 00-00-00, {organisation}"
phone = "+44 20 7946 0000"
address = "1 Quay Street, Exampleton"
"""

_STRIPE = """
[ledgers.{name}.stripe]
secret_key = "{key}"
webhook_secret = "{secret}"
clearing_account = "{clearing}"
prefer = "stripe"
host = "{host}"
[ledgers.{name}.stripe.branding]
name = "{organisation}"
"""

_INBOX = """
[ledgers.{name}.mail.inbox]
host = "127.0.0.1"
port = {port}
security = "none"
username = "accounts@{name}.example"
password = "{password}"
"""


def _ports(first: int) -> dict[str, int]:
    if first == 0:
        return {}
    return {name: first + step for step, name in enumerate(_PORTS)}


def serve(seed: int, clock: Clock, port: int, tell: Callable[[str], None]) -> None:
    """Run the pretend services until stopped; writes `sandbox.toml` beside, ready to use."""
    from connectors.sandbox.sandbox import Sandbox
    from sync import private
    from sync.config_sections import DEFAULT_HOST, DEFAULT_PORT
    from sync.secrets import make_key_file

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    with Sandbox(seed=seed, start=clock.now(), ports=_ports(port)) as sandbox:
        config = Path("sandbox.toml")
        public = f"http://{DEFAULT_HOST}:{DEFAULT_PORT}"
        text = configuration(sandbox, inbox=True, texts=True, online=True).replace("duesync.db", "sandbox.db")
        private.write(config, f'{text}\n[serve]\npublic_url = "{public}"\n')
        if not Path("duesync.key").exists():
            make_key_file(Path("duesync.key"))
        sandbox.tell(f"{public}/webhooks")
        sandbox.tell_of_texts(f"{public}/texts")
        sandbox.tell_of_payments(webhooks_of(public))
        tell(f"Xero        {sandbox.hosts('xero')['api']}")
        tell(f"QuickBooks  {sandbox.hosts('quickbooks')['api']}")
        tell(
            f"Mail        127.0.0.1:{sandbox.mail.port}, and to read it 127.0.0.1:{sandbox.imap.port} (IMAP)"
        )
        tell(f"OAuth       {sandbox.url('mail_sign_in')} (signs in to mailboxes)")
        tell(f"Twilio      {sandbox.url('twilio')}")
        tell(f"Stripe      {sandbox.url('stripe')}")
        tell(f"Control     {sandbox.control_url}")
        tell(f"wrote {config}. In another terminal: export DUESYNC_CONFIG=sandbox.toml, then")
        for name in LEDGERS.values():
            tell(f"  duesync connect {name} && duesync sync {name} && duesync approve {name}")
        tell("  duesync run. Stop the sandbox with Ctrl-C.")
        stop.wait()
