"""The grant: renewed through `Credentials` alone, given up only when it is gone, and never shown."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from connectors.contract.checks import agree, skip_unless
from connectors.contract.source import IMPATIENT, Calls, Trouble
from connectors.contract.staged import Staged
from connectors.contract.stand import NUMBER, Stand
from connectors.contract.writes import standing
from connectors.errors import SignInAgain, TryLater

_SOME = Decimal("12.34")


class Grants:
    """Tokens that expire, are renewed, and are revoked."""

    def test_an_expired_token_is_renewed_once_for_a_whole_pull(self, stand: Stand) -> None:
        """By whoever notices first; another process finds the new one stored."""
        self._signs_in(stand)
        other = stand.another()
        stand.source.expire_access()
        stand.agrees(Staged(stand.pull()))
        agree(stand.credentials.renewals, 1, "renewals")
        stand.agrees(Staged(other.changes(None, history_from=stand.history_from)))
        agree(stand.credentials.renewals, 1, "renewals, once another process has pulled")

    def test_a_write_with_an_expired_token_is_done_once(self, stand: Stand) -> None:
        """A call that was not let in was not carried out."""
        self._signs_in(stand)
        row, _, _ = stand.billed()
        write = stand.payment_on(row, _SOME)
        stand.source.expire_access()
        stand.ledger.perform(write)
        agree((stand.credentials.renewals, standing(stand, write.key)), (1, [_SOME]), "renewals, payments")

    def test_a_revoked_grant_asks_to_sign_in_again(self, stand: Stand) -> None:
        """Whatever is called, and nothing is written."""
        self._signs_in(stand)
        row, _, cursor = stand.billed()
        note, payment = stand.note_on(row), stand.payment_on(row, _SOME)
        stand.source.revoke()
        stand.caught(stand.pull, SignInAgain)
        stand.caught(lambda: stand.pull(cursor), SignInAgain)
        stand.caught(stand.another().organisation, SignInAgain)
        stand.caught(stand.ledger.deposit_accounts, SignInAgain)
        for write in (note, payment):
            stand.caught(partial(stand.ledger.perform, write), SignInAgain)
            stand.caught(partial(stand.ledger.find, write), SignInAgain)
        agree((list(stand.source.notes_on(NUMBER)), standing(stand, payment.key)), ([], []), "written")

    def test_a_sign_in_service_in_trouble_is_no_lost_grant(self, stand: Stand) -> None:
        """It is tried later, and the same grant goes on."""
        self._signs_in(stand)
        for trouble in sorted({Trouble.CUT, Trouble.DOWN, Trouble.PAGE} & stand.source.abilities.troubles):
            stand.source.expire_access()
            stand.source.trouble(trouble, Calls.SIGN_IN)
            stand.caught(stand.pull, TryLater)
            stand.source.heal()
            stand.agrees(Staged(stand.pull()))

    def test_new_tokens_that_come_too_slowly_are_tried_later(self, stand: Stand) -> None:
        """The store's lock on the tokens is held meanwhile."""
        self._signs_in(stand)
        for trouble in sorted({Trouble.SLOW, Trouble.TRICKLES} & stand.source.abilities.troubles):
            hasty = stand.another(read_timeout=IMPATIENT)
            stand.source.expire_access()
            stand.source.trouble(trouble, Calls.SIGN_IN)
            stand.caught(hasty.organisation, TryLater)
            stand.source.heal()

    def test_a_ledger_that_is_not_linked_any_more_calls_nobody(self, stand: Stand) -> None:
        """What `Credentials` raises is what the caller gets."""
        self._signs_in(stand)
        before = stand.source.calls()
        stand.credentials.gone = SignInAgain("this ledger was unlinked")
        stand.caught(stand.pull, SignInAgain)
        agree(stand.source.calls() - before, 0, "calls without tokens")

    def _signs_in(self, stand: Stand) -> None:
        skip_unless(stand.source.abilities.signs_in, "this ledger needs no sign-in")
