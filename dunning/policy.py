"""The policy: which levels a debt climbs, how often and when a customer is written to, who approves.

Read and checked from a mapping (the `[policy]` table of config.toml); what is left out is the
default procedure. The laws it keeps: levels are named by their author and rise by days past due;
house limits hold over all channels and win over any level; every mistake is told at once.

A worked example, with the default policy and an invoice of GBP 1,200.00 issued 1 April, due 1 May,
to a customer who tends to pay late, when nothing stands in the way:

    28 April  pre-due note     3 days before the due date; terms of 30 days are over 10
     5 May    reminder         4 days past due; a person approves it: the first letter to this customer
    12 May    second_reminder  11 days past due, and 7 days after the last message
    22 May    firm             21 days past due; a person approves it, as the third level and beyond
     5 June   call             35 days past due: a task for a person
    20 June   hand_over        50 days past due: a person decides whether to hand the debt over

Had the reminder gone out late, on 20 May, the next would follow on 27 May: no level is skipped, and
`minimum_gap_days` lies between any two. A payment of the whole on 13 May ends it there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, TypeVar

import msgspec

from dunning.behaviour import Segment
from dunning.contact_policy import ContactLimits, LevelChannel, read_contact, read_ways
from dunning.courtesies import NO_COURTESIES, Courtesies, read_courtesies
from dunning.interest_policy import NO_INTEREST, InterestPolicy, read_interest
from dunning.ledger import is_currency
from dunning.reading import Problem, Section, dotted, merged
from dunning.replying import DEFAULT_REPLIES, ReplyPolicy, read_replies
from dunning.trial import Trial, read_trial

Tone = Literal["friendly", "polite", "firm", "serious", "final"]
ApprovalRule = Literal["every", "new_and_serious", "none"]
Consequence = Literal["talk", "call", "pause", "interest", "agency", "court"]

TONES: tuple[Tone, ...] = ("friendly", "polite", "firm", "serious", "final")
APPROVALS: tuple[ApprovalRule, ...] = ("every", "new_and_serious", "none")
ROLES = ("first_party", "third_party_pre_default_servicer", "third_party_agency", "debt_buyer", "law_firm")
KINDS = ("unknown", "consumer", "sole_trader", "company", "public")
CONSEQUENCES: tuple[Consequence, ...] = ("talk", "call", "pause", "interest", "agency", "court")
DEFAULT_CONSEQUENCES: tuple[Consequence, ...] = ("talk",)
SEGMENTS: tuple[Segment, ...] = ("new", "prompt", "slipping", "late", "chronic")
LETTERS = ("pre_due", *TONES)  # the letters there are: a template each in dunning/letters
STANDARD = "standard"  # the name of the procedure for all whom no other fits
NO_ORIGINS: Mapping[str, str] = {}
PRE_DUE = "pre_due"  # the name that a pre-due note bears where a level would stand
CONFIRMATION = "balance_confirmation"  # and the first message about old debt


class PolicyError(ValueError):
    """The mapping is no policy. `problems`: every mistake, as (dotted key, text)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{key or 'policy'} {text}" for key, text in problems))


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the procedure. `days`: past due from which it may be taken (`>=`, never `==`).

    `times`: how often it is taken before the next one, `every_days` apart. `gap_days`: since the last
    level, `None` for the policy's own. `minimum_balance`: taken only from that net amount on. `fallback`: the
    ways it goes by, in order, where `channel` leads to nobody.
    """

    name: str
    days: int
    tone: Tone
    channel: LevelChannel
    template: str
    times: int = 1
    every_days: int = 7
    gap_days: int | None = None
    minimum_balance: Decimal | None = None
    fallback: tuple[LevelChannel, ...] = ()


class PreDue(msgspec.Struct, frozen=True, kw_only=True):
    """The friendly note before the due date. `terms_over`: terms must be longer than so many days."""

    days: int
    terms_over: int
    segments: tuple[Segment, ...]
    tone: Tone
    template: str


class LawSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What only a person can say of the law: who collects, and whom from."""

    collector_role: str
    debtor_kind: str


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """Some customers: those whom every condition that is given fits.

    `customers`: by name, id or e-mail address. `segments`: by how they pay. `countries`: ISO codes.
    `balance_from` (inclusive) and `balance_below` (exclusive): of all that is open, in its currency.
    """

    customers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    balance_from: Decimal | None = None
    balance_below: Decimal | None = None


