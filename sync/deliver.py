"""Deliver: claim, look, perform, settle. The only caller of `perform`, and of `send` but for a test mail to
the user (`sync.mailing`) and what is asked for in a call (`sync.asked_in_calls`).

Payments go first, for they change what is owed. Before messages the ledger is pulled again and the
accounts are decided again; a message leaves at most 120 seconds after that pull, and only when the
decision came out the same. A note about a message becomes ready when the message is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
from sqlalchemy.engine import Connection

import connectors
from connectors.base import Channel
from connectors.batches import Apart, Outcome, perform_all, performed, together
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from connectors.spare import sparing
from dunning.decisions import Notify
from dunning.effects import Attachment, LedgerWrite, Message, Receipt, WriteNote
from dunning.law import Rules
from dunning.letters.letter import Papers
from dunning.letters.lint.finding import Finding, errors
from dunning.reaching import VOICE
from sync.answers import lacks_copies
from sync.asking import PERSONS_TASKS
from sync.calls import is_call, under_way
from sync.decide import decide_due
from sync.delivered import account_of, delivered, notify_of
from sync.intake.inbox import hear
from sync.pacing import (
    addresses_of,
    heard,
    in_order,
    of_the_message,
    over_limit,
    paused,
    put_off_too_long,
)
from sync.papers import Enclosures
from sync.pull import pull
from sync.reconcile import write_of
from sync.settling_texts import hear_first
from sync.stopped_elsewhere import Elsewhere
from sync.store import documents, outbox, review, suppressions
from sync.store.ledger_notes import awaits_another, last_notes
from sync.store.outbox import Effect
from sync.store.quota import Full
from sync.texts import give_up_number, taken
from sync.ways import BY_TELEPHONE, Ways
from sync.worded import as_leaving, message_around, with_texted, worded
from sync.work import Work

FRESH_SECONDS = 110.0  # no message leaves longer than 120 after its look; 10 are for handing it over


@dataclass(slots=True)
class Delivered:
    """What was carried out, by kind, and what was not.

    `confirmed`: payments seen in the last look. `troubled`: keys of what was refused, left uncertain
    or put off; `put_off`: why the last write was. `limited`: why messages wait for the mail account's
    limits, "" where none does. `left_out`: why messages went without a pay link or
    a PDF, in words. `remarks`: what was unfortunate in letters that went, each once.
    """

    messages: int = 0
    tasks: int = 0
    notes: int = 0
    payments: int = 0
    voids: int = 0
    charges: int = 0
    fees: int = 0
    refused: int = 0
    uncertain: int = 0
    dropped: int = 0
    later: int = 0
    confirmed: int = 0
    troubled: list[str] = field(default_factory=list)
    put_off: str = ""
    limited: str = ""
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Look:
    """When the books were last looked at, by both clocks: the one that counts no sleep, and the wall.

    `rules`: the law then, read once for all its letters.
    """

    elapsed: float
    wall: datetime
    rules: Rules

    @classmethod
    def now(cls, work: Work) -> _Look:
        return cls(work.clock.elapsed(), work.store.clock.wall(), work.rules())

    def is_stale(self, work: Work) -> bool:
        """A closed lid stops the first clock but not the world, so the later of the two counts."""
        slept = (work.store.clock.wall() - self.wall).total_seconds()
        return max(work.clock.elapsed() - self.elapsed, slept) > FRESH_SECONDS


def deliver(work: Work) -> Delivered:
    """Carry out what is ready."""
    done = Delivered()
    with work.store.read() as connection:
        if not outbox.is_any_ready(connection, work.ledger.id):
            return done
    _write_to_ledger(work, ("payment", "void"), done)
    _write_to_ledger(work, ("charge",), done)
    _write_to_ledger(work, ("fee",), done)
    _hand_over_tasks(work, done)
    _send_messages(work, done)
    _write_to_ledger(work, ("note",), done)
    return done


def _write_to_ledger(work: Work, kinds: Sequence[str], done: Delivered) -> None:
    """Write what is ready, as many at once as the ledger takes; all are claimed before their call."""
    in_place = connectors.provider(work.ledger.provider).writes_note_in_place
    with work.store.read() as connection:
        ready = outbox.work(connection, work.ledger.id, kinds, "ready")
    turns = _turns(ready) if in_place else [[(effect, write_of(effect)) for effect in ready]]
    batches = (batch for turn in turns for batch in together(work.source, turn))
    for batch in batches:
        work.rest()
        lease = work.lease()
        with work.store.write(lease) as connection:
            wall, look_after = work.store.clock.wall(), work.look_after()
            claimed = [
                (effect, _in_place_of_the_last(connection, work, write) if in_place else write)
                for effect, write in batch
                if not (in_place and awaits_another(connection, work.ledger.id, effect))
                and outbox.claim(connection, effect, lease.fence, wall, look_after)
            ]
        if claimed and not _perform(work, claimed, done):
            break
        work.progress(f"{work.ledger.name}: wrote {done.payments} payments, {done.notes} notes")


def _turns(ready: Sequence[Effect]) -> list[list[tuple[Effect, LedgerWrite]]]:
    """The writes, but of each invoice's notes one at a time: the next may have to be set in its place."""
    turns: list[list[tuple[Effect, LedgerWrite]]] = []
    notes: Counter[str | None] = Counter()
    for effect in ready:
        turn = notes[effect.invoice_id] if effect.kind == "note" else 0
        notes[effect.invoice_id] += effect.kind == "note"
        if turn == len(turns):
            turns.append([])
        turns[turn].append((effect, write_of(effect)))
    return turns


