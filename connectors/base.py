"""The ports between Duesync and the world.

`Ledger`, `Channel` and `SignIn` are ours to call and a connector's to provide. `Credentials` and
`Allowance` are a connector's to call and given by `sync`, which keeps them in the store, because
tokens are refreshed by one worker at a time and call budgets are shared across processes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

import msgspec

from dunning.effects import LedgerWrite, Message, Receipt
from dunning.ledger import Organisation, Row


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach one ledger.

    `environment`: "production" or "sandbox". `company_id`: QuickBooks realm or Xero tenant, `None`
    until linked. `hosts`: overrides of the provider's default addresses by their names (each
    provider's `HOSTS`), so that a sandbox, proxy or replay can stand in their place.
    `deposit_to`: account that payments are written to. `read_timeout`, `connect_timeout`: seconds.
    `note_in`: where a note goes, of the places that the provider knows; empty for its own choice.
    `more_scopes`: rights asked for at sign-in besides the provider's own.
    `options`: what the provider's own `settings` hold, by name, those that were given. Client id,
    secret and redirect address are empty where it has no sign-in.
    """

    provider: str
    environment: str
    company_id: str | None
    client_id: str
    client_secret: str
    redirect_uri: str
    hosts: Mapping[str, str]
    deposit_to: str | None
    connect_timeout: float
    read_timeout: float
    note_in: tuple[str, ...] = ()
    more_scopes: tuple[str, ...] = ()
    options: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return f"Connection({self.provider!r}, {self.environment!r}, {self.company_id!r})"


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """One grant as it stands. All instants aware UTC. Never printed: `repr` hides the values."""

    access_token: str
    refresh_token: str
    expires_at: datetime
    refresh_expires_at: datetime | None
    hard_expires_at: datetime | None
    scope: str

    def __repr__(self) -> str:
        return f"Tokens(expires_at={self.expires_at.isoformat()})"


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A company that the person who signed in gave us: its id, its name where told, the tokens."""

    company_id: str
    company_name: str | None
    tokens: Tokens


class SignIn(Protocol):
    """The OAuth2 code flow of one provider."""

    def address(self, state: str) -> str:
        """Where the person signs in. `state` comes back in the callback and is compared."""

    def exchange(self, callback: Mapping[str, str], state: str) -> tuple[Grant, ...]:
        """The companies granted, from the callback's query parameters.

        Raises `SignInAgain` when `state` differs, consent was refused, or the code is stale.
        """

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens for old. Raises `SignInAgain` when the grant is gone, `TryLater` when down."""

    def revoke(self, tokens: Tokens) -> None:
        """End the grant at the provider."""


class Credentials(Protocol):
    """The tokens of one ledger, in the store."""

    def tokens(self) -> Tokens:
        """As last stored. Raises `SignInAgain` when there are none."""

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        """Under this ledger's lock: what another worker stored meanwhile, else `refresh(stale)`.

        The new tokens are committed before they are returned, so that a crash cannot lose them.
        """


class Allowance(Protocol):
    """The call budget of one ledger, shared by all processes and threads."""

    def call(
        self, *, metered: bool, spare: bool = False, batch: bool = False
    ) -> AbstractContextManager[Callable[[int], None]]:
        """Wait for room for one call, count it, and hold one of the provider's places while it runs.

        The block holds the call alone, its answer read whole; no waiting, no backoff between tries. It gets
        what is to be told how many calls the provider says it still takes today.
        `spare`: it can wait for tomorrow (`connectors.spare`). `batch`: many requests in one.
        Raises `TryLater`, before the block, when the day's calls are used up, or but the reserve is.
        """

    def refused(self, after: float, *, whole_app: bool = False) -> None:
        """The provider throttled us: nobody calls this ledger, or any of the app's, for `after` seconds."""

    def faltered(self) -> None:
        """The provider answered that it cannot answer; when it tells several companies so, all wait."""


class Cursor(msgspec.Struct, frozen=True):
    """Where the next pull goes on: a connector's own text, opaque to everyone else."""

    text: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Rows, and the cursor that covers them: both are stored in one transaction.

    `complete`: the first pull is through, so decisions may be taken (open items came first).
    """

    rows: tuple[Row, ...]
    cursor: Cursor
    complete: bool


class DepositAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An account that payments can be written to."""

    id: str
    code: str | None
    name: str
    currency: str | None


class Ledger(Protocol):
    """One linked company. Reads are retried inside; writes never are."""

    def organisation(self) -> Organisation:
        """Who this is. Also the check that the grant works."""

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        """Everything changed since `cursor`, page by page; all that matters when it is `None`.

        Rows may repeat; none is left out. The last page's cursor starts the next pull.
        `history_from`: inclusive; settled invoices older than that are not fetched on a first pull.
        """

    def perform(self, write: LedgerWrite) -> Receipt:
        """Carry it out once. Raises `Uncertain` when no answer came, `Refused` when it was not done."""

    def find(self, write: LedgerWrite) -> Receipt | None:
        """Look it up by its key as written; `None` when it was certainly never done.

        A payment that was written and that someone deleted or voided since is found all the same,
        with `Receipt.stands` false: it must not be written again.
        """

    def deposit_accounts(self) -> tuple[DepositAccount, ...]:
        """Where payments may go."""

    def close(self) -> None:
        """Give back connections."""


