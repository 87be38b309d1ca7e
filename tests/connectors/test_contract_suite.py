"""Both ledger connectors pass the contract that is shipped, and connectors that cheat do not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from unittest import SkipTest

import pytest
from msgspec.structs import replace

from connectors.base import Ledger
from connectors.contract import LedgerContract, Stand, Trouble
from connectors.errors import TryLater
from dunning.ledger import Customer, Gone, Payment, PaymentsOf
from tests.connectors import contract_cheats as cheats
from tests.connectors.contract_sources import HONEST, Kind, Tamper, emulated
from tests.house.sources import ROOT


class TestXero(LedgerContract):
    @pytest.fixture
    def stand(self) -> Iterator[Stand]:
        with emulated("xero") as source, Stand(source) as stand:
            yield stand


class TestQuickBooks(LedgerContract):
    @pytest.fixture
    def stand(self) -> Iterator[Stand]:
        with emulated("quickbooks") as source, Stand(source) as stand:
            yield stand


def run(name: str, kind: Kind, tamper: Tamper = HONEST) -> None:
    """One test of the contract, on a connector that is tampered with."""
    with emulated(kind, tamper) as source, Stand(source) as stand:
        getattr(LedgerContract(), name)(stand)


OPEN = "test_every_open_document_comes_once_to_the_cent"
CUSTOMERS = "test_every_open_invoice_comes_with_its_customer"
COMPLETE = "test_decisions_may_be_taken_once_a_page_says_that_all_is_there"
HISTORY = "test_settled_invoices_older_than_the_history_are_not_fetched"
CUT_PULL = "test_a_pull_that_breaks_off_goes_on_from_its_last_page"
PAID = "test_a_payment_lowers_the_balance_by_exactly_that"
SEVERAL = "test_payments_handed_over_together"
REMOVED = "test_a_payment_that_a_person_removed_is_not_taken_for_one_never_written"
LOST_PAYMENT = "test_a_payment_whose_reply_was_lost_is_uncertain_and_found"
COUNTED = "test_every_call_is_counted_and_metered_as_the_provider_meters"
THROTTLED = "test_throttled_reads_are_tried_later_and_not_before"


@pytest.mark.parametrize(
    ("ledger", "kind", "name", "words"),
    [
        (cheats.LosesAPage, "xero", COMPLETE, "when told complete"),
        (cheats.LosesAPage, "quickbooks", OPEN, "numbers"),
        (partial(cheats.LosesAPage, nth=1), "xero", CUSTOMERS, "customer did not come"),
        (partial(cheats.LosesAPage, nth=1), "quickbooks", COMPLETE, "without customers"),
        (cheats.RunsAhead, "xero", "test_a_pull_cut_after_any_page_goes_on_without_loss", "lost or other"),
        (cheats.RunsAhead, "quickbooks", CUT_PULL, "lost or other"),
        (cheats.Says, "xero", COMPLETE, "complete without customers"),
        (cheats.Says, "quickbooks", COMPLETE, "complete without customers"),
        (partial(cheats.Says, complete=False), "quickbooks", COMPLETE, "never complete"),
        (cheats.CountsDays, "xero", HISTORY, "invoices that came"),
        (partial(cheats.CountsDays, by=-1), "quickbooks", HISTORY, "invoices that came"),
        (cheats.without(Customer), "xero", CUSTOMERS, "customer did not come"),
        (cheats.without(Payment), "xero", "test_a_part_payment_is_seen", "changed"),
        (cheats.without(PaymentsOf), "xero", "test_a_payment_taken_back_is_seen", "changed"),
        (cheats.without(Gone), "quickbooks", "test_a_deleted_invoice_is_seen", "balances"),
        (cheats.rounding, "quickbooks", OPEN, "balances of open invoices"),
        (cheats.a_day_early, "xero", "test_a_moved_due_date_is_seen", "due on"),
        (cheats.void_as_paid, "quickbooks", "test_a_void_invoice_is_seen", "balance, status"),
        (cheats.DoublesPayments, "xero", PAID, "balance"),
        (cheats.DoublesPayments, "quickbooks", PAID, "balance"),
        (cheats.TriesAgain, "xero", LOST_PAYMENT, "what the balance fell by"),
        (cheats.TriesAgain, "quickbooks", LOST_PAYMENT, "what the balance fell by"),
        (cheats.plays_down, "xero", LOST_PAYMENT, "TryLater .* where Uncertain is due"),
        (
            cheats.doubts_a_no,
            "xero",
            "test_more_than_is_owed_is_refused_and_nothing_written",
            "Refused is due",
        ),
        (cheats.gives_up, "xero", "test_a_sign_in_service_in_trouble_is_no_lost_grant", "TryLater is due"),
        (
            cheats.breaks,
            "quickbooks",
            "test_reads_that_the_server_fails_are_tried_later",
            "no ConnectorError",
        ),
        (cheats.Hammers, "xero", THROTTLED, "calls made though throttled"),
        (cheats.FindsAll, "xero", "test_an_unknown_key_is_not_found", "another key"),
        (cheats.FindsNothing, "quickbooks", LOST_PAYMENT, "not found by its key"),
        (cheats.DoublesPayments, "quickbooks", f"{SEVERAL}_each_stand_once", "balance"),
        (cheats.doubts_a_no, "xero", "test_one_bad_payment_spoils_no_other", "outcomes"),
        (
            cheats.plays_down,
            "quickbooks",
            "test_a_lost_answer_leaves_every_member_uncertain_and_each_is_found",
            "not all",
        ),
        (cheats.FindsNothing, "xero", REMOVED, "the removed payment is told as None"),
        (cheats.FindsNothing, "quickbooks", REMOVED, "the removed payment is told as None"),
        (
            cheats.TakesSilenceForNo,
            "xero",
            "test_reads_answered_with_nothing_are_tried_later",
            "no error came",
        ),
        (cheats.ForgetsNotes, "quickbooks", "test_a_note_stands_once_and_is_found", "notes with its key"),
    ],
)
def test_a_connector_that_cheats_is_caught(
    ledger: Callable[[Ledger], Ledger], kind: Kind, name: str, words: str
) -> None:
    with pytest.raises(AssertionError, match=words):
        run(name, kind, Tamper(ledger=ledger))


@pytest.mark.parametrize(
    ("tamper", "kind", "name", "words"),
    [
        (Tamper(allowance=lambda one: cheats.Meters(one, None)), "xero", COUNTED, "calls counted"),
        (Tamper(allowance=lambda one: cheats.Meters(one, metered=False)), "xero", COUNTED, "calls metered"),
        (Tamper(allowance=lambda one: cheats.Meters(one, metered=True)), "quickbooks", COUNTED, "metered"),
        (Tamper(allowance=cheats.deaf), "quickbooks", THROTTLED, "nobody was told to wait"),
        (
            Tamper(credentials=cheats.RenewsAlone),
            "xero",
            "test_an_expired_token_is_renewed_once_for_a_whole_pull",
            "renewals",
        ),
    ],
)
def test_a_connector_that_keeps_things_to_itself_is_caught(
    tamper: Tamper, kind: Kind, name: str, words: str
) -> None:
    with pytest.raises(AssertionError, match=words):
        run(name, kind, tamper)


def test_a_token_in_an_errors_text_or_in_its_cause_is_caught() -> None:
    with emulated("xero") as source, Stand(source) as stand:
        token = stand.credentials.tokens().refresh_token

        def blurt(shown: str, cause: Exception | None) -> None:
            raise TryLater(shown) from cause

        for error in (token, None), ("no answer", ValueError(token)), ("no answer", KeyError({"x": token})):
            with pytest.raises(AssertionError, match="a secret is shown"):
                stand.caught(partial(blurt, *error), TryLater)
        stand.caught(partial(blurt, "no answer", ValueError("nor a secret")), TryLater)


@pytest.mark.parametrize("missing", sorted(Trouble))
def test_what_a_ledger_does_not_have_is_skipped_with_its_reason(missing: Trouble) -> None:
    needs = {
        Trouble.SLOW: "test_slow_reads_are_tried_later",
        Trouble.TRICKLES: "test_reads_whose_answer_trickles_are_tried_later",
        Trouble.CUT: CUT_PULL,
        Trouble.LOST: LOST_PAYMENT,
        Trouble.THROTTLED: THROTTLED,
        Trouble.DOWN: "test_a_write_that_broke_the_server_is_uncertain",
        Trouble.PAGE: "test_a_write_answered_by_a_maintenance_page_is_uncertain",
        Trouble.PORTAL: "test_a_write_answered_by_some_web_page_is_uncertain",
        Trouble.GARBAGE: "test_a_write_whose_answer_breaks_off_is_uncertain",
        Trouble.EMPTY: "test_a_write_answered_with_nothing_is_uncertain",
    }
    with emulated("xero") as source:
        source.__dict__["abilities"] = replace(source.abilities, troubles=frozenset(Trouble) - {missing})
        with Stand(source) as stand, pytest.raises(SkipTest, match="here"):
            getattr(LedgerContract(), needs[missing])(stand)


def test_the_contract_needs_neither_pytest_nor_any_connector() -> None:
    program = (
        "import sys; sys.modules['pytest'] = None\n"
        "import connectors.contract\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('connectors.', 'sync'))))"
    )
    answer = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(answer.stdout.split())
    assert {"connectors.base", "connectors.errors", "connectors.contract"} <= loaded
    others = {name for name in loaded if not name.startswith("connectors.contract")}
    ports = ("base", "batches", "errors", "fees", "papers", "spare", "standing")
    assert others == {f"connectors.{name}" for name in ports}
