"""Mails to the firm's own people: a morning's list, a week's figures. By the way that all mail takes.

The law: one of a kind and a period goes to an address once at most, whoever sends it and however often;
its claim is committed before the mail server is called. None goes to an address of a customer's.
"""

from __future__ import annotations

from collections.abc import Iterable

from connectors.errors import Refused, SignInAgain, TryLater, Uncertain
from dunning.effects import key_of
from dunning.letters.letter import Rendered
from sync.emails import in_one_form
from sync.errors import DuesyncError
from sync.mailing import to_user
from sync.office import Office
from sync.secrets import SecretsError
from sync.store import user_mails
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger
from sync.store.user_mails import State, UserMail


def missing(office: Office, ledger: LinkedLedger, kind: str, period_key: str, to: Iterable[str]) -> list[str]:
    """To whom of them it did not go, and can't have: ask before a letter is made for nothing."""
    with office.store.read() as connection:
        had = user_mails.claimed(connection, ledger.id, kind, period_key)
    return [each for each in to if _form(each) not in had]


def once(office: Office, ledger: LinkedLedger, kind: str, period_key: str, to: str, letter: Rendered) -> bool:
    """Send it unless it went, or may have; whether it went now. `period_key`: "2026-W48", "2026-11-30".

    Where all mail goes to `redirect_to`, so does this. Raises `ActError`, and what a channel raises: after
    `TryLater` and `SignInAgain` it may be tried again, after `Refused` and `Uncertain` it never is.
    """
    mail = _mail(ledger, kind, period_key, to)
    with office.store.write() as connection:
        if not user_mails.claim(connection, mail, office.clock.now()):
            return False
    key = key_of("mail to users", ledger.name, kind, period_key, mail.address)
    try:
        receipt = to_user(office, ledger, key, office.config.redirect_to or to, letter)
    except (Refused, Uncertain) as error:
        _settle(office, mail, "refused" if isinstance(error, Refused) else "uncertain", str(error))
        raise
    except (TryLater, SignInAgain, SecretsError, DuesyncError):  # it certainly did not go
        with office.store.write() as connection:
            user_mails.give_back(connection, mail)
        raise
    _settle(office, mail, "sent", receipt.provider_id)
    return True


def _mail(ledger: LinkedLedger, kind: str, period_key: str, to: str) -> UserMail:
    return UserMail(ledger.id, kind, period_key, _form(to))


def _form(to: str) -> str:
    return in_one_form(to) or to.casefold()


def _settle(office: Office, mail: UserMail, state: State, words: str) -> None:
    with office.store.write() as connection:
        user_mails.settle(connection, mail, state, office.clock.now(), words)
        told = {"act": "mail to a user", "kind": mail.kind, "period": mail.period_key, "to": mail.address}
        tell(connection, mail.ledger_id, "act", told | {"state": state}, by=office.by)
