"""From money received to the invoices it pays, with a confidence in words and its reasons.

The laws it keeps: what fits in two ways is chosen in neither; no invoice gets more than is owed on it, nor
does a line give more than came; the order of lines and invoices changes nothing; an amount alone is no proof
of anything, and whatever may be in the books already is left to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from dunning.ledger import Allocation, Money, to_minor
from dunning.matching.combos import adding_up
from dunning.matching.entered import Evidence, in_the_books
from dunning.matching.money import Arrived, Confidence, Entered, Known, Match, Owed
from dunning.matching.naming import Named, Names, Numbers, plain
from dunning.matching.returned import returned
from dunning.shortfall import guess_why

_NOTHING = Decimal(0)
_MOST_BY_AMOUNT = 5  # customers who owe just that amount; of more, it says nothing
_SHORT = Decimal("0.05")  # of what is owed: less than that missing is a charge or discount rather than a part
_FEE = Decimal(50)


def match(lines: Iterable[Arrived], known: Known) -> dict[str, Match]:
    """What each line is taken for, by its id."""
    every = sorted(lines, key=lambda one: one.id)
    book = _Book(known)
    about = {line.id: book.evidence(line) for line in every}
    came = [line for line in every if line.amount > 0]
    found = in_the_books(came, known.entered, about)
    matches = {}
    for line in came:
        if line.id in found.same:
            matches[line.id] = _entered(line, found.same[line.id])
            continue
        proposed = book.proposed(line)
        perhaps = found.perhaps.get(line.id, ())
        if perhaps:
            first = perhaps[0]
            told = (
                f"maybe in the books already: {Money(first.amount, first.currency)} of "
                f"{book.name(first.customer_id)}, dated {first.on}"
            )
            proposed = _left_open(proposed, told, [each.customer_id for each in perhaps])
        elif line.again:
            proposed = _left_open(proposed, "it was entered before, and that was reversed or removed since")
        matches[line.id] = proposed
    matches = _not_twice(matches, book)
    matches = _not_alike(came, matches)
    back = [line for line in every if line.amount < 0]
    return matches | returned(back, came, matches, known.entered, about)


def _entered(line: Arrived, payments: Sequence[Entered]) -> Match:
    return Match(
        id=line.id,
        outcome="entered",
        customer_id=payments[0].customer_id,
        shares=(),
        excess=_NOTHING,
        payments=tuple(each.id for each in payments),
        candidates=(),
        reasons=("in the books already",),
    )


def _left_open(one: Match, why: str, more: Iterable[str] = ()) -> Match:
    """The same, to be decided by a person."""
    candidates = tuple(dict.fromkeys((*one.candidates, *more)))
    return replace(
        one, outcome="open", shares=(), excess=_NOTHING, candidates=candidates, reasons=(why, *one.reasons)
    )


class _Book:
    """The books, made ready for being asked about many lines."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.numbers = Numbers(sorted(known.owed, key=lambda one: one.id))
        self.names = Names(known.names)
        self.owed = {each.id: each for each in known.owed}
        self.left = {each.id: to_minor(each.left, each.currency) for each in known.owed}
        self.of: dict[tuple[str, str], list[Owed]] = defaultdict(list)
        self.by_amount: dict[tuple[str, int], set[str]] = defaultdict(set)
        for each in sorted(known.owed, key=lambda one: (str(one.due_on or ""), one.id)):
            if each.left > 0:
                self.of[each.customer_id, each.currency].append(each)
                self.by_amount[each.currency, self.left[each.id]].add(each.customer_id)
        for (customer, currency), owed in self.of.items():
            self.by_amount[currency, sum(self.left[each.id] for each in owed)].add(customer)

    def name(self, customer: str) -> str:
        return self.known.names.get(customer, customer)

    def named(self, line: Arrived) -> list[Named]:
        """The invoices of its currency that the line names; where some are named surely, those alone."""
        found = [each for each in self.numbers.named_in(line.text) if each.invoice.currency == line.currency]
        likely = self._payers(line)
        mine = [each for each in found if each.invoice.customer_id in likely]
        named = mine or [each for each in found if each.surely] or found
        ends = [each for each in named if not each.between]
        is_list = sum(self.left[each.invoice.id] for each in ends) == to_minor(line.amount, line.currency)
        return ends if is_list else named

    def evidence(self, line: Arrived) -> Evidence:
        named = self.named(line)
        owners = {each.invoice.customer_id for each in named if each.surely}
        customers = owners or {*self._payers(line), *(each.invoice.customer_id for each in named)}
        return Evidence(
            frozenset(each.invoice.id for each in named),
            frozenset(customers),
            plain(f"{line.text} {line.payer}"),
        )

    def _payers(self, line: Arrived) -> dict[str, str]:
        """Who may have paid, by what tells so: the account, else the name."""
        known = [each for each in line.known if each in self.known.names]
        if known:
            return dict.fromkeys(known, "paid from their account before")
        called = self.names.like(line.payer) if line.payer else ()
        if called:
            return dict.fromkeys(called, f'the payer is called "{line.payer[:60]}"')
        told = self.names.named_in(f"{line.payer} {line.text}")
        return dict.fromkeys(told, "their name stands in it")

    def proposed(self, line: Arrived) -> Match:
        """What it pays, as if nothing else had come."""
        named, payers = self.named(line), self._payers(line)
        owners = sorted({each.invoice.customer_id for each in named})
        if len(owners) > 1:
            numbers = ", ".join(sorted(each.invoice.number for each in named))
            return self._open(line, owners, f"it names invoices of several customers: {numbers}")
        if owners:
            return self._by_number(line, owners[0], named, payers)
        if len(payers) == 1:
            [(customer, why)] = payers.items()
            return self._by_payer(line, customer, why)
        if payers:
            told = ", ".join(sorted(self.name(each) for each in payers)[:3])
            return self._open(line, sorted(payers), f"several customers may have paid it: {told}")
        return self._by_amount(line)

    def _by_number(
        self, line: Arrived, customer: str, named: Sequence[Named], payers: Mapping[str, str]
    ) -> Match:
        mine = [each.invoice for each in named if each.invoice.left > 0]
        closed = sorted(each.invoice.number for each in named if each.invoice.left <= 0)
        told = f"it names {_listed(each.invoice.number for each in named)}"
        if not mine:
            return self._open(line, [customer], f"{told}, where nothing is left to pay")
        sure = all(each.surely for each in named)
        who = [payers[customer]] if customer in payers else []
        minor = to_minor(line.amount, line.currency)
        owed = sum(self.left[each.id] for each in mine)
        reasons = [told, *who]
        if owed == minor and not closed:
            stranger = [] if who or not line.payer else [f'but the payer is called "{line.payer[:60]}"']
            level: Confidence = "certain" if who or (sure and not stranger) else "likely"
            return self._made(line, customer, mine, level, [*reasons, "to the penny", *stranger])
        if closed:
            return self._open(line, [customer], f"{told}, of which {_listed(closed)} is paid already")
        if owed < minor:
            return self._above(line, customer, mine, reasons)
        return self._below(line, customer, mine, reasons)

    def _above(self, line: Arrived, customer: str, mine: Sequence[Owed], reasons: list[str]) -> Match:
        """More came than the named ones owe: others of theirs that make up the sum, or credit."""
        rest = line.amount - sum((each.left for each in mine), _NOTHING)
        ids = {each.id for each in mine}
        others = [each for each in self.of[customer, line.currency] if each.id not in ids]
        ways = adding_up(others, to_minor(rest, line.currency), self.left)
        if len(ways) == 1:
            also = _listed(each.number for each in ways[0])
            return self._made(
                line, customer, [*mine, *ways[0]], "likely", [*reasons, f"the sum is that with {also}"]
            )
        told = f"{Money(rest, line.currency)} more than is owed there: credit, or for another invoice"
        if others:
            return self._open(line, [customer], *reasons, told)
        return self._made(line, customer, mine, "likely", [*reasons, told])

    def _below(self, line: Arrived, customer: str, mine: Sequence[Owed], reasons: list[str]) -> Match:
        """Less came than the named ones owe."""
        owed = sum((each.left for each in mine), _NOTHING)
        short = Money(owed - line.amount, line.currency)
        told = f"{short} less than is owed there"
        if short.amount == self.known.credit.get((customer, line.currency)):
            told = f"{told}: just the credit that they have, to be applied in the ledger"
        elif short.amount <= owed * _SHORT or short.amount <= _FEE < owed:
            told = f"{told}: {guess_why(short.amount, owed)}"
        elif len(mine) > 1:  # which of them is paid in part is not ours to say
            return self._open(line, [customer], *reasons, told)
        return self._made(line, customer, mine, "likely", [*reasons, told])

    def _by_payer(self, line: Arrived, customer: str, why: str) -> Match:
        owed = self.of[customer, line.currency]
        if not owed:
            return self._open(line, [customer], why, f"{self.name(customer)} owes nothing in {line.currency}")
        ways = adding_up(owed, to_minor(line.amount, line.currency), self.left)
        if len(ways) == 1:
            told = f"{_listed(each.number for each in ways[0])} to the penny"
            return self._made(line, customer, ways[0], "likely", [why, told])
        if ways:
            told = " or ".join(_listed(each.number for each in way) for way in ways)
            return self._open(line, [customer], why, f"it fits in several ways: {told}")
        credit = self.known.credit.get((customer, line.currency), _NOTHING)
        less = adding_up(owed, to_minor(line.amount + credit, line.currency), self.left) if credit else []
        if len(less) == 1:
            numbers = _listed(each.number for each in less[0])
            told = f"{numbers}, less their credit of {Money(credit, line.currency)}"
            return self._made(line, customer, less[0], "likely", [why, told])
        nothing = f"no invoices of {self.name(customer)} make up that sum"
        return self._open(line, [customer], why, nothing)

    def _by_amount(self, line: Arrived) -> Match:
        owing = sorted(self.by_amount.get((line.currency, to_minor(line.amount, line.currency)), ()))
        if not owing:
            return self._open(line, (), "nothing owed fits it: no number, no name, no amount")
        if len(owing) > _MOST_BY_AMOUNT:
            return self._open(line, (), f"only its amount fits, and {len(owing)} customers owe just that")
        told = ", ".join(self.name(each) for each in owing[:3])
        return self._open(line, owing, f"only its amount fits: {told}")

    def _open(self, line: Arrived, candidates: Sequence[str], *reasons: str) -> Match:
        return Match(
            id=line.id,
            outcome="open",
            customer_id=candidates[0] if len(candidates) == 1 else None,
            shares=(),
            excess=_NOTHING,
            payments=(),
            candidates=tuple(candidates),
            reasons=reasons,
        )

    def _made(
        self, line: Arrived, customer: str, paid: Sequence[Owed], level: Confidence, reasons: Sequence[str]
    ) -> Match:
        """The invoices filled up, the oldest first."""
        rest, shares = line.amount, []
        for each in sorted(paid, key=lambda one: (str(one.due_on or ""), one.id)):
            share = min(each.left, rest)
            if share > 0:
                shares.append(Allocation(invoice_id=each.id, amount=share))
                rest -= share
        return Match(
            id=line.id,
            outcome=level,
            customer_id=customer,
            shares=tuple(shares),
            excess=rest,
            payments=(),
            candidates=(customer,),
            reasons=tuple(reasons),
        )


