"""What waits for people today: of each client what is wrong first, then what only a person can do.

The law it keeps: two queries tell for all clients of what there is anything; only that is asked, by some
queries a client, however large its book. Nothing is rendered or judged before it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from dunning.agreements import Dispute
from dunning.decisions import Notify, Reason
from dunning.effects import Message as Sent
from dunning.reaching import CHANNEL_WORDS
from sync.commands.messages import uncertain_messages, why_uncertain
from sync.commands.posting import Posting, to_post
from sync.commands.proposed import Proposal, proposed_in, put_off_since
from sync.commands.ranking import in_order
from sync.commands.replies import Message, messages
from sync.delivered import notify_of
from sync.office import Office
from sync.status import told_of
from sync.store import agreements, checkouts, decided, figures, glance, outbox, places, said
from sync.store.glance import MESSAGES, Kind
from sync.store.ledgers import LinkedLedger

_STEPS = {
    "balance_confirmation": "balance confirmation",
    "pre_due": "note before the due date",
    "thanks": "thanks for a payment",
    "terms_note": "note on how payment works",
    "answer": "answer to a question",
    "statement": "monthly statement",
    "hand_over": "hand-over",
}
_MESSAGES = ("email", "sms", "voice", "letter")


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A message that may or may not have gone. `why`: nobody knows."""

    key: str
    message: Sent
    why: str


