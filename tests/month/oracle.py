"""What must be, by a bookkeeping of its own: of what was put on the wire and what a person did, never of how
Duesync came to its decision.

A stop, a bounce or a complaint counts from the moment at which it is there, with whichever of both ledgers;
what opts out one customer, from when the ledger that it was written to next looks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import sqlalchemy as sa

from connectors.sandbox.twilio.exchange import Text
from connectors.sandbox.twilio.telephone import Call
from dunning.account import Question
from dunning.decisions import Reason
from sync.delivered import notify_of
from sync.store import decided, incoming, outbox
from sync.store.incoming import Kept
from sync.tables import agreements
from tests.month.town import LEVELS, Town
from tests.sync.books import up_for_review
from tests.world import BOTH

# Reasons of which a decision may speak before it speaks of a reply, a stop, an absence.
BEFORE_A_REPLY = frozenset("PAID NOTHING_DUE UNREADABLE DIFFERENT PAYMENT_REFUSED MONEY_ARRIVED".split())
BEFORE_A_STOP = BEFORE_A_REPLY | frozenset(
    "REPLY_WAITS UNCERTAIN FORBIDDEN LEDGER_REMINDS HOLD DISPUTED DISPUTE_UNANSWERED CLAIMED_PAID "
    "CLAIM_NOT_FOUND PROMISED INSTALMENTS SETTLEMENT SETTLED HANDED_OVER WRITE_OFF POLICY_CHANGED "
    "PROCEDURE_ENDED OLD_DEBT".split()
)
BEFORE_AN_ABSENCE = BEFORE_A_STOP | frozenset(
    "OPTED_OUT BOOKS_NOT_BOOKED SHORT_PAYMENT BELOW_MINIMUM NO_ADDRESS LEDGER_SENT LAW TIME_BARRED "
    "HOUSE_LIMIT TOO_SOON".split()
)
BEFORE_AN_ANSWER = BEFORE_A_STOP | frozenset("OPTED_OUT NO_ADDRESS OUT_OF_HOURS ANSWER REFUSED".split())
Key = tuple[str, str]  # ledger, customer's id there
_MOST_A_WEEK = 3  # answers, unless the policy says otherwise


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that was broken on that day."""

    on: date
    law: str
    what: str

    def __str__(self) -> str:
        """In a line."""
        return f"{self.on} {self.law}: {self.what}"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that came in. `whose`: by ledger, whose it must be; one that is not there has none of it.

    `waits`: for a person; `None` where both are right. `wanted`: what was meant. `asks`: the books may answer
    it, and until then, or a person sees to it, it holds all else.
    """

    serial: str
    whose: dict[str, frozenset[str]]
    waits: bool | None
    wanted: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A message of ours. `way`: "email", "sms" or "voice"; `id`: its Message-ID, or Twilio's.

    `currency`: of the debt that it asks for.
    """

    account: Key
    level: str
    to: str
    way: str
    id: str
    words: str
    currency: str = ""


