"""Doctor, of payments online: whether each ledger has an account at Stripe of its own, and can use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

from connectors.errors import ConnectorError
from connectors.fees import BooksFees
from connectors.stripe.settings import StripeSettings
from sync.doctor import Finding
from sync.intake import paid_online
from sync.office import NotLinked, Office
from sync.paying import usable
from sync.secrets import SecretsError
from sync.store.ledgers import Leaving, LinkedLedger


def examined(office: Office) -> Iterator[Finding]:
    """Every linked ledger that has `[ledgers.NAME.stripe]`."""
    accounts: dict[str, str] = {}
    for name in sorted(office.config.ledgers):
        if office.config.ledger(name).stripe is None:
            continue
        try:
            linked = office.linked(name)
        except (NotLinked, Leaving):  # told of by the others
            continue
        try:
            yield from _of_ledger(office, linked, accounts)
        except SecretsError as error:
            yield Finding(level="fail", about=f"{name} stripe", text=str(error))


def _of_ledger(office: Office, linked: LinkedLedger, accounts: dict[str, str]) -> Iterator[Finding]:
    about = f"{linked.name} stripe"
    settings, why_not = usable(office, linked)
    if settings is None:
        yield Finding(level="fail", about=about, text=why_not)
        return
    try:
        with closing(paid_online.opened(settings)) as account:
            found = account.account()
    except ConnectorError as error:
        yield Finding(level="fail", about=about, text=str(error))
        return
    named = found or "that its key may not name"
    if found and found in accounts:
        text = f"{found} is the account of {accounts[found]} too: each ledger needs one of its own"
        yield Finding(level="fail", about=about, text=text)
    else:
        pretend = ", in test mode: no money moves" if settings.is_pretend else ""
        yield Finding(level="ok", about=about, text=f"the account {named} takes payments{pretend}")
    accounts.setdefault(found, linked.name)
    yield from _clearing(office, linked, settings)
    yield from _fees(office, linked, settings)
    yield from _webhook(office, linked, settings)


def _clearing(office: Office, linked: LinkedLedger, settings: StripeSettings) -> Iterator[Finding]:
    """Whether only what is paid online goes to that account; that it is there is looked at elsewhere."""
    ledger = office.config.ledger(linked.name)
    others: Mapping[str, str | None] = {"deposit_to": ledger.deposit_to} | {
        f"deposit_accounts.{currency}": account for currency, account in ledger.deposit_accounts.items()
    }
    same = [key for key, account in others.items() if account == settings.clearing]
    if same:
        text = (
            f"{settings.clearing} is {same[0]} too: give payments online an account of their own, so that "
            "it holds what Stripe has not paid out yet, and nothing else"
        )
        yield Finding(level="warn", about=f"{linked.name} stripe.clearing_account", text=text)


def _fees(office: Office, linked: LinkedLedger, settings: StripeSettings) -> Iterator[Finding]:
    """Whether the ledger takes fees, from the one account to the other."""
    about, account = f"{linked.name} stripe.fee_account", settings.fees_to
    if account is None:
        return
    try:
        with office.source(linked) as (provider, source):
            if not isinstance(source, BooksFees):
                text = (
                    f"{provider.title} takes no fees from Duesync: they are told in the payment's note alone"
                )
                yield Finding(level="fail", about=about, text=text)
                return
            wrong = source.fee_problem(settings.clearing, account)
    except ConnectorError as error:
        yield Finding(level="fail", about=about, text=str(error))
        return
    if wrong is not None:
        yield Finding(level="fail", about=about, text=wrong)
    else:
        text = f"Stripe's fees are booked from {settings.clearing} to {account}"
        yield Finding(level="ok", about=about, text=text)


def _webhook(office: Office, linked: LinkedLedger, settings: StripeSettings) -> Iterator[Finding]:
    about, url = f"{linked.name} stripe.webhook_secret", office.config.serve.public_url
    address = f"{url or 'https://YOUR-ADDRESS'}/webhooks/stripe/{linked.name}"
    if settings.webhook_secret is None:
        text = f"is not set: what was paid is asked for at each run. Stripe would tell at once, at {address}"
        yield Finding(level="ok", about=about, text=text)
    else:
        yield Finding(level="ok", about=about, text=f"found; Stripe is to send its events to {address}")