def _in_place_of_the_last(connection: Connection, work: Work, write: LedgerWrite) -> LedgerWrite:
    """A note that follows what stands there by now, which may not have when it became ready."""
    if not isinstance(write, WriteNote):
        return write
    _, last = last_notes(connection, work.ledger.id, [write.invoice_id])[write.invoice_id]
    return write if last is None else msgspec.structs.replace(write, previous=last)


def _perform(work: Work, claimed: Sequence[tuple[Effect, LedgerWrite]], done: Delivered) -> bool:
    """One call. `False`: the ledger cannot be written to now, so leave the rest for later."""
    with sparing() if claimed[0][0].kind == "note" else nullcontext():  # a note can wait, money can't
        outcomes = list(perform_all(work.source, [write for _, write in claimed]))
        for number, (_, write) in enumerate(claimed):
            if isinstance(outcomes[number], Apart):
                work.lease()  # one more call, which may begin only while the ledger is ours
                outcomes[number] = performed(work.source, write)
                if isinstance(outcomes[number], TryLater | SignInAgain):
                    break  # nobody's call is taken now; the others are put back as they are
    with work.store.write(work.lease()) as connection:
        for (effect, _), outcome in zip(claimed, outcomes, strict=True):
            _settle(connection, work, effect, outcome, done)
    for outcome in outcomes:
        if isinstance(outcome, SignInAgain):
            raise outcome
    return not any(isinstance(outcome, TryLater) for outcome in outcomes)


def _settle(connection: Connection, work: Work, effect: Effect, outcome: Outcome, done: Delivered) -> None:
    """Write down what became of one write."""
    if isinstance(outcome, Refused | Uncertain):
        _settle_badly(connection, work, effect, outcome, done)
        return
    if isinstance(outcome, ConnectorError):  # certainly not carried out
        _put_off(connection, effect, outcome, done)
        return
    outbox.settle(connection, effect, "done", work.now(), receipt=outcome)
    if effect.kind == "void" and effect.cause_id is not None:
        outbox.take_back(connection, effect.cause_id, "reversed", work.now())
    if effect.kind != "note":  # a note changes nothing that a decision rests on
        review.review_customers(connection, work.ledger.id, [effect.customer_id])
    name = f"{effect.kind}s"
    setattr(done, name, getattr(done, name) + 1)