@dataclass(slots=True)
class Oracle:
    """`barred`: addresses and numbers that get nothing, and why. `asked`: what may be a question, by what it
    goes by (a Message-ID, a number), and how many answers that may have. `mailed`: questions by text whose
    answer went by mail, and no text has told of it yet. `due`: customers who were up for another look when a
    day was over. `ringing`: calls that did not end.

    `again`: by account and currency, the level to be taken once more, as its message came back. `away`:
    nothing before that day. `opted`: accounts that get no e-mail. `agreed`: by whom a person recorded what
    they said.
    """

    town: Town
    barred: dict[str, str] = field(default_factory=dict)
    in_calls: set[str] = field(default_factory=set)
    coming: list[tuple[str, str]] = field(default_factory=list)
    answerable: set[tuple[str, str]] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    mailed: set[str] = field(default_factory=set)
    answers: dict[Key, list[date]] = field(default_factory=lambda: defaultdict(list))
    ringing: dict[str, Gone] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    unread: dict[str, list[Said]] = field(default_factory=lambda: {name: [] for name in BOTH})
    waiting: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    away: dict[Key, date] = field(default_factory=dict)
    opted: set[Key] = field(default_factory=set)
    no_more: dict[str, list[Key]] = field(default_factory=lambda: {name: [] for name in BOTH})
    stopped_just_now: set[str] = field(default_factory=set)
    again: dict[tuple[Key, str], str] = field(default_factory=dict)
    levels: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    agreed: set[Key] = field(default_factory=set)
    machines: set[str] = field(default_factory=set)
    mails: int = 0
    texts: int = 0
    calls: int = 0
    keys: Counter[str] = field(default_factory=Counter)
    gone: list[Gone] = field(default_factory=list)
    assigned: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    today: Counter[Key] = field(default_factory=Counter)
    helped: dict[str, date] = field(default_factory=dict)
    loops: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    due: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in BOTH})
    tally: Counter[str] = field(default_factory=Counter)
    breaches: list[Breach] = field(default_factory=list)

    def broke(self, law: str, what: str) -> None:
        """A law was broken."""
        self.breaches.append(Breach(self.town.hands.now().date(), law, what))

    # --- what came in

    def came(self, ledger: str | None, said: Said) -> None:
        """It is in the mailbox of that ledger; `None`: at Twilio, which whoever looks first is told by."""
        self.said.append(said)
        for name in BOTH if ledger is None else (ledger,):
            self.unread[name].append(said)

    def bar(self, address: str, why: str) -> None:
        """Nothing goes there from now on: it may lie unread with one ledger, and both must heed it."""
        self.barred.setdefault(address, why)

    def bar_from_tomorrow(self, address: str, why: str) -> None:
        """As `bar`, told when the last pass of the day is over."""
        self.coming.append((address, why))

    def bar_number(self, number: str) -> None:
        """They texted STOP, which every pass hears before it texts; a dead number stays one."""
        self.barred.setdefault(number, "stopped")
        self.stopped_just_now.add(number)

    def free_number(self, number: str) -> None:
        """They texted START."""
        self.barred.pop(number, None)

    def opting(self, ledger: str | None, account: Key) -> None:
        """That customer wants no e-mail of that company's, as soon as the ledger has looked."""
        if ledger is None:
            self.opted.add(account)
        else:
            self.no_more[ledger].append(account)

    def leaves(self, account: Key, back: date) -> None:
        """They are away until that day; of several the last day."""
        self.away[account] = max(back, self.away.get(account, back))

    def looks(self, ledger: str) -> None:
        """The ledger is about to look at what came in."""
        for address, why in self.coming:
            self.bar(address, why)
        self.coming.clear()
        self.opted.update(self.no_more[ledger])
        self.no_more[ledger].clear()
        for said in self.unread[ledger]:
            if said.waits and said.whose.get(ledger) is not None:
                self.waiting[ledger, said.serial] = said.whose[ledger]
        self.unread[ledger].clear()

    def assign(self, ledger: str, serial: str, customer: str) -> None:
        """A person said whose it is."""
        self.assigned[ledger, serial] = frozenset({customer})
        if (ledger, serial) in self.waiting:
            self.waiting[ledger, serial] = frozenset({customer})

    def held(self, key: Key, *, but_questions: bool = False) -> bool:
        """Whether something of theirs waits for a person. `but_questions`: that the books may not answer."""
        return any(
            key[0] == ledger
            and key[1] in whose
            and not (but_questions and (ledger, serial) in self.answerable)
            for (ledger, serial), whose in self.waiting.items()
        )

    # --- what went out

    def went(self, day: date) -> None:
        """Every message since the last look is held against what is known."""
        sent, texts = self.town.sent(), self.town.made.sandbox.texts.exchange.texts
        for ledger, to, message in sent[self.mails :]:
            key = str(message["Message-ID"])[1:21]
            self.keys[key] += 1
            if self.keys[key] > 1:
                self.broke("sent once", f"{key} to {to}")
            if to in self.barred:
                self.broke("nothing to who stopped", f"{ledger} wrote to {to} ({self.barred[to]})")
            body = message.get_body(("plain",))
            words = "" if body is None else str(body.get_content())
            gone = Gone((ledger, ""), "", to, "email", str(message["Message-ID"]), words)
            self._counts(day, key, gone, str(message["In-Reply-To"]))
        new = [each for each in texts[self.texts :] if each.sid not in self.in_calls]
        out = [each for each in new if each.direction == "outbound-api"]
        for text in out:
            self._text(day, text)
        calls = self.town.made.sandbox.texts.telephones.calls
        for call in calls[self.calls :]:
            self._call(day, call)
        self.mails, self.texts, self.calls = len(sent), len(texts), len(calls)
        for ledger in BOTH:
            for effect in self._done(ledger, "call"):
                self._by_a_person(ledger, effect)

    def _by_a_person(self, ledger: str, effect: outbox.Effect) -> None:
        """The clerk said yes to a call, and made it: where no machine could."""
        if effect.key not in self.keys:
            self.keys[effect.key] += 1
            account = (ledger, effect.customer_id)
            self.again.pop((account, effect.currency), None)
            self.levels[account].append(notify_of(effect).level or "")
            self.tally["calls by a person"] += 1

    def _call(self, day: date, call: Call) -> None:
        if self.barred.get(call.theirs, "bounced") != "bounced":  # a number that takes no texts may be rung
            self.broke("nothing to who stopped", f"a call to {call.theirs} ({self.barred[call.theirs]})")
        [key] = parse_qs(urlsplit(call.url).query)["key"]
        self.keys[key] += 1
        if self.keys[key] > 1:
            self.broke("sent once", f"{key} to {call.theirs}")
        for ledger in BOTH:
            if any(one.key == key for one in self._done(ledger)):
                self._counts(day, key, Gone((ledger, ""), "", call.theirs, "voice", call.sid, ""))

    def called(self, sid: str, *, heard: bool) -> Gone | None:
        """How that call ended: somebody heard it, or it was only a try, and the level is to come again."""
        gone = self.ringing.pop(sid, None)
        if gone is None:
            return None
        if heard:
            self.levels[gone.account].append(gone.level)
        else:
            self.again[gone.account, gone.currency] = gone.level
        return gone

    def texted_in_a_call(self, number: str, texts: list[Text], *, asked: bool) -> None:
        """What went out while it lasted: one text at most, and only where its key was pressed."""
        self.tally["texts that a key asked for"] += len(texts)
        self.in_calls |= {each.sid for each in texts}
        if len(texts) > asked or any(each.theirs != number for each in texts):
            self.broke("a key texts once", f"{len(texts)} texts in a call of {number}")

    def pressed(self, said: Said, ledger: str) -> None:
        """A key that somebody must see to: told over HTTP, so it holds at once."""
        self.said.append(said)
        self.waiting[ledger, said.serial] = said.whose[ledger]

    def _text(self, day: date, text: Text) -> None:
        number = text.theirs
        if "START" in text.body and "get them again" in text.body:
            self.tally["stops confirmed"] += 1
            return  # of the stop itself
        if number in self.barred:
            self.broke("nothing to who stopped", f"a text to {number} ({self.barred[number]}): {text.body}")
        ledger = next((name for name in BOTH if name.title() in text.body), "")
        if "questions?" in text.body or "again. Reply STOP" in text.body:
            self.tally["answers by text"] += 1
            if "questions?" not in text.body:
                return  # they asked for texts again, and get them
            last = self.helped.get(number)
            if last is not None and day - last < timedelta(days=7):
                self.broke("a loop ends after one", f"{number} was answered on {last} too")
            self.helped[number] = day
            return
        effects = [one for one in self._done(ledger) if one.provider_id == text.sid]
        if not effects:
            self.broke("every text is a step", f"{number}: {text.body}")
            return
        gone = Gone((ledger, ""), "", number, "sms", text.sid, text.body)
        self._counts(day, effects[-1].key, gone, number)

    def _done(self, ledger: str, kind: str = "message") -> list[outbox.Effect]:
        made = self.town.made.office
        with made.store.read() as connection:
            states = ("done", "refused", "uncertain")
            ours = made.linked(ledger).id
            found = [one for each in states for one in outbox.work(connection, ours, (kind,), each)]
        return sorted(found, key=lambda one: one.id)

    def _counts(self, day: date, key: str, gone: Gone, asked: str = "") -> None:
        """`asked`: by what a question goes that this may answer."""
        office, (ledger, _), to, way = self.town.made.office, gone.account, gone.to, gone.way
        with office.store.read() as connection:
            effect = outbox.by_key(connection, office.linked(ledger).id, key)
        if effect is None:
            self.broke("every message is a step", f"{key} to {to}")
            return
        account, act = (ledger, effect.customer_id), notify_of(effect)
        level = act.level or ""
        mine = [
            one
            for one in self.town.people
            if to in (one.address, one.number)
            for each in one.accounts
            if (each.ledger, each.id) == account
        ]
        known = {each.id for one in self.town.people for each in one.accounts if each.ledger == ledger}
        if not mine and effect.customer_id in known:
            self.broke("written to its own address", f"{account} at {to}")
        if way == "email" and account in self.opted:
            self.broke("nothing to who stopped", f"{account} got {level} by e-mail")
        if self.held(account, but_questions=act.answer is not None):
            self.broke("nothing while a reply waits", f"{account} got {level} at {to}")
        if act.answer is not None:
            self._answers(day, account, way, act.answer.question, asked)
            return
        if self.away.get(account, day) > day:
            self.broke("nothing while they are away", f"{account} got {level}")
        wanted = self.again.pop((account, effect.currency), level)
        if wanted != level:
            self.broke("what came back is no level", f"{account} got {level}, not {wanted} once more")
        self.today[account] += 1
        if self.today[account] > 1 and effect.customer_id != "":
            self.tally["more than one a day"] += 1
        gone = replace(gone, account=account, level=level, currency=effect.currency)
        self.tally[way] += 1
        if way == "voice":
            self.ringing[gone.id] = gone
            return
        self.levels[account].append(level)
        self.gone.append(gone)

    def _answers(self, day: date, account: Key, way: str, question: Question, asked: str) -> None:
        if way == "sms" and question.message_id in self.mailed:  # it tells of the mail, and is a part of it
            self.mailed.remove(question.message_id)
            self.asked[asked] -= 1
            return
        by_text = question.by_text and way == "email"  # no header names what it answers
        self.mailed |= {question.message_id} if by_text else set()
        self._answered(day, account, way, question.message_id if by_text else asked)

    def _answered(self, day: date, account: Key, way: str, asked: str) -> None:
        """An answer is no step; each question has one, and who asks for ever is not answered for ever."""
        self.tally[f"questions answered ({way})"] += 1
        self.asked[asked] -= 1
        if self.asked[asked] < 0:
            self.broke("a question is answered once", f"{account}, who asked as {asked}")
        before = [each for each in self.answers[account] if day - each < timedelta(days=7)]
        if day in before or len(before) >= _MOST_A_WEEK:
            self.broke("a loop ends after one", f"{account} was answered on {', '.join(map(str, before))}")
        if asked in self.machines and any(each in self.machines for each in self.loops[account]):
            self.broke("no answer to a machine", f"{account} again")
        self.loops[account].append(asked)
        self.answers[account].append(day)

    def came_back(self, account: Key, level: str) -> None:
        """The message of that level reached nobody."""
        if self.levels[account] and self.levels[account][-1] == level:
            self.levels[account].pop()
            asked = (
                one.currency for one in reversed(self.gone) if (one.account, one.level) == (account, level)
            )
            self.again[account, next(asked)] = level

    # --- what must stand at the end of a day

    def day_over(self, day: date) -> None:
        """Where everything landed, and what the next decision of each account is."""
        for name in BOTH:
            self._landed(name)
            self._decided(name, day)
            self._recorded(name)
        self.today.clear()
        self.stopped_just_now.clear()

    def _landed(self, ledger: str) -> None:
        office = self.town.made.office
        with office.store.read() as connection:
            ours = office.linked(ledger).id
            kept = [*incoming.waiting(connection, ours), *incoming.settled(connection, ours, 100_000)]
        by_serial: dict[str, list[Kept]] = defaultdict(list)
        for one in kept:
            for serial in serials_of(one):
                by_serial[serial].append(one)
        unread = {each.serial for each in self.unread[ledger]}
        for said in self.said:
            found, whose = by_serial.get(said.serial, []), said.whose.get(ledger)
            if said.serial in unread:
                continue
            if whose is None or len(found) != 1:
                if found or whose is not None:
                    self.broke("no reply is lost", f"{ledger} has {said} {len(found)} times")
                continue
            waits = self._waits(ledger, said, found[0])
            is_whose = frozenset(found[0].whose)
            if is_whose != self.assigned.get((ledger, said.serial), whose):
                self.broke("it lands on the right account", f"{ledger} {said}: {sorted(is_whose)}")
            if found[0].is_waiting != waits:
                self.broke("only a person settles it", f"{ledger} {said}: {found[0].state} {found[0].note}")

    def _waits(self, ledger: str, said: Said, kept: Kept) -> bool:
        """Whether it must wait by now. Where both were right it is as it says; a question may be answered."""
        mark = (ledger, said.serial)
        if said.waits is None and kept.is_waiting and mark not in self.waiting:
            self.waiting[mark] = said.whose[ledger]
            self.answerable |= {mark} if said.asks else set()
        elif not kept.is_waiting and mark in self.answerable:
            self.waiting.pop(mark, None)
        return mark in self.waiting

    def _decided(self, ledger: str, day: date) -> None:
        office = self.town.made.office
        with office.store.read() as connection:
            standing = decided.standing(connection, office.linked(ledger).id)
        several = Counter(one.customer_id for one in standing)
        before, due = self.due[ledger], up_for_review(office.store, office.linked(ledger).id)
        self.due[ledger] = {customer for customer, _ in due}
        people = {each.id: one for one in self.town.people for each in one.accounts if each.ledger == ledger}
        for one in standing:
            key, reason = (ledger, one.customer_id), one.decision.reason
            person = people.get(one.customer_id)
            if (
                one.customer_id in self.due[ledger] - before
            ):  # a receipt came at the very end: the next day's decision knows of it
                continue
            if self.held(key, but_questions=True):
                self._must(key, reason, {"REPLY_WAITS"}, BEFORE_A_REPLY)
            elif self.held(key):
                self._must(key, reason, {"REPLY_WAITS"}, BEFORE_AN_ANSWER)
            elif person is not None and several[one.customer_id] == 1:
                way = self._next_way(key)
                why = self.barred.get(person.address if way == "email" else person.number)
                if way == "email" and key in self.opted:
                    why = "stopped"
                if way == "voice" and why == "bounced":
                    why = None
                if why is not None and way:
                    wanted = {"OPTED_OUT"} if why == "stopped" else {"OPTED_OUT", "NO_ADDRESS"}
                    self._must(key, reason, wanted, BEFORE_A_STOP)
                elif self.away.get(key, day) > day:
                    self._must(key, reason, {"AWAY"}, BEFORE_AN_ABSENCE)

    def _must(self, key: Key, reason: Reason, wanted: set[str], before: Iterable[str]) -> None:
        self.tally[f"decided: {reason.name}"] += reason.name in wanted
        if reason.name not in {*wanted, *before}:
            self.broke("it changes the next decision", f"{key} is {reason.name}, not {' or '.join(wanted)}")

    def _next_way(self, key: Key) -> str:
        order = list(LEVELS)
        done = self.levels[key]
        if not done:
            return LEVELS[order[0]][0]
        place = order.index(done[-1]) + 1 if done[-1] in order else len(order)
        return LEVELS[order[place]][0] if place < len(order) else ""

    def _recorded(self, ledger: str) -> None:
        office = self.town.made.office
        with office.store.read() as connection:
            query = sa.select(agreements.c.customer_id, agreements.c.kind)
            found = connection.execute(query.where(agreements.c.ledger_id == office.linked(ledger).id)).all()
        for customer, kind in found:
            if (ledger, customer) not in self.agreed:
                self.broke("only a person records it", f"{kind} of {customer} in {ledger}")


def serials_of(kept: Kept) -> set[str]:
    """By what the script knows it: the marks in its words, and what it was told under."""
    text = f"{kept.message.subject} {kept.message.words}"
    found = {each.strip("[]().") for each in text.split() if each.strip("[]().").startswith("s0")}
    return {*found, kept.message.message_id}
