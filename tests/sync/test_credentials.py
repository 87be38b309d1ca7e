"""Sign-ins at rest and their renewal: one refresh, everybody's tokens, nobody else's to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from connectors.base import Tokens
from connectors.errors import SignInAgain, TryLater
from sync import tables
from sync.clock import Clock
from sync.secrets import SecretsError, Vault, make_key_file, new_key, open_vault
from sync.store import Store, credentials, leases
from sync.store.credentials import MAILBOX, RENEWAL_SECONDS, StoredCredentials, of_mailbox
from tests.sync.books import NOW, linked, opened
from tests.sync.child import all_at_once, children

FIRST = Tokens(
    access_token="access-0-plain-text",
    refresh_token="refresh-0",
    expires_at=NOW + timedelta(minutes=30),
    refresh_expires_at=NOW + timedelta(days=60),
    hard_expires_at=None,
    scope="accounting",
)
SECOND = msgspec.structs.replace(FIRST, access_token="access-1", refresh_token="refresh-1")
THIRD = msgspec.structs.replace(FIRST, access_token="access-2", refresh_token="refresh-2")


class Hand:
    """A clock's hand, to be moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def clock(self) -> Clock:
        return Clock(
            now=lambda: NOW,
            wall=lambda: NOW + timedelta(seconds=self.seconds),
            elapsed=lambda: self.seconds,
        )


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def store(store_url: str, hand: Hand) -> Iterator[Store]:
    with opened(store_url, hand.clock()) as made:
        yield made


@pytest.fixture
def kept(store: Store) -> StoredCredentials:
    """A ledger signed in to with FIRST."""
    made = StoredCredentials(store, Vault([new_key()]), linked(store), "harbour")
    signed_in(made, FIRST)
    return made


def test_the_sign_in_of_a_mailbox_is_kept_and_renewed_beside_that_of_the_books(
    kept: StoredCredentials,
) -> None:
    mailbox = StoredCredentials(kept.store, kept.vault, kept.ledger_id, of_mailbox("harbour"), MAILBOX)
    with pytest.raises(SignInAgain, match="duesync connect harbour --mail"):
        mailbox.tokens()
    with kept.store.write() as connection:
        credentials.save(connection, kept.vault, kept.ledger_id, of_mailbox("harbour"), SECOND, MAILBOX)
    with kept.store.write() as connection:  # somebody renews that of the books just now
        assert leases.acquire(connection, f"tokens:{kept.ledger_id}", "another", NOW, RENEWAL_SECONDS)
    assert mailbox.renew(SECOND, lambda _stale: THIRD) == mailbox.tokens() == THIRD
    assert kept.tokens() == FIRST
    with kept.store.write() as connection:
        credentials.forget(connection, kept.ledger_id)
        assert not credentials.is_kept(connection, kept.ledger_id, MAILBOX)


def signed_in(kept: StoredCredentials, tokens: Tokens) -> None:
    with kept.store.write() as connection:
        credentials.save(connection, kept.vault, kept.ledger_id, kept.ledger_name, tokens)


def never(_tokens: Tokens) -> Tokens:
    pytest.fail("the provider was asked although the tokens had been renewed")


def test_eight_processes_at_once_refresh_once_and_all_get_the_same_token(
    store_url: str, tmp_path: Path
) -> None:
    key, provider = tmp_path / "duesync.key", tmp_path / "provider.txt"
    make_key_file(key)
    provider.write_text("refresh-0\n", encoding="ascii")
    with opened(store_url) as store:
        ledger_id = linked(store)
        signed_in(StoredCredentials(store, open_vault(f"file:{key}", Path()), ledger_id, "harbour"), FIRST)
        with children(8, "renew", store_url, str(key), str(ledger_id), str(provider)) as started:
            told = all_at_once(started)
        assert told == ["access-1"] * 8
        assert provider.read_text(encoding="ascii").split() == ["refresh-0", "refresh-1"]
        stored = StoredCredentials(store, open_vault(f"file:{key}", Path()), ledger_id, "harbour").tokens()
        assert stored.refresh_token == "refresh-1"


def test_the_new_tokens_are_stored_before_they_are_handed_out(kept: StoredCredentials) -> None:
    assert kept.renew(FIRST, lambda _: SECOND) == SECOND
    assert kept.tokens() == SECOND
    assert kept.renew(FIRST, never) == SECOND
    assert kept.renew(SECOND, lambda _: THIRD) == THIRD


def test_a_failed_refresh_keeps_the_tokens_and_lets_the_next_one_try(kept: StoredCredentials) -> None:
    def down(_tokens: Tokens) -> Tokens:
        text = "the token host is down"
        raise TryLater(text)

    for _ in range(2):
        with pytest.raises(TryLater, match="is down"):
            kept.renew(FIRST, down)
    assert kept.tokens() == FIRST
    assert kept.renew(FIRST, lambda _: SECOND) == SECOND


def test_a_refresh_that_outlasts_its_lease_is_not_lost(kept: StoredCredentials, hand: Hand) -> None:
    """The provider has rotated by then: what is not stored now is a sign-in lost."""

    def slow(_tokens: Tokens) -> Tokens:
        hand.seconds += RENEWAL_SECONDS + 5
        return SECOND

    assert kept.renew(FIRST, slow) == SECOND
    assert kept.tokens() == SECOND


def test_a_refresh_overtaken_by_another_worker_writes_nothing(kept: StoredCredentials, hand: Hand) -> None:
    def overtaken(_tokens: Tokens) -> Tokens:
        hand.seconds += RENEWAL_SECONDS + 5
        assert kept.renew(FIRST, lambda _: THIRD) == THIRD
        return SECOND

    assert kept.renew(FIRST, overtaken) == THIRD
    assert kept.tokens() == THIRD