def _put_off(connection: Connection, effect: Effect, error: ConnectorError, done: Delivered) -> None:
    """Ready again. What keeps a whole batch waiting is told once, as the first of them."""
    if isinstance(error, SignInAgain):
        outbox.put_back(connection, effect, "the sign-in is gone")
        return
    told = isinstance(error, TryLater) and done.put_off == error.text
    outbox.put_back(connection, effect, None if told else str(error))
    done.later += 1
    if not told:
        done.put_off = error.text
        done.troubled.append(effect.key)


def _settle_badly(
    connection: Connection, work: Work, effect: Effect, error: ConnectorError, done: Delivered
) -> None:
    state = "uncertain" if isinstance(error, Uncertain) else "refused"
    done.troubled.append(effect.key)
    # our own call is over, so only the provider may still be at it; a dead worker's may start late
    look_after = work.store.clock.wall() + timedelta(seconds=work.settle_after)
    outbox.settle(connection, effect, state, work.now(), reason=str(error), look_after=look_after)
    review.review_customers(connection, work.ledger.id, [effect.customer_id])
    if state == "uncertain":
        done.uncertain += 1
    else:
        done.refused += 1


def _hand_over_tasks(work: Work, done: Delivered) -> None:
    """A person's task that a person approved is theirs now: the level counts, the ledger is told.

    A letter waits until somebody says that it was posted.
    """
    handed_over = [task for task in PERSONS_TASKS if task != "letter"]
    with work.store.read() as connection:
        ready = outbox.work(connection, work.ledger.id, handed_over, "ready")
    for effect in ready:
        lease = work.lease()
        with work.store.write(lease) as connection:
            if outbox.claim(connection, effect, lease.fence, work.store.clock.wall(), work.look_after()):
                receipt = Receipt(provider_id=effect.key, version="", at=work.now())
                _count(connection, work, effect, receipt)
                done.tasks += 1


def _send_messages(work: Work, done: Delivered) -> None:
    ready: Sequence[Effect]
    with work.store.read() as connection:
        ready = outbox.work(connection, work.ledger.id, ("message",), "ready")
    if not ready:
        return
    ways, enclosures, elsewhere = Ways(work), Enclosures(work, done.left_out), Elsewhere(work)
    try:
        while ready:
            _hear_texts(work, ways, ready, done)
            mails = _by_mail(ways, ready)
            full = work.quota.look(addresses_of(work, mails[0])) if mails else None
            if full is not None and not paused(work, full):
                _wait_for_room(ways, ("email",), done, full, len(mails))
                if len(mails) == len(ready):
                    return
            enclosures.gather(ready)  # before the look, whose time it must not take
            elsewhere.hear(ready)
            look = _Look.now(work)
            tried = done.messages + done.later + done.refused + done.uncertain
            still = elsewhere.without(_looked_at_again(work, ready, done))
            enclosures.gather(still)  # no call, but for an invoice that changed in between
            ready = _send_what_is_fresh(work, ways, enclosures, look, still, done)
            if ready and tried == done.messages + done.later + done.refused + done.uncertain:
                done.later += len(ready)  # the look itself takes too long for anything to leave after it
                return
    finally:
        ways.close()
        done.later += len(elsewhere.kept_back)
        done.remarks += elsewhere.remarks()


def _hear_texts(work: Work, ways: Ways, ready: Sequence[Effect], done: Delivered) -> None:
    """Somebody may have texted STOP, or an answer: nothing is texted before that could be heard."""
    trouble = hear_first(work) if work.texts else None
    number = 0 if trouble is None else sum(ways.of(notify_of(effect)) in BY_TELEPHONE for effect in ready)
    if trouble is not None and number:
        for way in BY_TELEPHONE:
            ways.shut(way)
        done.later += number
        done.put_off = trouble


