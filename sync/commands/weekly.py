"""Who gets a week's figures by mail: as config.toml says, until a person says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from sync.commands.targets import ActError
from sync.emails import in_one_form
from sync.office import Office
from sync.store import figures, ledgers, user_mails
from sync.store.ledgers import LinkedLedger

MOST = 20


def weekly_to(office: Office, ledger: LinkedLedger) -> tuple[str, ...]:
    """Those who get them now; nobody where it is off."""
    with office.store.read() as connection:
        said = user_mails.weekly(connection, ledger.id)
    return office.config.ledger(ledger.name).reports.weekly_to if said is None else said


def mail_weekly(office: Office, ledger: LinkedLedger, to: Sequence[str] | None) -> tuple[str, ...]:
    """These get them from now on: nobody, or `None` for those of config.toml. Raises `ActError`."""
    forms = None if to is None else tuple(dict.fromkeys(map(_form, to)))
    if forms is not None and len(forms) > MOST:
        msg = f"{len(forms)} addresses are too many: {MOST} at most get the week's figures"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        for each in forms or ():
            if figures.is_customers_address(connection, ledger.id, each):
                msg = f"{each} is the address of a customer of {ledger.name}: they are your own people's"
                raise ActError(msg)
        user_mails.send_weekly(connection, ledger.id, forms, office.clock.now(), office.by)
    return weekly_to(office, ledger)


def _form(written: str) -> str:
    found = in_one_form(written)
    if found is None:
        msg = f"{written!r} is no e-mail address"
        raise ActError(msg)
    return found
