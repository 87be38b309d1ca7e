"""Where one way fails, the same level goes by the next that the policy names, and by that way once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sync import commands
from sync.commands import contents
from sync.delivered import notify_of
from sync.store import decided, outbox
from sync.templates import templates
from tests.world import WORKING_DAY, XERO, world


def test_where_the_mail_server_refuses_a_reminder_it_becomes_a_letter(tmp_path: Path, store_url: str) -> None:
    with world(tmp_path, customers=8, store=store_url) as made:
        ways = '\n[policy.contact]\nfallback = ["letter"]\n'
        made.config.write_text(made.config.read_text(encoding="utf-8") + ways, encoding="utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        made.sandbox.mail.fail("refuse", times=1)
        assert made.run(XERO).delivered.refused == 1
        made.run(XERO)
        ledger = made.office.linked(XERO)
        with made.office.store.read() as connection:
            [refused] = outbox.work(connection, ledger.id, ("message",), "refused")
        waiting = commands.proposals(made.office, ledger)
        [letter] = [one for one in waiting if one.notify.channel == "letter"]
        assert letter.customer_id == refused.customer_id
        assert letter.notify.level == notify_of(refused).level
        commands.approve(made.office, ledger, [letter], "a test")
        assert made.run(XERO).delivered.refused == 0
        assert [one.customer for one in commands.to_post(made.office, ledger)] == [letter.customer]
        told = {address for mail in made.mail() for address in (mail["To"] or "").split(", ")}
        assert told.isdisjoint(notify_of(refused).recipients), "nothing goes there by mail again"


def test_words_that_our_own_check_refuses_go_by_no_other_way_and_a_person_is_shown_them(
    tmp_path: Path,
) -> None:
    with world(tmp_path, customers=8) as made:
        ways = '\n[policy.contact]\nfallback = ["letter"]\n'
        made.config.write_text(made.config.read_text(encoding="utf-8") + ways, encoding="utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        good = made.office
        made.office = replace(good, templates=_threatening)
        refused = made.run(XERO).delivered.refused
        assert refused > 0
        made.run(XERO)
        ledger = made.office.linked(XERO)
        waiting = commands.proposals(made.office, ledger)
        assert len(waiting) == refused
        assert {one.notify.channel for one in waiting} == {"email"}
        with made.office.store.read() as connection:
            told = [one.decision.text for one in decided.standing(connection, ledger.id)]
        asked = [text for text in told if "our own check of letter" in text]
        assert len(asked) == refused
        assert all('"collection agency"' in text and "or what it is made of" in text for text in asked)
        before = len(made.mail())
        made.office = good
        commands.approve(made.office, ledger, waiting, "a test")
        made.run(XERO)
        assert len(made.mail()) == before + refused


def test_a_letter_that_cannot_be_written_is_shown_to_a_person_and_the_others_go(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        made.at(WORKING_DAY).ready_to_send(XERO)
        good = made.office
        made.office = replace(good, templates=_of_two_invoices)
        done = made.run(XERO).delivered
        assert done.refused > 0
        assert done.messages > 0
        assert made.run(XERO).delivered.messages == 0
        ledger = made.office.linked(XERO)
        waiting = commands.proposals(made.office, ledger)
        assert len(waiting) == done.refused
        with made.office.store.read() as connection:
            told = [one.decision.text for one in decided.standing(connection, ledger.id)]
        asked = [text for text in told if "E118" in text]
        assert len(asked) == done.refused
        assert all("has no element 1" in text for text in asked)
        shown = [contents.content(made.office, ledger, one) for one in waiting]
        assert {(one.text, len(one.refused)) for one in shown} == {("", 1)}
        made.office = good
        commands.approve(made.office, ledger, waiting, "a test")
        assert made.run(XERO).delivered.messages == done.refused


def _of_two_invoices() -> dict[str, str]:
    """The letters, each as if nobody owed but one invoice, which no reading of the template shows."""
    second = "{{ invoices[1].number }}"
    return {
        name: words.replace("{% block closing %}", f"{{% block closing %}}\n{second}")
        for name, words in templates().items()
    }


def _threatening() -> dict[str, str]:
    """The letters, each with a threat that no policy here allows: only the finished letter shows it."""
    threat = "Please call us, or a collection agency will see to it."
    return {
        name: words.replace("{% block closing %}", f"{{% block closing %}}\n{threat}")
        for name, words in templates().items()
    }
