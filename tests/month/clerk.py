"""The person at the desk: sees to what came in some days later, and mends addresses in the ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sync.commands import ActError
from sync.commands.drafts import confirm, drafts
from sync.commands.replies import assign_reply, messages, resolve_reply
from sync.store import incoming
from tests.month.oracle import Oracle, serials_of
from tests.month.town import Account, Person, Town
from tests.world import BOTH

_SEES_TO_IT = 0.4
_MENDS = 0.4
BY = "the clerk"
_RECORDS = ("promise", "dispute", "paid")


@dataclass(slots=True)
class Clerk:
    """Does what a person does, by the commands; never more often than the dice say."""

    town: Town
    oracle: Oracle
    dice: Random

    def day(self) -> None:
        """Some of what waits."""
        for name in BOTH:
            self._replies(name)
        for one in self.town.people:
            if self.oracle.barred.get(one.address) == "bounced" and self.dice.random() < _MENDS:
                self._mend(one)

    def _replies(self, name: str) -> None:
        office = self.town.made.office
        ledger = office.linked(name)
        waiting = {serial: whose for (at, serial), whose in self.oracle.waiting.items() if at == name}
        listed = {one.number for one in messages(office, ledger)}
        with office.store.read() as connection:
            kept = incoming.waiting(connection, ledger.id)
        numbers = {serial: one.id for one in kept if one.id in listed for serial in serials_of(one)}
        for serial, whose in waiting.items():
            if serial not in numbers:
                self.oracle.broke("no reply is lost", f"{serial} is not among the replies of {name}")
            elif self.dice.random() < _SEES_TO_IT:
                self._see_to(name, serial, numbers[serial], sorted(whose))

    def _see_to(self, name: str, serial: str, number: int, whose: list[str]) -> None:
        office = self.town.made.office
        ledger = office.linked(name)
        if len(whose) > 1:
            chosen = self.dice.choice(whose)
            assign_reply(office, ledger, number, chosen, BY)
            self.oracle.assign(name, serial, chosen)
            return
        [said] = [each for each in self.oracle.said if each.serial == serial]
        meant = [each for each in drafts(office, ledger, number) if each.kind == said.wanted]
        try:
            if not meant or not meant[0].confirmable:
                resolve_reply(office, ledger, number, "seen to", BY)
            else:
                confirm(office, ledger, number, [meant[0].number], BY)
                self._recorded(name, whose[0], meant[0].kind)
        except ActError:
            resolve_reply(office, ledger, number, "asked them by telephone", BY)
        del self.oracle.waiting[name, serial]

    def _recorded(self, name: str, customer: str, kind: str) -> None:
        self.oracle.tally[f"confirmed: {kind}"] += 1
        if kind in _RECORDS:
            self.oracle.agreed.add((name, customer))
        if kind == "stop":
            self.oracle.opted.add((name, customer))

    def _mend(self, one: Person) -> None:
        """They told another address, and it stands in every company's ledger."""
        place, _, domain = one.address.partition("@")
        new = f"{place}x@{domain}"
        for mate in self.town.at(one.address):
            mate.address = new
            for account in mate.accounts:
                self._write(account, new)
        self.oracle.tally["addresses mended"] += 1

    def _write(self, account: Account, address: str) -> None:
        self.town.set_address(account, address)
