"""What customers, mail servers and telephones do, by a seeded script, and only over the wire."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from connectors.sandbox.twilio.telephone import There
from tests.dunning.replies_desk import labelled
from tests.month.oracle import Gone, Oracle, Said
from tests.month.town import ADDRESSES, Person, Town
from tests.month.wire import ABSENT, complaint, delivery_report, letter
from tests.world import BOTH

_ACTS_AT_ALL = 0.5
_SHARE = 11  # has one address with the next: each of them answers the first that it gets
_HELD_BY_A_REPLY = ("paid", "promise", "dispute", "question", "wrong_person", "legal_threat", "insolvency")
_STOPS = ("STOP", "Stop!", "Abmelden", "arrêt", "BAJA", "no more texts please stop")
_QUESTIONS = {
    "en": ("What do I owe you?", "How can I pay?", "Please send me the invoice again.", "Who are you?"),
    "de": ("Was schulde ich Ihnen?", "Bitte schicken Sie mir die Rechnung noch einmal."),
    "fr": ("Combien vous dois-je ?", "Pouvez-vous me renvoyer la facture ?"),
    "es": ("¿Cuánto les debo?", "¿Me pueden reenviar la factura?"),
    "nl": ("Hoeveel moet ik betalen?", "Kunt u de factuur nogmaals sturen?"),
}
_THERE: tuple[There, ...] = ("human", "human", "human", "human", "busy", "no-answer", "machine_start")
_KEYS = ("", "", "1", "1", "2", "3", "9")
_TEXTS_SAY = ("I paid this last week", "Who is this", "wir zahlen morgen", "je ne comprends pas")


@dataclass(slots=True)
class Script:
    """`reacted`: how many of our messages somebody thought about already.

    `of_two`: accounts behind the shared mailbox that have answered.
    """

    town: Town
    oracle: Oracle
    dice: Random
    serials: int = 0
    reacted: int = 0
    answered: int = 0
    by_telephone: int = 0
    of_two: set[tuple[str, str]] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def day(self, today: date) -> None:
        """What happens before the passes of that day."""
        new, self.reacted = self.oracle.gone[self.reacted :], len(self.oracle.gone)
        for gone in new:
            if gone.to == self.town.people[_SHARE].address and gone.account not in self.of_two:
                self.one_of_two(gone)
            elif self.dice.random() < _ACTS_AT_ALL:
                (self._of_a_mail if gone.way == "email" else self._of_a_text)(gone, today)
        for act in (self.stranger, self.strange_text, self.forger, self.shared, self.liar):
            if self.dice.random() < 0.5:
                act(today)
        self._starts_again()

    def _of_a_mail(self, gone: Gone, today: date) -> None:
        acts: list[tuple[Callable[[Gone, date], None], int]] = [
            (self.hard, 3), (self.full, 2), (self.delayed, 1), (self.absent, 3), (self.reply, 8),
            (self.stop, 2), (self.complaint, 2), (self.click, 2), (self.ask, 4),
        ]  # fmt: skip
        [act] = self.dice.choices([act for act, _ in acts], [weight for _, weight in acts])
        act(gone, today)

    def _of_a_text(self, gone: Gone, today: date) -> None:
        self.dice.choice((self.text_stop, self.text_words, self.text_words, self.text_ask))(gone, today)

    def serial(self) -> str:
        """The mark of the next thing that is said."""
        self.serials += 1
        return f"s{self.serials:05d}"

    def note(self, kind: str, about: object) -> None:
        """For whoever reads what happened."""
        self.lines.append(f"{self.town.hands.now():%Y-%m-%d} {kind}: {about}")
        self.oracle.tally[f"came: {kind}"] += 1

    def _post(self, ledger: str, raw: bytes, sender: str) -> None:
        self.town.post(raw, sender=sender, to=ADDRESSES[ledger])

    # --- mail servers

    def hard(self, gone: Gone, _today: date) -> None:
        """There is no such mailbox."""
        said = self._report(gone, gone.to, "failed", "5.1.1", "no such user", waits=False)
        self.oracle.bar(gone.to, "bounced")
        self.oracle.came_back(gone.account, gone.level)
        self.note("hard bounce", said)

    def full(self, gone: Gone, _today: date) -> None:
        """It did not arrive, but the address is good."""
        said = self._report(gone, gone.to, "failed", "5.2.2", "mailbox full", waits=True)
        self.oracle.came_back(gone.account, gone.level)
        self.note("mailbox full", said)

    def delayed(self, gone: Gone, _today: date) -> None:
        """It may arrive yet."""
        self.note("delayed", self._report(gone, gone.to, "delayed", "4.4.1", "no answer", waits=False))

    def liar(self, _today: date) -> None:
        """A report about a message of ours tells of an address that it never went to."""
        mails = [each for each in self.oracle.gone if each.way == "email"]
        others = [each for each in self.town.people if each.address not in self.oracle.barred]
        if mails and others:
            gone, other = self.dice.choice(mails), self.dice.choice(others)
            if gone.to != other.address:
                said = self._report(gone, other.address, "failed", "5.1.1", "no such user", waits=True)
                self.note("a report that lies", said)

    def _report(self, gone: Gone, recipient: str, action: str, status: str, why: str, *, waits: bool) -> Said:
        (ledger, customer), serial = gone.account, self.serial()
        raw = delivery_report(
            gone.id, recipient, to=ADDRESSES[ledger], subject=f"Undelivered Mail {serial}",
            at=self.town.hands.now(), action=action, status=status, why=why,
        )  # fmt: skip
        said = Said(serial, {ledger: frozenset({customer})}, waits)
        self._post(ledger, raw, "")
        self.oracle.came(ledger, said)
        return said

    def complaint(self, gone: Gone, _today: date) -> None:
        """They called it spam."""
        (ledger, customer), serial = gone.account, self.serial()
        subject = f"complaint {serial}"
        now = self.town.hands.now()
        self._post(ledger, complaint(gone.id, gone.to, to=ADDRESSES[ledger], subject=subject, at=now), "")
        said = Said(serial, {ledger: frozenset({customer})}, waits=False)
        self.oracle.came(ledger, said)
        self.oracle.bar(gone.to, "complained")
        self.oracle.opting(ledger, gone.account)
        self.note("complaint", said)

    # --- people who write

    def reply(self, gone: Gone, _today: date) -> None:
        """They answer, in their own words."""
        wanted = self.dice.choice(_HELD_BY_A_REPLY)
        asks = wanted == "question"  # and may be answered
        words = self._words(wanted, gone)
        said = self._answer(gone, words, waits=None if asks else True, wanted=wanted, asks=asks)
        self.oracle.asked[_message_id(said, gone)] += asks
        self.note(f"reply ({wanted})", said)

    def ask(self, gone: Gone, _today: date) -> None:
        """They ask what the books can say."""
        words = self.dice.choice(_QUESTIONS[self._language(gone.to)])
        said = self._answer(gone, words, waits=None, asks=True)
        self.oracle.asked[_message_id(said, gone)] += 1
        self.note("question", said)

    def stop(self, gone: Gone, _today: date) -> None:
        """They want no more."""
        said = self._answer(gone, self._words("stop", gone), waits=None, wanted="stop")
        self.oracle.bar(gone.to, "stopped")
        self.oracle.opting(gone.account[0], gone.account)
        self.note("reply (stop)", said)

    def absent(self, gone: Gone, today: date) -> None:
        """Out of office for some days."""
        back = today + timedelta(days=self.dice.randint(2, 6))
        subject, words = ABSENT[self._language(gone.to)]
        words = words.format(back)
        said = self._answer(gone, words, waits=False, subject=subject, automatic=True)
        self.oracle.leaves(gone.account, back)
        self.note("out of office", f"{said} until {back}")

    def _words(self, wanted: str, gone: Gone) -> str:
        language = self._language(gone.to)
        of_kind = [
            each.words
            for each in labelled("first")
            if each.language == language and {one.kind for one in each.expected} == {wanted}
        ]
        return self.dice.choice(of_kind or ["Please look into this, it is not right."])

    def _language(self, address: str) -> str:
        return self.town.at(address)[0].language if self.town.at(address) else "en"

    def _answer(
        self,
        gone: Gone,
        words: str,
        *,
        waits: bool | None,
        wanted: str = "",
        subject: str = "Re: your message",
        automatic: bool = False,
        asks: bool = False,
    ) -> Said:
        (ledger, customer), serial = gone.account, self.serial()
        raw = letter(
            words, sender=gone.to, to=ADDRESSES[ledger], subject=f"{subject} {serial}", serial=serial,
            at=self.town.hands.now(), answers=gone.id, quoting=gone.words, automatic=automatic,
        )  # fmt: skip
        said = Said(serial, {ledger: frozenset({customer})}, waits, wanted, asks)
        self._post(ledger, raw, gone.to)
        self.oracle.came(ledger, said)
        return said

    def stranger(self, _today: date) -> None:
        """Somebody whom nobody knows."""
        self._unasked(self.dice.choice(BOTH), "someone@stranger.example", "Where is my parcel?", "unmatched")

    def strange_text(self, _today: date) -> None:
        """A text from a telephone that nobody knows."""
        serial = self.serial()
        self.town.made.sandbox.texts.text("+447700900999", f"Who is this {serial}")
        said = Said(serial, {BOTH[0]: frozenset()}, waits=True)
        self.oracle.came(None, said)
        self.note("unmatched text", said)

    def forger(self, _today: date) -> None:
        """Somebody writes in a customer's name."""
        one = self.dice.choice(self.town.people)
        words = self.dice.choice(("We paid all of it yesterday.", "I dispute all of this.", "Thanks!"))
        self._unasked(self.dice.choice(one.accounts).ledger, one.address, words, "forged")

    def shared(self, _today: date) -> None:
        """From a mailbox that two customers share."""
        one = self.town.people[_SHARE]
        if not self.of_two:
            return  # it would hold both, and nothing of ours would go there that could be answered
        self._unasked(one.accounts[0].ledger, one.address, "When do we pay?", "shared address")

    def one_of_two(self, gone: Gone) -> None:
        """An answer out of that mailbox: only what it answers tells whose it is."""
        self.of_two.add(gone.account)
        said = self._answer(gone, "Please look into this, it is not right.", waits=True)
        self.note("reply from a shared address", said)

    def _unasked(self, ledger: str, sender: str, words: str, kind: str) -> None:
        serial = self.serial()
        raw = letter(
            words, sender=sender, to=ADDRESSES[ledger], subject=f"A question {serial}", serial=serial,
            at=self.town.hands.now(),
        )  # fmt: skip
        theirs = [each for one in self.town.at(sender) for each in one.accounts if each.ledger == ledger]
        said = Said(serial, {ledger: frozenset(each.id for each in theirs)}, waits=True)
        self._post(ledger, raw, sender)
        self.oracle.came(ledger, said)
        self.note(kind, said)

    def click(self, gone: Gone, _today: date) -> None:
        """The button that mail programs show beside a message."""
        message = next(each for _, _, each in self.town.sent() if str(each["Message-ID"]) == gone.id)
        url = re.findall(r"<(https?:[^>]+)>", str(message["List-Unsubscribe"] or ""))
        if not url:
            self.oracle.broke("every message can be stopped", gone.id)
            return
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        path = url[0].removeprefix(self.town.web.url)
        answer = self.town.web.ask("POST", path, b"List-Unsubscribe=One-Click", form)
        if not answer.ok:
            self.oracle.broke("every message can be stopped", f"{path} {answer.status_code}")
        self.oracle.bar(gone.to, "stopped")
        self.oracle.opting(None, gone.account)
        self.note("one click", gone.to)

    # --- telephones

    def text_stop(self, gone: Gone, _today: date) -> None:
        """No more texts."""
        words = self.dice.choice(_STOPS)
        self.town.made.sandbox.texts.text(gone.to, words)
        self.oracle.bar_number(gone.to)
        self.note("text (stop)", f"{gone.to} {words}")

    def text_words(self, gone: Gone, _today: date) -> None:
        """They text something that a person must read."""
        person = next((each for each in self.town.people if each.number == gone.to), None)
        if person is None:
            return
        serial = self.serial()
        self.town.made.sandbox.texts.text(gone.to, f"{self.dice.choice(_TEXTS_SAY)} {serial}")
        whose = {each.ledger: frozenset({each.id}) for each in person.accounts}
        said = Said(serial, whose, waits=True)
        self.oracle.came(None, said)
        self.note("text", said)

    def text_ask(self, gone: Gone, _today: date) -> None:
        """They text what the books can say; where both companies may be meant, a person answers."""
        person = next((each for each in self.town.people if each.number == gone.to), None)
        if person is None:
            return
        words = self.dice.choice(_QUESTIONS[person.language])
        came = self.town.made.sandbox.texts.text(gone.to, words)
        whose = {each.ledger: frozenset({each.id}) for each in person.accounts}
        self.oracle.came(None, Said(came.sid, whose, waits=None, asks=True))
        self.oracle.asked[gone.to] += 1
        self.oracle.asked[came.sid] += 1  # an invoice goes by mail
        self.note("question by text", f"{gone.to} {words}")

    def calls(self) -> int:
        """Every telephone that rings: who takes it up, and which key they press; how many pressed one."""
        api, pressed = self.town.made.sandbox.texts, 0
        for call in [each for each in api.telephones.calls if each.status == "queued"]:
            there, key = self.dice.choice(_THERE), self.dice.choice(_KEYS)
            before = len(api.exchange.texts)
            api.ring(there, key, call.theirs)
            gone = self.oracle.called(call.sid, heard=there == "human")
            self.note(f"call ({there}{f', key {key}' if there == 'human' and key else ''})", call.theirs)
            texts = [each for each in api.exchange.texts[before:] if each.direction == "outbound-api"]
            self.oracle.texted_in_a_call(call.theirs, texts, asked=there == "human" and key == "1")
            if there == "human" and key and gone is not None:
                pressed += 1
                self._pressed(gone, key)
        return pressed

    def _pressed(self, gone: Gone, key: str) -> None:
        ledger, customer = gone.account
        if key == "9":
            self.oracle.bar_number(gone.to)
        elif key in ("2", "3"):
            wanted = "dispute" if key == "3" else ""
            said = Said(f"{gone.id}:{key}", {ledger: frozenset({customer})}, waits=True, wanted=wanted)
            self.oracle.pressed(said, ledger)

    def _starts_again(self) -> None:
        stopped = sorted(
            each
            for each, why in self.oracle.barred.items()
            if each.startswith("+") and why == "stopped" and each not in self.oracle.stopped_just_now
        )
        if stopped and self.dice.random() < 0.3:
            number = self.dice.choice(stopped)
            self.town.made.sandbox.texts.text(number, "START")
            self.oracle.free_number(number)
            self.note("text (start)", number)

    def meet(self) -> Callable[[], None]:
        """What some telephones do with the texts of this day; to be called when they were carried.

        Of some that have one ledger's texts alone the receipts are lost, so that it has to ask for them.
        """
        api = self.town.made.sandbox.texts
        fate = {each.number: self.dice.choice((30006, 30005, 30003)) for each in self.town.people}
        unlucky = {each: code for each, code in fate.items() if self.dice.random() < 0.15}
        seen = len(self.oracle.gone)
        alone = {each.number for each in self.town.people if len(each.accounts) == 1}
        api.loses = {each for each in sorted(unlucky) if each in alone and self.dice.random() < 0.5}
        for number, code in unlucky.items():
            api.meets(number, code)

        def over() -> None:
            api.loses = set()
            for number in unlucky:
                api.meets(number, None)
            for gone in self.oracle.gone[seen:]:
                if gone.way == "sms" and gone.to in unlucky:
                    self.oracle.came_back(gone.account, gone.level)
                    if unlucky[gone.to] != 30003:
                        self.oracle.bar_from_tomorrow(gone.to, "bounced")
                    self.note(f"receipt {unlucky[gone.to]}", gone.to)

        return over

    # --- machines

    def machines(self) -> int:
        """Whatever answers everything by itself answers what it got; how many answers."""
        made = 0
        new, self.answered = self.oracle.gone[self.answered :], len(self.oracle.gone)
        for gone in new:
            person = next((one for one in self.town.people if one.address == gone.to and one.machine), None)
            if person is not None:
                self._by_machine(gone, person)
                made += 1
        return made + self._by_telephone()

    def _by_machine(self, gone: Gone, person: Person) -> None:
        marked = person.machine == "marked"
        words = "Thank you for your message. We have received it, and your ticket is 4711. Who are you?"
        waits = False if marked else None  # one that does not say so may be answered, once
        subject = "Ticket received"
        said = self._answer(gone, words, waits=waits, subject=subject, automatic=marked, asks=not marked)
        self.oracle.machines.add(_message_id(said, gone))
        self.oracle.asked[_message_id(said, gone)] += not marked
        self.note(f"autoresponder ({person.machine})", said)

    def _by_telephone(self) -> int:
        """One telephone asks for help of whatever it gets, also of the help that it got."""
        api = self.town.made.sandbox.texts
        new = api.exchange.texts[self.by_telephone :]
        self.by_telephone = len(api.exchange.texts)
        theirs = {each.number for each in self.town.people if each.machine == "marked"}
        asked = [each for each in new if each.direction != "inbound" and each.theirs in theirs]
        for each in asked:
            api.text(each.theirs, "Info")
            self.note("telephone that asks for help", each.theirs)
        return len(asked)


def _message_id(said: Said, gone: Gone) -> str:
    """Of what they wrote from where that message went to."""
    return f"<{said.serial}@{gone.to.rpartition('@')[2]}>"
