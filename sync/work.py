"""What one pass over one ledger works with, and the lease it works under."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from connectors.base import Channel, Ledger, Texts
from dunning.law import Rules
from dunning.letters.letter import Sender
from dunning.policy import Policy
from sync.clock import Clock
from sync.config_fleet import LEASE_SECONDS
from sync.errors import DuesyncError
from sync.secrets import Vault
from sync.store import Store, leases, ledgers
from sync.store.leases import Lease, LeaseLost
from sync.store.ledgers import LinkedLedger
from sync.store.quota import MailQuota

if TYPE_CHECKING:
    from connectors.mail.inbox import Inbox

Progress = Callable[[str], None]


class Busy(DuesyncError):
    """Another worker runs this ledger now; the text says which."""

    exit_code = 4


class Stopped(DuesyncError):
    """The run was asked to stop, and did, with nothing half done."""

    exit_code = 4


@dataclass(slots=True)
class Held:
    """A lease that is renewed as the work goes on, for so many `seconds` each time.

    `latest`: of the machine's time; from then on it is not renewed, for the work goes round in a circle.
    """

    store: Store
    lease: Lease
    seconds: float = LEASE_SECONDS
    latest: datetime | None = None

    def still(self, seconds: float) -> Lease:
        """The lease, with more than `seconds` left; renewed when it has not. Raises `LeaseLost`."""
        wall = self.store.clock.wall()
        if self.lease.until - wall <= timedelta(seconds=min(seconds, self.seconds / 2)):
            if self.latest is not None and wall >= self.latest:
                msg = f"the lease {self.lease.name} is left to others: the pass takes longer than any may"
                raise LeaseLost(msg)
            with self.store.write() as connection:
                self.lease = leases.renew(connection, self.lease, wall, self.seconds)
        return self.lease


@dataclass(slots=True, kw_only=True)
class Work:
    """One ledger's pass. Nothing is written to its `store` but under its lease.

    `rules`: the law for the places that customers live in by now, so it is asked after a pull, and not
    where nothing is decided; `versions`: what is decided under it. `templates`: of the letters, read
    and looked over when the first is written; `words`: the version of the policy that has words of its own.
    `quota`: what the mail account may send, `bound`: what the firm may. `settle_after`:
    seconds after its lease when an uncertain write is looked up. `redirect_to`: every message goes there,
    and no level advances. `overlap_known`: a person acknowledged that the ledger sends reminders of its own.
    `stop_at`: by which addresses the message of that key can be stopped, given whether its letter says that
    it may be. `page_of`: the page of their own that the message of that key opens, "" for none.
    `pay_links`, `attach_invoices`: what goes along with a reminder. `enter_certain`: enters what came in at
    the bank and is certain, where the settings say so. `hear_paid`, `enter_paid`: ask what was paid online,
    and have the books told of it; each returns what could not be done. `inboxes`: those that answers come
    into, open for a block; none where none is configured. `shares_inbox`: other ledgers, by name, that read
    the same. `call_seconds`, `handing_seconds`: the longest that a call to the ledger, and the handing over
    of one message, may take. `open_texts`: opens the channel of text messages, where we send them; `hear`:
    acts upon what came in by it. `calls`: a machine calls by it too. `hear_elsewhere`: looks for stops that
    lie unread with other ledgers, given the addresses and the numbers about to be written to; returns those
    that must wait, and why.
    """

    store: Store
    clock: Clock
    ledger: LinkedLedger
    source: Ledger
    open_channel: Callable[[], Channel]
    quota: MailQuota
    bound: MailQuota
    open_texts: Callable[[], Texts] | None
    policy: Policy
    rules: Callable[[], Rules]
    sender: Sender
    templates: Callable[[], Mapping[str, str]]
    words: int | None
    held: Held
    vault: Callable[[], Vault]
    redirect_to: str | None
    settle_after: float
    call_seconds: float
    handing_seconds: float
    history_months: int
    overlap_known: bool
    pay_links: bool
    attach_invoices: bool
    versions: Callable[[Rules], dict[str, str]]
    stop_at: Callable[[str, bool], tuple[str, ...]] = field(default=lambda _key, _offered: ())
    page_of: Callable[[str], str] = field(default=lambda _key: "")
    enter_certain: Callable[[], Sequence[str]] = field(default=lambda: ())
    hear_paid: Callable[[], Sequence[str]] = field(default=lambda: ())
    enter_paid: Callable[[], Sequence[str]] = field(default=lambda: ())
    inboxes: Callable[[], AbstractContextManager[Sequence[Inbox]]] = field(default=lambda: nullcontext(()))
    shares_inbox: frozenset[str] = frozenset()
    calls: bool = False
    hear: Callable[[Texts], int] = field(default=lambda _channel: 0)
    hear_elsewhere: Callable[[Collection[str], Collection[str]], Mapping[str, str]] = field(
        default=lambda _emails, _numbers: {}
    )
    accept_removals: bool = False
    asked_to_stop: Callable[[], bool] = field(default=lambda: False)
    progress: Progress = field(default=lambda _text: None)

    @property
    def pretend(self) -> bool:
        """The provider's own demo or test company, whose messages go to nobody who would read them."""
        return (self.ledger.demo or self.ledger.environment == "sandbox") and self.redirect_to is None

    @property
    def texts(self) -> bool:
        """Whether we send text messages ourselves."""
        return self.open_texts is not None

    def lease(self) -> Lease:
        """Our lease, with more left than one call may take."""
        return self.held.still(self.call_seconds)

    def rest(self) -> None:
        """A point where nothing is half done. Raises `Stopped` when we were asked to stop."""
        if self.asked_to_stop():
            msg = f"{self.ledger.name}: stopped in good order; the next run goes on from here"
            raise Stopped(msg)

    def now(self) -> datetime:
        """Business time."""
        return self.clock.now()

    def today(self) -> date:
        """The ledger organisation's date."""
        return self.now().astimezone(ZoneInfo(self.ledger.timezone)).date()

    def look_after(self) -> datetime:
        """When a call that starts now, and is never heard of again, may be looked up."""
        return self.held.lease.until + timedelta(seconds=self.settle_after)

    def reload(self) -> LinkedLedger:
        """Read the ledger's row again."""
        with self.store.read() as connection:
            found = ledgers.find(connection, self.ledger.name)
        assert found is not None  # noqa: S101 - ledgers are never deleted while a lease is held
        self.ledger = found
        return found


@contextmanager
def held_ledger(
    store: Store, ledger_name: str, ledger_id: int, seconds: float = LEASE_SECONDS
) -> Iterator[Held]:
    """As `take`, until the block ends."""
    held = take(store, ledger_name, ledger_id, seconds)
    try:
        yield held
    finally:
        with store.write() as connection:
            leases.release(connection, held.lease, store.clock.wall())


def take(store: Store, ledger_name: str, ledger_id: int, seconds: float = LEASE_SECONDS) -> Held:
    """Hold the ledger's lease. Raises `Busy`."""
    name = f"ledger:{ledger_id}"
    with store.write() as connection:
        wall = store.clock.wall()
        lease = leases.acquire(connection, name, leases.holder(), wall, seconds)
        who = None if lease is not None else leases.held_by(connection, name, wall)
    if lease is None:
        msg = f"{ledger_name} is being run by {who}; try again when it has finished"
        raise Busy(msg)
    return Held(store, lease, seconds)