def _listed(numbers: Iterable[str]) -> str:
    return ", ".join(sorted(numbers))


def _not_twice(matches: dict[str, Match], book: _Book) -> dict[str, Match]:
    """Where lines together would pay more than is owed on an invoice, none of them does."""
    asked: dict[str, Decimal] = defaultdict(Decimal)
    for one in matches.values():
        for share in one.shares:
            asked[share.invoice_id] += share.amount
    over = {each for each, amount in asked.items() if amount > book.owed[each].left}
    return {
        key: _left_open(one, f"another line of the bank pays {book.owed[found].number} too")
        if (found := next((share.invoice_id for share in one.shares if share.invoice_id in over), None))
        else one
        for key, one in matches.items()
    }


def _not_alike(came: Sequence[Arrived], matches: dict[str, Match]) -> dict[str, Match]:
    """Two lines of one day and amount out of two kinds of file may be one: a person must say."""
    days: dict[tuple[object, str, Decimal], list[Arrived]] = defaultdict(list)
    for line in came:
        days[line.on, line.currency, line.amount].append(line)
    changed = dict(matches)
    for alike in days.values():
        if len({line.source for line in alike}) > 1:
            for line in alike:
                other = next(each for each in alike if each.source != line.source)
                if matches[line.id].outcome in ("certain", "likely"):
                    told = f"line {other.id[:8]}, of a file of another kind, may be the same money"
                    changed[line.id] = _left_open(matches[line.id], told)
    return changed
