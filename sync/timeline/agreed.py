"""What was agreed, and what people of ours wrote down: holds, wishes, notes, documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dunning.account import Preference
from dunning.agreed import named_agreement
from dunning.dates import in_words
from dunning.procedure import case_of
from dunning.reaching import CHANNEL_WORDS, preference_in_words
from dunning.sorting import Sorting
from sync.commands.agreed import accounts_of
from sync.commands.documents import KINDS
from sync.judging import Agreed, agreed_ever
from sync.store import documents, notes, passed
from sync.timeline.entries import Asked, Entry

_STATES = {
    "open": "open", "kept": "kept", "part_kept": "kept in part", "broken": "broken", "on_track": "on track",
    "off_track": "behind", "completed": "kept to its end", "unanswered": "not answered in time",
    "waiting": "waits for the books", "found": "the money was found",
    "not_found": "not borne out by the books",
    "settled": "paid as agreed", "lapsed": "lapsed", "handed_over": "in force", "withdrawn": "withdrawn",
    "moved": "replaced by another", "answered": "answered", "ended": "ended",
}  # fmt: skip
_SORTED = {
    "confirm": "ask them to confirm the balance first",
    "level": "begin at a level",
    "write_off": "to be written off",
    "time_barred": "may be enforced no more",
}


def agreed(asked: Asked) -> Iterator[Entry]:
    """Every agreement, the ended ones too."""
    rows = passed.agreed(asked.connection, asked.ledger.id, asked.group)
    if not rows:
        return
    office, ledger, home = asked.office, asked.ledger, asked.ledger.home_currency
    ids = sorted(asked.numbers)
    came = passed.came(asked.connection, ledger.id, asked.group, ids)
    currencies = {row["currency"] or home for row in rows}
    rules, policy = office.rules(ledger), office.policy(ledger.name)
    keys = [(asked.group[0], one) for one in sorted(currencies)]
    for (_, currency), account in accounts_of(office, asked.connection, ledger, keys).items():
        case = case_of(account, policy, rules, office.clock.now())
        mine = [row for row in rows if (row["currency"] or home) == currency]
        paid = [one for one in came if one.payment.currency == currency]
        for one in agreed_ever(case, mine, paid):
            yield _agreement(asked, one, currency)


def _agreement(asked: Asked, one: Agreed, currency: str) -> Entry:
    agreement = one.judged.agreement
    ending = agreement.ending
    told = named_agreement(agreement, currency)
    state = _STATES[one.judged.state]
    if ending is not None:
        state = (
            f"{state} on {in_words(ending.on)} by {ending.by}{f': {ending.words}' if ending.words else ''}"
        )
    return Entry(
        on=agreement.made_on,
        at=one.made_at if asked.day(one.made_at) == agreement.made_on else None,
        kind="agreement",
        title=told[0].upper() + told[1:],
        words=agreement.quote,
        state=state,
        by=one.made_by,
        currency=currency,
        invoices=tuple(map(asked.number, agreement.invoice_ids)),
        number=agreement.id if ending is None else None,
        key=str(agreement.__struct_config__.tag),
    )


def noted(asked: Asked) -> Iterator[Entry]:
    """What people of ours wrote down or did."""
    connection, ledger_id, group = asked.connection, asked.ledger.id, asked.group
    for one in notes.of_customers(connection, ledger_id, group):
        if one.withdrawn_at is None:
            yield Entry(
                on=asked.day(one.written_at), at=one.written_at, kind="note",
                title=f"Note{asked.whose(one.customer_id)}", words=one.words, by=one.written_by,
                invoices=() if one.invoice_id is None else (asked.number(one.invoice_id),), number=one.id,
            )  # fmt: skip
    for row in passed.held(connection, ledger_id, group, sorted(asked.numbers)):
        yield _hold(asked, row)
    for row in passed.sorted_old(connection, ledger_id, group):
        yield _sorting(asked, row)
    for each in documents.of_customers(connection, ledger_id, group):
        about = () if each.invoice_id is None else (asked.number(each.invoice_id),)
        yield Entry(
            on=asked.day(each.attached_at), at=each.attached_at, kind="document",
            title=f"{KINDS[each.kind].capitalize()} attached: {each.name}", words=each.note,
            state="" if each.withdrawn_at is None else "withdrawn", by=each.attached_by, invoices=about,
            number=each.id if each.withdrawn_at is None else None,
        )  # fmt: skip
    yield from _wishes(asked)


def _hold(asked: Asked, row: dict[str, Any]) -> Entry:
    about = "All customers of this ledger"
    if row["invoice_id"] is not None:
        about = f"Invoice {asked.number(row['invoice_id'])}"
    elif row["customer_id"] is not None:
        about = f"The customer{asked.whose(row['customer_id'])}"
    until = f" until {in_words(row['until'])}" if row["until"] else ""
    state = f"released on {in_words(asked.day(row['released_at']))}" if row["released_at"] else ""
    what = "never to be followed up" if row["excluded"] else f"on hold{until}"
    return Entry(
        on=asked.day(row["placed_at"]),
        at=row["placed_at"],
        kind="hold",
        title=f"{about}: {what}",
        words=row["note"],
        state=state,
        invoices=() if row["invoice_id"] is None else (asked.number(row["invoice_id"]),),
    )


def _sorting(asked: Asked, row: dict[str, Any]) -> Entry:
    word = msgspec.json.decode(row["body"], type=Sorting)
    return Entry(
        on=asked.day(row["sorted_at"]),
        at=row["sorted_at"],
        kind="sorting",
        title=f"Old debt sorted: {_SORTED[word.choice]}{f' ({word.level})' if word.level else ''}",
        words=word.note,
        state=f"taken back by {row['taken_back_by']}" if row["taken_back_at"] else "",
        by=word.by,
        invoices=tuple(map(asked.number, word.invoice_ids)),
    )


def _wishes(asked: Asked) -> Iterator[Entry]:
    """How they want to hear from us, and how not."""
    for row in passed.refused_channels(asked.connection, asked.ledger.id, asked.group):
        way = CHANNEL_WORDS.get(row["channel"], row["channel"])
        title = f"They want nothing by {way}{asked.whose(row['customer_id'])}"
        yield _wish(asked, row["since"], title, row["source"], "", over=None)
    found = passed.wished(asked.connection, asked.ledger.id, asked.group)
    for row in found["preferences"]:
        wish = msgspec.json.decode(row["body"], type=Preference)
        title = f"They {'' if wish.learnt else 'want to '}hear {preference_in_words(wish)}"
        yield _wish(asked, row["recorded_at"], title, wish.words, row["recorded_by"], over=row["ended_at"])
    for row in found["consents"]:
        title = f"They allow text messages to {row['number']}"
        yield _wish(
            asked, row["recorded_at"], title, row["how"], row["recorded_by"], over=row["withdrawn_at"]
        )
    for row in found["own_addresses"]:
        lines = msgspec.json.decode(row["lines"], type=list[str])
        yield _wish(
            asked, row["written_at"], "Postal address written here", "\n".join(lines), row["written_by"],
            over=row["ended_at"],
        )  # fmt: skip


def _wish(asked: Asked, at: Any, title: str, words: str, by: str, *, over: Any) -> Entry:
    state = "" if over is None else f"until {in_words(asked.day(over))}"
    return Entry(on=asked.day(at), at=at, kind="wish", title=title, words=words, state=state, by=by)