def _looked_at_again(work: Work, ready: Sequence[Effect], done: Delivered) -> list[Effect]:
    """Pull and decide again; what is ready then, those put off before come last.

    Nothing is, where the pull or the inbox left something unread: then nobody knows what came in meanwhile.
    """
    came = hear(work)
    if came.problem is not None:
        done.later += len(ready)
        done.remarks.append(f"no message left, as an answer may be in the inbox: {came.problem}")
        return []
    pulled = pull(work)
    done.confirmed += pulled.confirmed
    if not pulled.whole:
        done.later += len(ready)
        return []
    with work.store.write(work.lease()) as connection:
        review.review_customers(connection, work.ledger.id, {effect.customer_id for effect in ready})
    done.dropped += decide_due(work).dropped
    with work.store.read() as connection:
        still = outbox.work(connection, work.ledger.id, ("message",), "ready")
    return in_order(work, still)


def _by_mail(ways: Ways, ready: Sequence[Effect]) -> list[Effect]:
    """Those that leave by mail, whose account has limits."""
    return [effect for effect in ready if ways.of(notify_of(effect)) == "email"]


def _wait_for_room(ways: Ways, shut: Sequence[str], done: Delivered, full: Full, messages: int) -> None:
    """So many stay ready, for the mail account's limits, or the firm's, are reached."""
    for way in shut:
        ways.shut(way)
    done.later += messages
    done.limited = over_limit(full, messages)


def _send_what_is_fresh(
    work: Work,
    ways: Ways,
    enclosures: Enclosures,
    look: _Look,
    ready: Sequence[Effect],
    done: Delivered,
) -> Sequence[Effect]:
    """Send until the look is stale; returns what is left then, nothing when no more can be sent now."""
    for number, effect in enumerate(ready):
        work.rest()
        way = ways.of(notify_of(effect))
        if way is None:
            continue
        if look.is_stale(work):
            return ready[number:]
        if (over := work.bound.take(addresses_of(work, effect))) is not None:
            _wait_for_room(ways, ("email", *BY_TELEPHONE), done, over, len(ready) - number)
            break
        while full := work.quota.take(addresses_of(work, effect)) if way == "email" else None:
            if not paused(work, full):
                _wait_for_room(ways, ("email",), done, full, len(_by_mail(ways, ready[number:])))
                break
            if look.is_stale(work):
                return ready[number:]
        if full is not None:
            continue
        before = done.later
        takes_more = _send(work, ways.channel(way), enclosures, look, effect, done)
        ways.tried(way, put_off=done.later > before, takes_more=takes_more)
        work.progress(f"{work.ledger.name}: sent {done.messages} of {len(ready)} messages")
    return ()


def _send(
    work: Work, channel: Channel, enclosures: Enclosures, look: _Look, effect: Effect, done: Delivered
) -> bool:
    """One message. `False`: the channel takes none now; one that puts off just this one goes on."""
    act = notify_of(effect)
    with work.store.read() as connection:
        account = account_of(connection, effect)
        enclosed = enclosures.of(connection, act, account)
        papers = Papers(enclosed.links, frozenset(enclosed.pdfs), work.page_of(effect.key))
        papers = with_texted(work, look.rules, act, account, papers)
        letter, found, offered = worded(connection, work, look.rules, act, account, papers)
    _remark(act, found, done)
    faults = errors(found)
    message = message_around(work, effect, act, account, letter, tuple(enclosed.pdfs.values()))
    message = as_leaving(message, act, papers)
    if not message.is_text:
        message = msgspec.structs.replace(message, stop_at=work.stop_at(effect.key, offered))
    lacking = lacks_copies(act, enclosed.pdfs)
    if lacking is not None:
        done.later += 1
        done.remarks.append(lacking)
    if lacking is not None or not _claim(work, effect, act, message, enclosed.pdfs, done):
        return True  # the next look sees to it
    if faults:
        refusal = Refused("; ".join(map(str, faults)), about=f"{outbox.OUR_CHECK} of letter {act.template}")
        with work.store.write(work.lease()) as connection:
            _settle_badly(connection, work, effect, refusal, done)
        return True
    if look.is_stale(work):  # the lid was closed, or the database was busy, between look and claim
        with work.store.write(work.lease()) as connection:
            outbox.put_back(connection, effect, "the look at the books was too long ago")
        return True
    try:
        receipt = channel.send(message, lambda: not look.is_stale(work))
    except (Refused, Uncertain) as error:
        with work.store.write(work.lease()) as connection:
            _settle_badly(connection, work, effect, error, done)
        if message.is_text and error.code.isdecimal():
            give_up_number(work.store, message.recipients[0], int(error.code), work.now())
        return True
    except SignInAgain as error:
        with work.store.write(work.lease()) as connection:
            outbox.put_back(connection, effect, str(error))
        raise
    except TryLater as error:
        return _not_now(work, effect, error, done)
    with work.store.write(work.lease()) as connection:
        _count(connection, work, effect, receipt)
    done.messages += 1
    return True