EVERYBODY = Whom()


class Procedure(msgspec.Struct, frozen=True, kw_only=True):
    """A policy of its own for some customers."""

    name: str
    whom: Whom
    policy: Policy


class AgreementBounds(msgspec.Struct, frozen=True, kw_only=True):
    """What may be agreed without another word. `promises_most`: open or broken ones about one debt.

    `promise_days_most`, `plan_days_most`: how far ahead; `instalments_most`: of one plan, none below
    `instalment_least` but the last. `dispute_days`: until it must be answered. `claim_days`: banking days
    after the day on which they say they paid.
    """

    promises_most: int
    promise_days_most: int
    instalments_most: int
    plan_days_most: int
    instalment_least: Decimal
    dispute_days: int
    claim_days: int


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How debts are followed up. Made by `read_policy`.

    `pre_due`: `None` when switched off. `minimum_balance`: by currency, and "default" for the rest.
    `minimum_gap_days`: between two levels of one episode. `old_debt_days`: overdue for longer than that
    when the ledger was linked, a debt waits. `booked_after_days`: banking days. `ledger_sent_days`: from
    an invoice that the ledger itself sent to our next message. `short_payment_percent`: a rest of at most
    so much of an invoice goes to a person. `procedure`: its name; `procedures`: those
    for some customers, of which the first that fits takes its place. `tags`: customers by tag.
    `origins`: where each setting that is not the default was written, by its dotted key.
    `consequences`: what a letter may say will follow, and nothing else: an offer to talk, a call, a pause
    of deliveries or work, interest, a collection agency, a court; the last two tones name them.
    `courtesies`: letters that demand nothing.
    `interest`: what is claimed on top of a debt, off by default. `write_off_after_days`: past due and
    unanswered for so long, a debt may be suggested to be written off. `trial`: whether a level does anything.
    `replies`: what is done about what comes in. `approval_lapses_days`: working days after that of a yes, at
    whose end it lapses where nothing went by it.
    """

    levels: tuple[Level, ...]
    pre_due: PreDue | None
    minimum_balance: dict[str, Decimal]
    contact: ContactLimits
    minimum_gap_days: int
    old_debt_days: int
    booked_after_days: int
    ledger_sent_days: int
    short_payment_percent: Decimal
    approval_required: ApprovalRule
    law: LawSettings
    procedure: str
    procedures: tuple[Procedure, ...]
    tags: dict[str, tuple[str, ...]]
    origins: dict[str, str]
    agreements: AgreementBounds
    consequences: tuple[Consequence, ...] = DEFAULT_CONSEQUENCES
    courtesies: Courtesies = NO_COURTESIES
    interest: InterestPolicy = NO_INTEREST
    write_off_after_days: int = 90
    trial: Trial | None = None
    replies: ReplyPolicy = DEFAULT_REPLIES
    approval_lapses_days: int = 2

    @property
    def version(self) -> str:
        """16 characters that name this policy's content: equal content, equal version, whoever wrote it."""
        canonical = msgspec.json.encode(_without_origins(self), order="deterministic")
        return base64.b32encode(hashlib.blake2b(canonical, digest_size=10).digest()).decode("ascii")

    def each(self) -> Iterator[Policy]:
        """The policy itself, and those of its procedures."""
        yield self
        yield from (each.policy for each in self.procedures)

    def position_of(self, level: str) -> int:
        """The level's number in the procedure, from 1; 0 for the pre-due note or one no longer there."""
        for number, each in enumerate(self.levels, 1):
            if each.name == level:
                return number
        return 0

    def minimum_in(self, currency: str) -> Decimal:
        """The smallest balance worth a letter in that currency."""
        return self.minimum_balance.get(currency, self.minimum_balance["default"])


def _without_origins(policy: Policy) -> Policy:
    inner = tuple(
        msgspec.structs.replace(each, policy=_without_origins(each.policy)) for each in policy.procedures
    )
    return msgspec.structs.replace(policy, origins={}, procedures=inner)


def _level(name: str, days: int, tone: Tone, channel: LevelChannel) -> Level:
    return Level(name=name, days=days, tone=tone, channel=channel, template=tone)


