"""Linking: whose books these are is settled once; who signed in may change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from connectors.errors import SignInAgain
from sync import linking, tables
from sync.office import NotLinked
from sync.rehearsal.sandbox import consent
from sync.store import ledgers
from sync.store.credentials import StoredCredentials
from sync.store.ledgers import OtherCompany
from tests.sync.books import TODAY, linked, opened, organisation, rows_of, stage_of
from tests.world import QUICKBOOKS, XERO, World, world


def signed_in(made: World, name: str) -> tuple[int, str]:
    """(how often tokens were stored, the access token in force)."""
    ledger = made.office.linked(name)
    store = made.office.store
    tokens = StoredCredentials(store, made.office.vault(), ledger.id, name).tokens()
    with store.read() as connection:
        generation = connection.scalar(
            sa.select(tables.credentials.c.generation).where(tables.credentials.c.ledger_id == ledger.id)
        )
    return int(generation or 0), tokens.access_token


@pytest.mark.parametrize("name", [XERO, QUICKBOOKS])
def test_a_second_sign_in_to_the_same_company_keeps_its_history(
    tmp_path: Path, store_url: str, name: str
) -> None:
    with world(tmp_path, customers=6, store=store_url) as made:
        made.ready_to_send(name)
        before, staged = made.office.linked(name), stage_of(made.office.store, made.office.linked(name).id)
        decisions = rows_of(made.office.store, tables.decisions, before.id)
        assert decisions
        generation, token = signed_in(made, name)
        (made.sandbox.xero if name == XERO else made.sandbox.quickbooks).revoke_grants()
        with pytest.raises(SignInAgain):
            made.run(name)
        made.link(name)
        after = made.office.linked(name)
        kept = ("id", "linked_on", "cursor", "complete", "released_at", "planned_per_day")
        assert [getattr(after, one) for one in kept] == [getattr(before, one) for one in kept]
        assert after.problem is None
        assert stage_of(made.office.store, after.id) == staged
        assert rows_of(made.office.store, tables.decisions, after.id) == decisions
        renewed, fresh = signed_in(made, name)
        assert renewed > generation
        assert fresh != token
        assert made.run(name).pulled.pages > 0


def test_another_company_under_a_linked_name_is_refused_and_changes_nothing(small_world: World) -> None:
    small_world.link(XERO)
    generation, token = signed_in(small_world, XERO)
    with small_world.office.store.write() as connection:
        ledgers.update(connection, small_world.office.linked(XERO).id, company_id="another-tenant")
    with pytest.raises(OtherCompany, match=r"harbour is linked to .* \(another-tenant\); you signed in to"):
        small_world.link(XERO)
    assert signed_in(small_world, XERO) == (generation, token)
    assert small_world.office.linked(XERO).company_id == "another-tenant"


def test_one_company_is_not_linked_twice(small_world: World) -> None:
    small_world.link(XERO)
    text = small_world.config.read_text(encoding="utf-8")
    small_world.config.write_text(text.replace(f"[ledgers.{XERO}", "[ledgers.quay"), encoding="utf-8")
    with pytest.raises(OtherCompany, match=f"is already linked as {XERO}"):
        small_world.at(datetime(2026, 11, 18, 15, tzinfo=UTC)).link("quay")
    with pytest.raises(NotLinked):
        small_world.office.linked("quay")


def test_an_answer_that_is_not_ours_links_nothing(small_world: World) -> None:
    for name in (XERO, QUICKBOOKS):
        mine, other = linking.begin(small_world.office, name), linking.begin(small_world.office, name)
        assert mine.state != other.state
        back = consent(other.address)
        wrong = [
            back,  # somebody else's state
            f"error=access_denied&state={mine.state}",
            f"code=stale&state={mine.state}&realmId=1",
            f"state={mine.state}",
            "",
        ]
        for pasted in wrong:
            with pytest.raises(SignInAgain):
                mine.finish(pasted, lambda grants: grants[0])
        with pytest.raises(NotLinked):
            small_world.office.linked(name)


def test_the_whole_address_or_its_query_alone_may_be_pasted(small_world: World) -> None:
    for pasted_as in (
        str,
        lambda address: urlsplit(address).query,
        lambda address: f" ?{urlsplit(address).query}\n",
    ):
        under_way = linking.begin(small_world.office, QUICKBOOKS)
        back = consent(under_way.address)
        assert parse_qs(urlsplit(back).query)["state"] == [under_way.state]
        assert under_way.finish(pasted_as(back), lambda grants: grants[0]).name == QUICKBOOKS


def test_a_ledger_is_linked_on_its_own_calendars_day(tmp_path: Path) -> None:
    night = datetime(2026, 11, 19, 4, 30, tzinfo=UTC)  # the evening before in America
    with world(tmp_path, customers=4, now=night) as made:
        made.link(QUICKBOOKS)
        assert made.office.linked(QUICKBOOKS).linked_on == date(2026, 11, 18)


def test_what_the_company_says_of_itself_is_kept_up_to_date(store_url: str) -> None:
    with opened(store_url) as store:
        first = linked(store, "A-1", "harbour")
        with store.write() as connection:
            again = ledgers.link(
                connection,
                "harbour",
                organisation("A-1", name="Renamed", own_reminders=True),
                date(2027, 1, 1),
            )
            assert (again.id, again.organisation, again.own_reminders) == (first, "Renamed", True)
            assert again.linked_on == TODAY
        other = organisation("A-1", environment="sandbox")
        with pytest.raises(OtherCompany), store.write() as connection:
            ledgers.link(connection, "harbour", other, TODAY)
