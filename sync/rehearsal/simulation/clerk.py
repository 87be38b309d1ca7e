"""The person who uses Duesync: says yes, records money and what customers say, sees to what is in doubt.

The clerk is truthful: a message counts as sent when it is in the mailbox, and the books are stated to be
complete only when nothing waits to be recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

from connectors.sandbox.generate.people import chance
from sync import commands
from sync.errors import DuesyncError
from sync.rehearsal.simulation.bookkeeper import Bookkeeper
from sync.rehearsal.simulation.customers import Fate, Transfer
from sync.rehearsal.simulation.journal import Journal
from sync.rehearsal.simulation.town import Town
from sync.rehearsal.simulation.witness import Letter, Paid, Told, Witness
from sync.store import outbox, review

_STATES_BOOKS = 0.4
_BOUNCES = 0.04
_STOPS = 0.03


@dataclass(slots=True)
class Clerk:
    """One ledger's. `to_answer`: disputes, each with the day on which it is answered.

    `ears`: who says stop, by dice of their own: nothing else falls otherwise; `heard`: letters so far.
    """

    town: Town
    witness: Witness
    books: Bookkeeper
    dice: Random
    journal: Journal
    to_answer: list[tuple[date, str]] = field(default_factory=list)
    recorded: int = 0
    ears: Random = field(default_factory=lambda: Random("stop"))
    heard: int = 0

    @property
    def name(self) -> str:
        """The ledger's."""
        return self.books.source.name

    def day(self, today: date) -> None:
        """Everything that came to this desk."""
        self._see_to_doubts()
        self._hear_stops()
        waiting, self.books.for_clerk = self.books.for_clerk, []
        for number, transfer in waiting:
            self._pay(number, transfer)
        for one in [one for one in self.to_answer if one[0] <= today]:
            self.to_answer.remove(one)
            self._answer(one[1])
        for number, fate in list(self.books.fates.items()):
            if fate.said is not None and fate.said_on is not None and fate.said_on <= today:
                self._hear(number, fate, today)
        if not self.books.backlog and chance(self.dice, _STATES_BOOKS):
            self._try("states that the books are complete", lambda: self._state_books(today))
        if chance(self.dice, 0.8):  # now and then nobody looks
            self._try("says yes to all that waits", self._approve)

    def _try(self, told: str, do: Callable[[], object], *about: str) -> bool:
        try:
            do()
        except (commands.ActError, DuesyncError) as error:
            self.journal.tell(self.name, f"clerk could not: {told} ({error})", *about)
            return False
        self.journal.tell(self.name, f"clerk {told}", *about)
        return True

    def _approve(self) -> None:
        office, ledger = self.town.office, self.town.office.linked(self.name)
        waiting = commands.proposals(office, ledger)
        if waiting or ledger.released_at is None:
            commands.approve(office, ledger, waiting, "the clerk")

    def _state_books(self, today: date) -> None:
        office = self.town.office
        commands.confirm_books(office, office.linked(self.name), today - timedelta(days=1))

    def _pay(self, number: str, transfer: Transfer) -> None:
        """Recorded here once; the next pass writes it to the ledger."""
        owed = self.books.find(number)
        if owed is None:
            self.books.backlog.append((transfer.on, number, transfer))
            return
        amount = min(self.books.amount_of(number, transfer), owed.balance)
        self.recorded += 1
        reference = f"BANK-{self.recorded:06d}"
        office = self.town.office

        def record() -> None:
            write = commands.pay(
                office, office.linked(self.name), number, amount, paid_on=None, reference=reference
            )
            self.witness.paid.append(Paid(write.key, owed.id, number, owed.account, amount))

        if not self._try(f"records {amount} for {number} as {reference}", record, number, *owed.account[:1]):
            self.books.backlog.append((transfer.on, number, transfer))

    def _hear(self, number: str, fate: Fate, today: date) -> None:
        """What the customer says of that invoice is written down, once."""
        owed = self.books.find(number)
        self.books.fates[number] = Fate(fate.transfers)
        if owed is None or owed.due_on is None or owed.due_on >= today:
            return
        said = commands.Said(by="the clerk", invoices=(number,), who="the customer")
        office, ledger = self.town.office, self.town.office.linked(self.name)
        until = max(fate.until or today, today + timedelta(days=1))

        def hear() -> None:
            if fate.said == "dispute":
                done = commands.dispute(
                    office, ledger, said, amount=None, reason="not as ordered", owner=None, answer_by=None
                )
                ends = today + timedelta(days=9999)
            elif fate.said in {"promise", "broken promise"}:
                done = commands.promise(office, ledger, said, amount=None, by=until)
                ends = until
            else:
                done = commands.claim(office, ledger, said, commands.Claimed(None, today, ""))
                ends = today + timedelta(days=3)
            self.witness.told.append(Told(str(fate.said), owed.id, self.town.time.now, ends, done.number))

        told = f"hears of {number}: {fate.said}" + (
            f" to pay by {until}" if "promise" in str(fate.said) else ""
        )
        if self._try(told, hear, number, *owed.account[:1]) and fate.said == "dispute":
            self.to_answer.append((today + timedelta(days=self.dice.randint(7, 40)), number))

    def _answer(self, number: str) -> None:
        """A dispute is answered: the debt stands."""
        owed = self.books.find(number)
        if owed is None:
            return
        said = commands.Said(by="the clerk", invoices=(number,))
        office, ledger = self.town.office, self.town.office.linked(self.name)

        def end() -> None:
            commands.end(
                office, ledger, "dispute", said, number=None, how="answered", words="it is as ordered"
            )

        if self._try(f"answers the dispute about {number}", end, number, *owed.account[:1]):
            self.witness.end("dispute", owed.id)

    def _see_to_doubts(self) -> None:
        """Messages in doubt are looked for in the mailbox; some that came through come back."""
        office, ledger = self.town.office, self.town.office.linked(self.name)
        for key, _ in commands.uncertain_messages(office, ledger):
            sent = self.witness.has_come(key)
            word = "went" if sent else "did not go"
            self._try(
                f"says that message {key} {word}",
                partial(commands.resolve, office, ledger, key, sent=sent),
                key,
            )
        for letter in self.witness.to_bounce(self.dice, _BOUNCES):
            self._bounce(ledger.id, letter)

    def _hear_stops(self) -> None:
        """Some who got a letter want no more, and spell their address as they like."""
        new, self.heard = self.witness.letters[self.heard :], len(self.witness.letters)
        for letter in new:
            if not chance(self.ears, _STOPS):
                continue
            address = self.ears.choice(letter.recipients)
            said = self.ears.choice((address.upper(), address.casefold(), f" {address}."))
            stop = partial(commands.suppress, self.town.office, said, why="stopped", source="a reply")
            if self._try(f"hears that {address} wants no more messages", stop, *letter.about):
                self.witness.stopped.setdefault(address.casefold(), self.town.time.now)

    def _bounce(self, ledger_id: int, letter: Letter) -> None:
        """The customer's mail server sends it back after all."""
        with self.town.office.store.write() as connection:
            effect = outbox.by_key(connection, ledger_id, letter.key)
            if effect is None or effect.state != "done":
                return
            outbox.take_back(connection, effect.id, "bounced", self.town.time.now)
            review.review_customers(connection, ledger_id, [effect.customer_id])
        letter.bounced = True
        self.journal.tell(self.name, f"message {letter.key} came back", *letter.about)
