"""Every command: its module, its function there, and the line that `duesync --help` says of it.

A module is loaded when one of its commands is asked for, so the help needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info, get_group
from typer.models import CommandInfo


class Entry(NamedTuple):
    """`function`: what the command does, or a `typer.Typer` with commands of its own.

    The text that a module names `EPILOG` stands below the help of its command.
    """

    module: str
    function: str
    says: str


COMMANDS = {
    "init": Entry("linking", "init", "Make a configuration file, and the key beside it."),
    "connect": Entry("linking", "connect", "Link a company: sign in at the provider."),
    "sync": Entry("daily", "sync_ledgers", "Pull what changed, and decide; nothing is sent."),
    "reconcile": Entry("daily", "reconcile", "Compare what is owed with what the ledger says."),
    "run": Entry("daily", "run", "Do a whole pass: pull, decide, send, write back."),
    "worker": Entry("daily", "worker", "Run every linked ledger at its times."),
    "plan": Entry("ahead", "plan", "Show what is coming over the next days."),
    "approve": Entry("ahead", "approve", "Look at what waits for a yes, and give it."),
    "reword": Entry("deferring", "reword", "Write some words of one letter anew before it goes."),
    "postpone": Entry("deferring", "postpone", "Put off what waits for a yes, to a day."),
    "refuse": Entry("deferring", "refuse", "Refuse what waits for a yes, and say why."),
    "morning-mail": Entry("mornings", "morning_mail", "Mail a client's owner what waits for a yes."),
    "account-mail": Entry("users", "account_mail", "Tell users by mail that their sign-in was changed."),
    "briefing": Entry("briefings", "show", "Show what to know before calling a customer."),
    "status": Entry("look", "status", "Show every ledger: what is owed, waits, is wrong."),
    "why": Entry("look", "why", "Explain the decision on an invoice's account."),
    "replay": Entry("look", "replay", "Decide everything since a date again, and compare."),
    "learned": Entry("look", "learned", "Show what the trial of a level has shown so far."),
    "report": Entry("report", "report", "Show figures of a period: DSO, CEI, aging, promises."),
    "doctor": Entry("look", "doctor", "Check everything that a run needs."),
    "score": Entry("score", "score", "Say who is likely to pay late, and how sure that is."),
    "pay": Entry("acts", "pay", "Record money received for a customer's invoices."),
    "void-payment": Entry("acts", "void_payment", "Reverse a payment that Duesync wrote."),
    "pay-link": Entry("online", "pay_link", "Print a link by which a customer pays online."),
    "online": Entry("online", "online", "Show what customers paid online."),
    "hold": Entry("acts", "hold", "Stop chasing a ledger, a customer or an invoice."),
    "confirm-books": Entry("acts", "confirm_books", "State that the books are complete up to a date."),
    "uncertain": Entry("acts", "uncertain", "Say whether messages in doubt went or not."),
    "bank": Entry("bank", "bank", "Read a bank's file, and enter what came in."),
    "replies": Entry("replies", "replies", "Show what customers wrote and nobody has seen to."),
    "reply": Entry("replies", "reply", "Show one message that came in, and settle it."),
    "hear": Entry("replies", "hear", "Take in messages as files (.eml)."),
    "promise": Entry("agreements", "promise", "Record a promise to pay: silence until its day."),
    "instalments": Entry("agreements", "instalments", "Record instalments that replace the due dates."),
    "dispute": Entry("agreements", "dispute", "Record what a customer disputes, and the answer."),
    "claim": Entry("agreements", "claim", "Record that a customer says it is paid."),
    "settle": Entry("agreements", "settle", "Grant that less is enough, if paid by a date."),
    "hand-over": Entry("agreements", "hand_over", "Hand a customer over to an agency or a lawyer."),
    "interest": Entry("charges", "interest", "Work out interest and fixed sums on what a customer owes."),
    "charge": Entry("charges", "charge", "Charge interest: propose, approve, withdraw, list."),
    "consent": Entry("consents", "consent", "Record that a customer allowed text messages to a number."),
    "exclude": Entry("contacts", "exclude", "Never follow up a customer or an invoice."),
    "opt-out": Entry("contacts", "opt_out", "Record that a customer wants no e-mails, calls or texts."),
    "address": Entry("contacts", "address", "Show or write the postal address that letters go to."),
    "prefer": Entry("preferring", "prefer", "Show or record how and when a customer wants to hear."),
    "portal-link": Entry("portal", "portal_link", "Print a link to a customer's own page, or revoke theirs."),
    "log": Entry("contacts", "log", "Log a call, mail or visit of your own."),
    "suppressed": Entry("suppressed", "suppressed", "List addresses and numbers that nothing is sent to."),
    "suppress": Entry("suppressed", "suppress", "Send nothing to an address or number any more."),
    "note": Entry("notes", "note", "Write a note about a customer for your colleagues."),
    "timeline": Entry("timeline", "timeline", "Show all that passed between you and a customer."),
    "letters": Entry("letters_at_once", "letters", "Print all letters that wait, or send them by a service."),
    "letter": Entry("letters", "letter", "List, print and mark letters that are to be posted."),
    "attach": Entry("documents", "attach", "Attach a contract, terms or another proof to a customer."),
    "dossier": Entry("dossier", "dossier", "Make the evidence file about a customer, for a court."),
    "policy": Entry("policy", "policy", "Show a ledger's policy and its versions, or change it."),
    "sort": Entry("sort", "sort", "Sort what was long overdue when the ledger was linked."),
    "write-offs": Entry("write_offs", "write_offs", "List what might be written off, and why."),
    "law": Entry("law", "law", "Show the rules of law, or judge cases by them."),
    "backup": Entry("keeping", "backup", "Keep the whole store in one file, while others work."),
    "restore": Entry("keeping", "restore", "Make the store of a backup, and hold all of it."),
    "migrate": Entry("migrating", "migrate", "Bring a fleet's tables on, before a deploy and after."),
    "migrate-store": Entry("moving", "migrate_store", "Carry the store over to another database."),
    "unlink": Entry("leaving", "unlink", "End a ledger: export it, sign out, delete it later."),
    "import": Entry("leaving", "import_", "Take up a ledger that was unlinked elsewhere."),
    "departures": Entry("leaving", "departures", "Show the receipts of ledgers that were unlinked."),
    "audit": Entry("audit", "audit", "Show what was done, and prove that nobody changed it."),
    "access": Entry("privacy", "access", "Write out all that is held of a customer."),
    "erase": Entry("privacy", "erase", "Erase a customer, as far and as soon as may be."),
    "retention": Entry("privacy", "retention", "Delete what is past its time."),
    "sandbox": Entry("rehearse", "sandbox", "Serve pretend ledgers and a mail server."),
    "demo": Entry("rehearse", "demo", "Do the main job end to end on pretend books."),
    "simulate": Entry("rehearse", "simulate", "Live through pretend years in which everything goes wrong."),
    "backtest": Entry("rehearse", "backtest", "Try a policy on the past, beside the present one."),
    "token": Entry("tokens", "token", "Let other tools look in: API, calendar, status card."),
    "webhook": Entry("webhooks", "webhook", "Tell other tools what happens, as it happens."),
    "serve": Entry("serving", "serve", "Serve the console and all other pages, and take webhooks."),
    "operation": Entry("operating", "operation", "Write files for running it: runbook, units, alerts."),
    "user": Entry("users", "user", "Say who may sign in to the console."),
    "firm": Entry("firms", "firm", "Keep firms apart: their ledgers, users, keys and quotas."),
}


class Commands(TyperGroup):
    """The command line's group: the table above, and of its commands the one that is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Ready()

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002  # the library's name for it
        """All their names."""
        return [*COMMANDS]

    def format_commands(self, ctx: object, formatter: Any) -> None:  # noqa: ARG002  # as above
        """The names, each with what is said of it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.says) for name, entry in COMMANDS.items()])


class _Ready(MutableMapping[str, Any]):
    """The commands by name, each made when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(name, COMMANDS[name])
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _made(name: str, entry: Entry) -> Any:
    module = import_module(f"sync.cli.{entry.module}")
    function = getattr(module, entry.function)
    if isinstance(function, typer.Typer):
        group = get_group(function)
        group.name = name
        return group
    told = CommandInfo(name=name, callback=function, epilog=getattr(module, "EPILOG", None))
    return get_command_from_info(told, pretty_exceptions_short=True, rich_markup_mode=None)