def _claim(
    work: Work,
    effect: Effect,
    act: Notify,
    message: Message,
    pdfs: Mapping[str, Attachment],
    done: Delivered,
) -> bool:
    """Whether it is ours to send: not decided anew meanwhile, nor up for review, nor to be kept from them."""
    lease = work.held.still(work.handing_seconds)
    with work.store.write(lease) as connection:
        numbers = act.recipients if act.channel in BY_TELEPHONE else ()
        mails = {*act.recipients, *message.recipients} - {*numbers}
        if act.channel == VOICE:
            barred = suppressions.not_to_be_rung(connection, numbers)
        else:
            barred = suppressions.suppressed(connection, "number", numbers)
        barred |= suppressions.suppressed(connection, "email", mails)
        if barred:
            reason = "; ".join(f"{address} {rows[0].why}" for address, rows in sorted(barred.items()))
            done.dropped += outbox.drop(connection, effect, f"not to be written to: {reason}", work.now())
            review.review_customers(connection, work.ledger.id, [effect.customer_id])
            return False
        rendered = msgspec.json.encode(message.as_kept())
        wall, look_after = work.store.clock.wall(), work.look_after()
        linked = bool(message.page) or any(each.startswith("http") for each in message.stop_at)
        claimed = outbox.claim(connection, effect, lease.fence, wall, look_after, rendered, linked=linked)
        if claimed:
            documents.keep_sent(connection, work.ledger.id, effect.id, pdfs)
    return claimed


def _not_now(work: Work, effect: Effect, error: TryLater, done: Delivered) -> bool:
    """The server takes it later, or as it seems never. Whether it may take others meanwhile."""
    heard(work, error)
    others, now = of_the_message(effect, error), work.now()
    with work.store.write(work.lease()) as connection:
        since = (outbox.first_put_off(connection, effect) or now) if others else None
        too_long = None if since is None else put_off_too_long(error, since, now)
        if too_long is not None:
            _settle_badly(connection, work, effect, Refused(too_long, about=error.about), done)
            return True
        outbox.put_back(connection, effect, str(error), since=since)
    done.later += 1
    done.troubled.append(effect.key)
    return others


def _remark(act: Notify, found: Sequence[Finding], done: Delivered) -> None:
    """What is only unfortunate in a letter is told, once."""
    for each in found:
        told = f"letter {act.template}: {each}"
        if each.level == "warning" and told not in done.remarks:
            done.remarks.append(told)


def _count(connection: Connection, work: Work, effect: Effect, receipt: Receipt) -> None:
    """It was delivered: the level counts, unless all goes to `redirect_to`. A call counts at its end."""
    if work.redirect_to is None and is_call(effect):
        under_way(connection, work.ledger, work.policy, effect, receipt, work.now())
    elif work.redirect_to is None:
        delivered(connection, work.ledger, work.policy, effect, receipt)
        if effect.kind == "message" and notify_of(effect).channel == "sms":
            taken(connection, work.ledger.id, effect, receipt, work.now())
    else:
        outbox.settle(connection, effect, "done", work.now(), receipt=receipt)
        elsewhere = f"went to {work.redirect_to} instead of the customer"
        outbox.take_back(connection, effect.id, elsewhere, work.now())