DEFAULT_LEVELS = (
    _level("reminder", 4, "friendly", "email"),
    _level("second_reminder", 11, "polite", "email"),
    _level("firm", 21, "firm", "email"),
    _level("call", 35, "serious", "call"),
    _level("hand_over", 50, "final", "hand_over"),
)
_MOST_SHORT = 20  # per cent: more is no rest
_Word = TypeVar("_Word", bound=str)


def read_policy(mapping: Mapping[str, object], origins: Mapping[str, str] = NO_ORIGINS) -> Policy:
    """The policy that the mapping says; an empty one is the default. `PolicyError` names all mistakes.

    `origins`: who wrote each dotted key of it, shown beside the value.
    """
    problems: list[Problem] = []
    policy = _read(mapping, Section(mapping, "", problems), STANDARD, origins)
    if problems:
        raise PolicyError(tuple(problems))
    return policy


def _read(mapping: Mapping[str, object], top: Section, name: str, origins: Mapping[str, str]) -> Policy:
    own = {key: value for key, value in mapping.items() if key not in {"procedures", "tags"}}
    levels = _read_levels(top)
    policy = Policy(
        levels=levels,
        pre_due=_read_pre_due(top.section("pre_due")),
        minimum_balance=_read_minimum(top.section("minimum_balance")),
        contact=read_contact(top.section("contact")),
        minimum_gap_days=top.whole("minimum_gap_days", 7),
        old_debt_days=top.whole("old_debt_days", 90),
        booked_after_days=top.whole("booked_after_days", 2, most=30),
        ledger_sent_days=top.whole("ledger_sent_days", 3, most=60),
        short_payment_percent=_read_percent(top),
        approval_required=_chosen(top, "approval_required", APPROVALS, "new_and_serious"),
        approval_lapses_days=top.whole("approval_lapses_days", 2, least=1, most=30),
        law=_read_law(top.section("law")),
        procedure=name,
        procedures=tuple(_read_procedure(row, own, origins, top) for row in top.rows("procedures")),
        tags=_read_tags(top.section("tags")),
        origins={key: origins.get(key, name) for key in dotted(own)},
        consequences=_read_consequences(top),
        courtesies=read_courtesies(top.section("courtesies")),
        agreements=_read_agreements(top.section("agreements")),
        interest=read_interest(top.section("interest"), [each.name for each in levels]),
        write_off_after_days=top.whole("write_off_after_days", 90, least=1),
        replies=read_replies(top.section("replies")),
        trial=read_trial(
            top.section("trial"),
            [(each.name, each.tone, each.channel) for each in levels],
            inherited=name != STANDARD and origins.get("trial.level") not in (name, f"procedure {name}"),
        ),
    )
    top.close()
    return policy


def _read_procedure(
    row: Section, house: Mapping[str, object], origins: Mapping[str, str], top: Section
) -> Procedure:
    """One of `[[policy.procedures]]`: for whom, and the policy with what the row says laid over it."""
    name = row.text("name", None)
    fits = row.section("for")
    whom = Whom(
        customers=fits.words("customers"),
        tags=fits.words("tags"),
        segments=_fit(fits, "segments", SEGMENTS),
        countries=fits.words("countries"),
        kinds=_fit(fits, "kinds", KINDS),
        currencies=fits.words("currencies"),
        balance_from=_amount_if_told(fits, "balance_from"),
        balance_below=_amount_if_told(fits, "balance_below"),
    )
    fits.close()
    if whom == EVERYBODY:
        row.refuse(
            "for", "must say for whom: customers, tags, segments, countries, kinds, currencies, balances"
        )
    known = top.written.get("tags")
    for tag in whom.tags:
        if not isinstance(known, Mapping) or tag not in known:
            row.refuse("for.tags", f'names "{tag}", which [policy.tags] does not have')
    own = {key: value for key, value in row.written.items() if key not in {"name", "for"}}
    inner = merged(house, own)
    told: list[Problem] = []
    _read(house, Section(house, "", told), STANDARD, {})
    found: list[Problem] = []
    by = name if name.startswith("customer ") else f"procedure {name}"
    whose = {**origins, **dict.fromkeys(dotted(own), by)}
    policy = _read(inner, Section(inner, "", found), name, whose)
    for key, text in found:
        if (key, text) not in told:
            row.refuse(key, text)
    return Procedure(name=name, whom=whom, policy=policy)


def _amount_if_told(section: Section, key: str) -> Decimal | None:
    return section.amount(key, Decimal(0)) if section.has(key) else None