class Channel(Protocol):
    """A way to reach a person."""

    def send(self, message: Message, may_leave: Callable[[], bool]) -> Receipt:
        """Hand it over once. `Refused`: not accepted. `TryLater`: not handed over at all.

        `Uncertain`: handed over without an answer, so it may have gone. `may_leave` is asked at the point
        of no return, which a slow server, or a machine that slept, may put off for long.
        """

    def close(self) -> None:
        """Give back connections."""


class Texts(Channel, Protocol):
    """A channel of text messages. `number`: of a person, in E.164; `sid`: the provider's id of a text."""

    def find(self, message: Message, since: datetime, others: Collection[str]) -> Receipt | None:
        """Proof that it went since then; `None`: there is none, which does not prove that it did not.

        `others`: ids of texts that are known to be other messages.
        """

    def answer(self, came: Came, words: str) -> None:
        """Say that to whoever texted, as `send` would."""

    def came_since(self, since: datetime) -> Sequence[Came]:
        """What people texted to us since then, oldest first; a text may be told again."""

    def status(self, sid: str) -> TextStatus:
        """How that text stands now."""

    def check(self) -> str:
        """The account's name, having seen that its sender may send. Raises as `send` does."""


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """A text that came in. `at`: aware UTC, when the provider took it."""

    sid: str
    number: str
    body: str
    at: datetime


class TextStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a text of ours stands at the provider.

    `error`: its code of what went wrong, if anything did. `price`: what it cost, above zero, in `currency`;
    `None` as long as that is not known.
    """

    sid: str
    state: str
    error: int | None
    segments: int | None
    price: Decimal | None
    currency: str | None


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What a webhook's delivery told: the ids of companies whose books changed, each once.

    `trouble`: what made no sense in it, for a person to read; `None` when all did.
    """

    companies: tuple[str, ...]
    trouble: str | None


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """How a provider tells us of changes, as pure functions of what it sent.

    `is_signed`: of headers, raw body and key. `read`: of a raw body whose signature was good.
    Neither ever raises, whatever came.
    """

    is_signed: Callable[[Mapping[str, str], bytes, str], bool]
    read: Callable[[bytes], Heard]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Calls that a provider allows for one company; `None`: no such limit.

    `at_once`: under way at one moment. `batches_per_minute`: calls that hold many requests.
    """

    at_once: int = 5
    per_second: int | None = None
    per_minute: int = 60
    per_day: int | None = None
    batches_per_minute: int | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One of a provider's price plans; `None`: no such limit. `price`: of a month, in words.

    `connections`: companies that may be linked. `per_day`: calls of each. `reads`: metered ones of a month,
    of all companies together. `blocked`: beyond these nothing is answered; else they cost `over`, in words.
    """

    price: str
    connections: int | None = None
    per_day: int | None = None
    reads: int | None = None
    blocked: bool = True
    over: str = ""


class AppLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider allows all companies of one app together.

    `per_minute`: calls; `None` where nobody counts them. `whose`: which apps are counted as one, those of
    one client id, or all of one developer's account. `plans`: by name. `plan`: the one that holds unless
    another is said. `environments`: where any of it counts.
    """

    per_minute: int | None = None
    whose: Literal["client", "account"] = "client"
    plans: Mapping[str, Plan] = {}
    plan: str = ""
    environments: tuple[str, ...] = ("production", "sandbox")


def _no_fault(_value: str) -> None:
    """Anything goes."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A key of a provider's own in `[ledgers.NAME]`: one line of text.

    `is_path`: of a file or folder, made absolute from the folder of the configuration. `fault`: what is
    wrong with a value, in words to stand behind the key ("must be ..."); `None` when nothing is.
    """

    name: str
    needed: bool = False
    is_path: bool = False
    fault: Callable[[str], str | None] = _no_fault


def one_place(places: Sequence[str]) -> str | None:  # noqa: ARG001  # whatever was chosen
    """Of a provider whose notes have but one place."""
    return "cannot be chosen for this kind of ledger: its notes have one place"


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry point of the group `duesync.ledgers` names: one kind of ledger.

    `hosts`: its default addresses by name. `scopes`: asked for at sign-in.
    `app`: what all companies of one app share; `None`: nothing.
    `sign_in`: `None` where none is needed; then no client id, secret or redirect address is asked for.
    `settings`: keys of its own. `writes_note_in_place`: one note per invoice, set, rather than appended.
    `webhook`: how it tells us of changes by itself (`None`: it does not). `pays_several`: one
    payment may go to several invoices and leave a rest unapplied; else one is written for each
    invoice, and one without an invoice for the rest. `note_problem`: what is wrong with a choice of
    places for notes, in words (`None`: nothing). `holds_drafts`: it takes an invoice as a draft, for a
    person to approve there. `gives_papers`: its ledger is one of `connectors.papers`. `invoice_page`: from
    environment and id, the address at which people see the invoice in that program, signed in to it.
    """

    name: str
    title: str
    hosts: Mapping[str, str]
    scopes: tuple[str, ...]
    writes_note_in_place: bool
    limits: Limits = Limits()
    app: AppLimits | None = None
    settings: tuple[Setting, ...] = ()
    sign_in: Callable[[Connection], SignIn] | None
    connect: Callable[[Connection, Credentials, Allowance], Ledger]
    webhook: Webhook | None = None
    pays_several: bool = False
    holds_drafts: bool = False
    gives_papers: bool = False
    note_problem: Callable[[Sequence[str]], str | None] = one_place
    invoice_page: Callable[[str, str], str] | None = None
