"""What is stated of a ledger in its pages: that its books are complete, and who gets its week's figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.reports import weekly
from sync.tables import events
from tests.sync.books import TODAY
from tests.web.console import words
from tests.web.ledger_pages import Pages, pages, path


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Pages]:
    with pages(tmp_path) as found:
        yield found


def by_whom(over: Pages, act: str) -> list[str]:
    """Who did that, as the audit chain has it."""
    with over.desk.office.store.read() as connection:
        told = connection.execute(sa.select(events.c.by, events.c.content).where(events.c.kind == "act"))
        return [by for by, content in told if act.encode() in content]


def test_an_owner_says_who_gets_the_weeks_figures(over: Pages) -> None:
    owner, page = over.visitor("owner"), path("reports")
    assert "Nobody gets the week's figures by mail." in words(owner.get(page)).replace("&#39;", "'")
    for role in ("viewer", "bookkeeper"):
        form = {"act": "on", "to": "a@firm.example"}
        assert over.visitor(role).post(f"{page}/weekly", form).status_code == 403
        assert "Send it to these" not in words(over.visitor(role).get(page))
    for to, told in (
        ("nonsense", "is no e-mail address"),
        (" ", "an address on each line"),
        ("c1@customer.example", "is the address of a customer of summit"),
    ):
        assert told in words(owner.post(f"{page}/weekly", {"act": "on", "to": to}))
    assert not weekly.is_due(over.desk.office, over.desk.ledger)
    said = owner.post(f"{page}/weekly", {"act": "on", "to": "ann@firm.example\r\nben@firm.example"})
    assert "go to ann@firm.example, ben@firm.example, on Monday from 08:00 on" in words(said)
    assert weekly.is_due(over.desk.office, over.desk.ledger)
    owner.post(f"{page}/weekly", {"act": "off"})
    assert not weekly.is_due(over.desk.office, over.desk.ledger)
    assert by_whom(over, "weekly mail") == ["owner@firm.example"] * 2


def test_a_bookkeeper_says_up_to_when_the_books_are_complete(over: Pages) -> None:
    keeper, page = over.visitor(), path("confirm-books")
    assert "The books are complete" in words(keeper.get(path("").rstrip("/")))
    assert "a date" in words(keeper.post(page, {"through": "soon"}))
    assert "is in the future" in words(keeper.post(page, {"through": str(TODAY + timedelta(days=1))}))
    assert over.visitor("viewer").post(page, {"through": str(TODAY)}).status_code == 403
    assert "complete up to 18 Nov 2026, as you say" in words(keeper.post(page, {"through": str(TODAY)}))
    assert over.desk.ledger.confirmed_through == TODAY
    assert by_whom(over, "confirm books") == ["bookkeeper@firm.example"]