def _fit(section: Section, key: str, allowed: tuple[_Word, ...]) -> tuple[_Word, ...]:
    chosen = section.choices(key, allowed, allowed) if section.has(key) else ()
    return tuple(each for each in allowed if each in chosen)


def _read_tags(section: Section) -> dict[str, tuple[str, ...]]:
    return {tag: section.words(tag) for tag in section.names()}


def _chosen(section: Section, key: str, allowed: tuple[_Word, ...], default: _Word) -> _Word:
    word = section.choice(key, allowed, default)
    return next(each for each in allowed if each == word)


def _read_consequences(top: Section) -> tuple[Consequence, ...]:
    words = top.choices("consequences", CONSEQUENCES, DEFAULT_CONSEQUENCES)
    return tuple(each for each in CONSEQUENCES if each in words)


def _read_levels(top: Section) -> tuple[Level, ...]:
    if not top.has("levels"):
        return DEFAULT_LEVELS
    levels: list[Level] = []
    for row in top.rows("levels"):
        name = row.text("name", None, longest=40)
        told = len(row.problems)
        days = row.whole("days", None, least=1)
        well_written = len(row.problems) == told
        if name and name in (PRE_DUE, CONFIRMATION, *(level.name for level in levels)):
            row.refuse("name", f'"{name}" is taken: each level has a name of its own')
        if well_written and levels and days <= levels[-1].days:
            row.refuse("days", f'must be more than the {levels[-1].days} of "{levels[-1].name}", not {days}')
        tone = _chosen(row, "tone", TONES, "polite")
        channel, *fallback = read_ways(row, "channel")
        template = row.choice("template", LETTERS, tone)
        levels.append(
            Level(
                name=name,
                days=days,
                tone=tone,
                channel=channel,
                template=template,
                fallback=tuple(fallback),
                times=row.whole("times", 1, least=1, most=100),
                every_days=row.whole("every_days", 7, least=1),
                gap_days=row.whole("gap_days", 0) if row.has("gap_days") else None,
                minimum_balance=_amount_if_told(row, "minimum_balance"),
            )
        )
        row.close()
    if not levels:
        top.refuse("levels", "must hold at least one level")
    return tuple(levels)


def _read_percent(top: Section) -> Decimal:
    percent = top.amount("short_payment_percent", Decimal(2))
    if percent > _MOST_SHORT:
        top.refuse("short_payment_percent", f"must be {_MOST_SHORT} or less, not {percent}")
    return percent


def _read_law(section: Section) -> LawSettings:
    settings = LawSettings(
        collector_role=section.choice("collector_role", ROLES, "first_party"),
        debtor_kind=section.choice("debtor_kind", KINDS, "unknown"),
    )
    section.close()
    return settings


def _read_pre_due(section: Section) -> PreDue | None:
    enabled = section.flag("enabled", default=True)
    segments = section.choices("segments", SEGMENTS, [each for each in SEGMENTS if each != "prompt"])
    note = PreDue(
        days=section.whole("days", 3, least=1, most=30),
        terms_over=section.whole("terms_over", 10),
        segments=tuple(each for each in SEGMENTS if each in segments),
        tone=_chosen(section, "tone", TONES, "friendly"),
        template=section.choice("template", LETTERS, "pre_due"),
    )
    section.close()
    return note if enabled else None


def _read_minimum(section: Section) -> dict[str, Decimal]:
    minimum = {"default": section.amount("default", Decimal(10))}
    for key in section.names():
        if key == "default":
            continue
        if not is_currency(key):
            section.refuse(key, 'is no currency code such as "GBP"')
            continue
        minimum[key] = section.amount(key, Decimal(10))
    return minimum


def _read_agreements(section: Section) -> AgreementBounds:
    bounds = AgreementBounds(
        promises_most=section.whole("promises_most", 2, least=1),
        promise_days_most=section.whole("promise_days_most", 30, least=1),
        instalments_most=section.whole("instalments_most", 12, least=1, most=120),
        plan_days_most=section.whole("plan_days_most", 365, least=1),
        instalment_least=section.amount("instalment_least", Decimal(20)),
        dispute_days=section.whole("dispute_days", 14, least=1),
        claim_days=section.whole("claim_days", 3, most=30),
    )
    section.close()
    return bounds