def test_what_a_slow_refresh_brought_is_kept_when_the_one_beside_it_got_nothing(
    kept: StoredCredentials, hand: Hand
) -> None:
    """The provider had given the new tokens to the first, and took the old ones of nobody after that."""

    def gone(_tokens: Tokens) -> Tokens:
        text = "it is not accepted; link the ledger again"
        raise SignInAgain(text)

    def overtaken(_tokens: Tokens) -> Tokens:
        hand.seconds += RENEWAL_SECONDS + 5
        with pytest.raises(SignInAgain):
            kept.renew(FIRST, gone)
        return SECOND

    assert kept.renew(FIRST, overtaken) == SECOND
    assert kept.tokens() == SECOND


def test_a_refresh_that_came_too_late_takes_what_the_one_beside_it_got(kept: StoredCredentials) -> None:
    def late(_tokens: Tokens) -> Tokens:
        signed_in(kept, THIRD)
        text = "it is not accepted; link the ledger again"
        raise SignInAgain(text)

    assert kept.renew(FIRST, late) == THIRD


@pytest.mark.parametrize(
    ("unused", "for_good", "said"),
    [
        (timedelta(days=59), None, None),
        (timedelta(days=13), None, "ends on 2026-12-01 unless the ledger is run before"),
        (timedelta(days=99), timedelta(days=1500), None),
        (
            timedelta(days=59),
            timedelta(days=59),
            "ends on 2027-01-16, used or not; link the ledger again before",
        ),
        (timedelta(days=-1), timedelta(days=59), "ended on 2026-11-17; link the ledger again"),
        (timedelta(days=59), timedelta(seconds=0), "ended on 2026-11-18; link the ledger again"),
    ],
)
def test_nearing_the_end_of_a_sign_in_is_warned_of(
    kept: StoredCredentials, unused: timedelta, for_good: timedelta | None, said: str | None
) -> None:
    ends = None if for_good is None else NOW + for_good
    signed_in(kept, msgspec.structs.replace(FIRST, refresh_expires_at=NOW + unused, hard_expires_at=ends))
    with kept.store.read() as connection:
        told = credentials.ending(connection, kept.ledger_id, "harbour", NOW)
    assert (told is None) == (said is None)
    if said is not None and told is not None:
        assert told.startswith(f"the sign-in {said}")
        assert told.endswith(": duesync connect harbour")


def test_a_person_who_signs_in_anew_during_a_refresh_is_not_overwritten(kept: StoredCredentials) -> None:
    def meanwhile(_tokens: Tokens) -> Tokens:
        signed_in(kept, THIRD)
        return SECOND

    assert kept.renew(FIRST, meanwhile) == THIRD
    assert kept.tokens() == THIRD


def test_who_waits_too_long_for_another_worker_is_told_so(kept: StoredCredentials, hand: Hand) -> None:
    with kept.store.write() as connection:
        wall = kept.store.clock.wall() + timedelta(hours=1)
        name = f"tokens:{kept.ledger_id}"
        assert leases.acquire(connection, name, "another machine|1|1", wall, RENEWAL_SECONDS) is not None
    real = kept.store.clock

    def elapsed() -> float:
        hand.seconds += RENEWAL_SECONDS
        return hand.seconds

    waiting = StoredCredentials(
        Store(kept.store.engine, Clock(real.now, real.wall, elapsed)), kept.vault, kept.ledger_id, "harbour"
    )
    with pytest.raises(TryLater, match="does not finish"):
        waiting.renew(FIRST, never)


def test_without_a_sign_in_a_person_is_told_how_to_make_one(store: Store) -> None:
    nobody = StoredCredentials(store, Vault([new_key()]), linked(store), "harbour")
    with pytest.raises(SignInAgain, match="duesync connect harbour"):
        nobody.tokens()
    with pytest.raises(SignInAgain):
        nobody.renew(FIRST, never)


def test_no_token_can_be_read_in_the_database(kept: StoredCredentials) -> None:
    with kept.store.read() as connection:
        row = connection.execute(sa.select(tables.credentials)).one()
    assert "access-0" not in repr(row)
    assert (row.expires_at, row.refresh_expires_at) == (FIRST.expires_at, FIRST.refresh_expires_at)
    if kept.store.engine.dialect.name == "sqlite":
        database = Path(str(kept.store.engine.url.database))
        files = [database, database.with_name(f"{database.name}-wal")]
        for one in files:
            for secret in (b"access-0", b"refresh-0"):
                assert secret not in one.read_bytes()


def test_a_sign_in_moved_to_another_ledger_is_refused(kept: StoredCredentials) -> None:
    other = StoredCredentials(kept.store, kept.vault, linked(kept.store, "B-2"), "summit")
    with kept.store.write() as connection:
        row = dict(connection.execute(sa.select(tables.credentials)).mappings().one())
        connection.execute(sa.insert(tables.credentials).values(row | {"ledger_id": other.ledger_id}))
    with pytest.raises(SecretsError) as refused:
        other.tokens()
    assert "access-0" not in str(refused.value)
    assert kept.tokens() == FIRST


def test_another_key_opens_nothing(kept: StoredCredentials) -> None:
    with pytest.raises(SecretsError):
        StoredCredentials(kept.store, Vault([new_key()]), kept.ledger_id, "harbour").tokens()


def test_what_is_forgotten_is_gone(kept: StoredCredentials) -> None:
    with kept.store.write() as connection:
        credentials.forget(connection, kept.ledger_id)
    with pytest.raises(SignInAgain):
        kept.tokens()