@dataclass(frozen=True, slots=True)
class PaidOnline:
    """A payment online that a person is to see to, and why."""

    key: str
    customer_id: str
    customer: str
    text: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute that nobody answered. `number`: of the invoice; `late`: its day is over."""

    customer_id: str
    customer: str
    number: str
    dispute: Dispute
    late: bool


_KINDS: Final[tuple[Kind, ...]] = (
    "inbox in trouble",
    "payment online in trouble",
    "open dispute",
    "waiting reply",
    "proposed",
    "old debt",
    "uncertain message",
    "ready message",
    "ready letter",
    "refused write",
)


@dataclass(frozen=True, slots=True)
class Going:
    """Something that a person said yes to, and that goes with the next run."""

    customer_id: str
    customer: str
    notify: Notify


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One ledger. `wrong`: what is, each in a sentence. `online`: payments to see to. `replies`: late first.

    `disputes`: to be answered, the earliest first. `messages`: what waits for a yes and is sent or posted;
    `calls`: to be made, and what else is a person's, in the order of `ordered_by`. `letters`: approved, to be
    printed and posted. `going`: with the next run. `unsorted`: accounts that hear nothing while old debt
    is not sorted.
    """

    ledger: LinkedLedger
    wrong: tuple[str, ...]
    uncertain: tuple[Uncertain, ...]
    online: tuple[PaidOnline, ...]
    replies: tuple[Message, ...]
    disputes: tuple[Disputed, ...]
    messages: tuple[Proposal, ...]
    calls: tuple[Proposal, ...]
    ordered_by: str
    letters: tuple[Posting, ...]
    going: tuple[Going, ...]
    unsorted: int

    @property
    def late(self) -> int:
        """How many replies and disputes wait for too long."""
        return sum(each.late for each in self.replies) + sum(each.late for each in self.disputes)

    @property
    def exceptions(self) -> int:
        """How many things are not as they should be."""
        return len(self.wrong) + len(self.uncertain) + len(self.online) + self.late

    @property
    def waits(self) -> int:
        """How much waits for somebody, all told."""
        faults = (self.wrong, self.uncertain, self.online)
        lists = (*faults, self.replies, self.disputes, self.messages, self.calls, self.letters)
        return sum(map(len, lists)) + self.unsorted

    @property
    def told(self) -> tuple[str, ...]:
        """What waits there beside what is wrong, counted: "3 messages", "1 reply"."""
        lists = (
            (self.replies, "reply", "replies"),
            (self.disputes, "dispute", "disputes"),
            (self.messages, "message for a yes", "messages for a yes"),
            (self.calls, "call or task", "calls and tasks"),
            (self.letters, "letter to post", "letters to post"),
            (self.going, "approved", "approved"),
        )
        return tuple(f"{len(rows)} {one if len(rows) == 1 else more}" for rows, one, more in lists if rows)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one look at the store shows of a client; the rest is a look of its own where there is any."""

    wrong: tuple[str, ...]
    online: tuple[PaidOnline, ...]
    disputes: tuple[Disputed, ...]
    waiting: Sequence[Proposal]
    going: tuple[Going, ...]


def clients(office: Office, found: Sequence[LinkedLedger]) -> list[Client]:
    """Those that are followed up, where something is wrong first, then those where most waits."""
    followed = [each for each in found if each.leaves_on is None and each.name in office.config.ledgers]
    made = _made(office, followed)
    return sorted(made, key=lambda one: (not one.exceptions, -one.waits, one.ledger.name))


def client(office: Office, ledger: LinkedLedger) -> Client:
    """What waits at that one."""
    [made] = _made(office, [ledger])
    return made


def _made(office: Office, found: Sequence[LinkedLedger]) -> list[Client]:
    """Of each; one of whom nothing waits costs no query of its own."""
    with office.store.read() as connection:
        counted = glance.counts(connection, [one.id for one in found], _KINDS)
        of_each = [(one, counted.get(one.id, {})) for one in found]
        seen = [(one, there, _read(office, connection, one, there)) for one, there in of_each]
    return [_client(office, *each) for each in seen]


def _read(office: Office, connection: Connection, ledger: LinkedLedger, there: Mapping[Kind, int]) -> _Read:
    is_proposed = "proposed" in there
    waiting, approved = proposed_in(connection, ledger, office.clock.now()) if is_proposed else ([], [])
    return _Read(
        wrong=_wrong(connection, ledger, there),
        online=_online(connection, ledger) if "payment online in trouble" in there else (),
        disputes=_disputes(office, connection, ledger) if "open dispute" in there else (),
        waiting=waiting,
        going=_going(connection, ledger, approved, has_ready="ready message" in there),
    )


def _client(office: Office, ledger: LinkedLedger, there: Mapping[Kind, int], read: _Read) -> Client:
    tasks = [one for one in read.waiting if one.notify.channel not in _MESSAGES]
    ordered_by, ranked = in_order(office, ledger, tasks)
    wrote = "waiting reply" in there
    return Client(
        ledger=ledger,
        wrong=read.wrong,
        uncertain=tuple(_uncertain(office, ledger) if "uncertain message" in there else ()),
        online=read.online,
        replies=tuple(sorted(messages(office, ledger), key=lambda one: not one.late) if wrote else ()),
        disputes=read.disputes,
        messages=tuple(one for one in read.waiting if one.notify.channel in _MESSAGES),
        calls=tuple(one.proposal for one in ranked),
        ordered_by=ordered_by,
        letters=tuple(to_post(office, ledger) if "ready letter" in there else ()),
        going=read.going,
        unsorted=there.get("old debt", 0),
    )


def put_off(office: Office, ledger: LinkedLedger) -> list[tuple[str, str, str]]:
    """(customer id, name, why) of every step that a person postponed or refused, just now or before."""
    reasons = (Reason.POSTPONED.name, Reason.DECLINED.name)
    with office.store.read() as connection:
        found = decided.standing(connection, ledger.id, reasons=reasons)
        since = put_off_since(connection, ledger, office.clock.now())
        names = figures.customer_names(connection, ledger.id) if found or since else {}
    since = [(customer, f"{names.get(customer, customer)}: {text}") for customer, text in since]
    told = [*since, *((one.customer_id, one.decision.text) for one in found)]
    return [(customer, names.get(customer, ""), text) for customer, text in told]


def _going(
    connection: Connection, ledger: LinkedLedger, approved: Sequence[Proposal], *, has_ready: bool
) -> tuple[Going, ...]:
    """What somebody just said yes to, and what is ready by such a word."""
    going = [Going(one.customer_id, one.customer, one.notify) for one in approved]
    if not has_ready:
        return tuple(going)
    ready = [
        (one.customer_id, notify_of(one)) for one in outbox.work(connection, ledger.id, MESSAGES, "ready")
    ]
    given = said.approved(connection, ledger.id, {customer for customer, _ in ready})
    yes = {each.fingerprint for of_account in given.values() for each in of_account}
    names = figures.customer_names(connection, ledger.id)
    going += [
        Going(customer, names.get(customer, customer), act)
        for customer, act in ready
        if act.fingerprint in yes
    ]
    return tuple(going)


def _wrong(connection: Connection, ledger: LinkedLedger, there: Mapping[Kind, int]) -> tuple[str, ...]:
    found = [] if ledger.problem is None else [f"The last run failed: {ledger.problem}"]
    if ledger.pulled_at is not None and not ledger.complete:
        found.append("The first pull is not finished, so nothing is decided yet.")
    for folder, problem, _ in places.problems(connection, ledger.id) if "inbox in trouble" in there else ():
        found.append(f"The inbox ({folder}) cannot be read, so nothing is sent: {problem}")
    if "refused write" in there:
        rows = (row._mapping for row in figures.troubled_effects(connection, ledger.id))  # noqa: SLF001 - so named by SQLAlchemy
        keys = [row["key"] for row in rows if row["state"] == "refused" and row["kind"] != "message"]
        found += told_of(connection, ledger, keys)
    return tuple(found)


def _online(connection: Connection, ledger: LinkedLedger) -> tuple[PaidOnline, ...]:
    found = checkouts.troubled(connection, ledger.id)
    names = figures.customer_names(connection, ledger.id) if found else {}
    return tuple(
        PaidOnline(one.key, one.customer_id, names.get(one.customer_id, one.customer_id), one.trouble or "")
        for one in found
    )


def _disputes(office: Office, connection: Connection, ledger: LinkedLedger) -> tuple[Disputed, ...]:
    zone = ZoneInfo(ledger.timezone)
    found = agreements.open_disputes(connection, ledger.id, zone)
    if not found:
        return ()
    names, today = figures.customer_names(connection, ledger.id), office.clock.now().astimezone(zone).date()
    ids = [one for each in found for one in each.agreement.invoice_ids]
    numbers = {id_: row.number for id_, row in figures.invoices_by_id(connection, ledger.id, ids).items()}
    made = [
        Disputed(
            customer_id=each.customer_id,
            customer=names.get(each.customer_id, each.customer_id),
            number=numbers.get(each.agreement.invoice_ids[0]) or each.agreement.invoice_ids[0],
            dispute=each.agreement,
            late=today > each.agreement.answer_by,
        )
        for each in found
        if isinstance(each.agreement, Dispute)
    ]
    return tuple(sorted(made, key=lambda one: one.dispute.answer_by))


def _uncertain(office: Office, ledger: LinkedLedger) -> list[Uncertain]:
    whys = why_uncertain(office, ledger)
    return [Uncertain(key, sent, whys.get(key, "")) for key, sent in uncertain_messages(office, ledger)]


def why_in_brief(proposal: Proposal) -> str:
    """What makes it wait for a person, in few words; "" where the ledger is new, as all of it waits then."""
    first = proposal.reason.partition(". ")[0]
    if "is new: a person must see" in first:
        return ""
    causes = first.removeprefix("A person must approve this first")
    return causes.strip(" ()") if causes != first else first


def step_in_words(act: Notify) -> str:
    """What it is and how it goes: "Second reminder, by e-mail"."""
    name = _STEPS.get(act.level, act.level.replace("_", " "))
    name = name[:1].upper() + name[1:]
    return name if act.level == act.channel else f"{name}, by {CHANNEL_WORDS[act.channel]}"
