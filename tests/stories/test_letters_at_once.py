"""Letters on paper by the stack: printed in one file, printed again, marked posted, or sent by a service."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from connectors.print_and_post import PostalLetter, WatchFolder
from dunning.effects import Receipt
from sync import commands
from sync.commands.mailing_out import handed_over
from sync.portal.visitor import visitor_of
from sync.store import outbox
from sync.tables import effects, printed_letters
from tests.stories.terminal import Terminal, terminal
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, world

LEVELS = """
[[policy.levels]]
name = "by post"
days = 4
tone = "firm"
channel = "letter"
"""


PUBLIC = "https://pay.summit.example"
OWN_PAGE = re.compile(rf"{re.escape(PUBLIC)}/p/([A-Z2-7]{{20}}\.[\w-]{{24}})")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Some letters were approved on Wednesday 18 November. Customers have pages of their own."""
    with world(tmp_path, customers=8) as made, terminal(made) as typed:
        (tmp_path / "outgoing").mkdir()
        text = made.config.read_text(encoding="utf-8")
        more = f'[letters]\nfolder = "outgoing"\n[serve]\npublic_url = "{PUBLIC}"\n'
        made.config.write_text(f"{text}{LEVELS}{more}", encoding="utf-8")
        made.at(datetime(2026, 11, 18, 15, tzinfo=UTC)).link(QUICKBOOKS)
        made.office.store.prove_url(PUBLIC)
        for words in (("sync", QUICKBOOKS), ("approve", QUICKBOOKS, "--yes"), ("sync", QUICKBOOKS)):
            assert typed.type(*words).code == 0
        yield typed


def waiting(desk: Terminal) -> list[str]:
    return [one["key"] for one in desk.type("letter", QUICKBOOKS, "--json").json["to_post"]]


def test_all_are_printed_behind_a_list_and_again_and_marked_posted(desk: Terminal, tmp_path: Path) -> None:
    keys, first, again = waiting(desk), tmp_path / "first.pdf", tmp_path / "again.pdf"
    assert len(keys) > 3
    told = desk.type("letters", "print", QUICKBOOKS, "--out", str(first), "--json").json
    assert (told["print"], set(told["pages"]), told["left_out"]) == (1, set(keys), [])
    pages = [page.extract_text() for page in PdfReader(first).pages]
    assert len(pages) == 1 + sum(told["pages"].values())
    assert pages[0].startswith(f"Letters of {QUICKBOOKS}, print 1")
    assert [key for key in keys if key not in pages[0]] == []
    assert pages[1].splitlines()[-1] == f"1/{told['pages'][keys[0]]}"
    assert waiting(desk) == keys, "printing is not posting"
    assert desk.type("letters", "print", QUICKBOOKS, "1", "--out", str(again)).code == 0
    assert again.read_bytes() == first.read_bytes()

    tokens = {token[:20]: token for token in OWN_PAGE.findall(" ".join(pages))}
    assert set(tokens) == set(keys), "each bears the way to its reader's own page"
    office = desk.world.office
    with office.store.read() as connection:
        kept = connection.scalars(sa.select(printed_letters.c.body)).all()
    assert not any(token.encode() in body for token in tokens.values() for body in kept)
    assert visitor_of(office, tokens[keys[0]]) is None, "it opens once the letter is on its way"

    one, *others = keys
    assert desk.type("letter", QUICKBOOKS, one, "--posted").code == 0
    visitor = visitor_of(office, tokens[one])
    assert visitor is not None
    with office.store.read() as connection:
        row = connection.execute(sa.select(effects).where(effects.c.key == one)).one()
    assert visitor.customer == row.customer_id
    assert tokens[one].encode() not in row.rendered
    refused = desk.type("letters", "posted", QUICKBOOKS, "1", "--but", others[0])
    assert refused.errors == [f"not counted: the letter {one} counts as posted already"]
    assert refused.out.count("counts as posted") == len(others) - 1
    assert waiting(desk) == others[:1]
    assert desk.type("letters", "print", QUICKBOOKS, "1", "--out", str(again)).code == 0
    listed = PdfReader(again).pages[0].extract_text()
    assert listed.count("do not post it") == len(keys) - 1
    assert [page.extract_text() for page in PdfReader(again).pages][1:] == pages[1:]
    left = desk.type("letters", "print", QUICKBOOKS, "--out", str(again), "--json").json
    assert (left["print"], set(left["pages"])) == (2, {others[0]})


def test_who_owes_in_two_currencies_is_in_a_print_once_so_that_all_of_it_may_be_posted(
    tmp_path: Path,
) -> None:
    with world(tmp_path, customers=8) as made:
        made.config.write_text(f"{made.config.read_text(encoding='utf-8')}{LEVELS}", encoding="utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        ledger, today = made.office.linked(XERO), WORKING_DAY.date()
        made.run(XERO)
        with made.office.store.read() as connection:
            first, *_ = outbox.work(connection, ledger.id, ("letter",), "ready")
        xero = made.sandbox.xero
        ref = xero.books.contacts[first.customer_id].customer.ref
        due, issued = today - timedelta(days=20), today - timedelta(days=50)
        xero.add_invoice(ref, Decimal(500), due, currency="EUR", issued_on=issued)
        made.run(XERO)
        made.approve(XERO)
        made.run(XERO)
        with made.office.store.read() as connection:
            waiting = outbox.work(connection, ledger.id, ("letter",), "ready")
        [mine, other] = [one.key for one in waiting if one.customer_id == first.customer_id]
        printed = commands.print_all(made.office, ledger)
        assert mine in printed.pages
        assert other not in printed.pages
        assert any(other in why and "one message a day is the most" in why for why in printed.left_out)
        _, left = commands.posted_all(made.office, ledger, printed.number, None, ())
        assert left == [], "whatever was printed counts once it is posted"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("posted", QUICKBOOKS), "say which print was posted"),
        (("posted", QUICKBOOKS, "7"), "has no print 7"),
        (("print", QUICKBOOKS, "7"), "has no print 7"),
    ],
)
def test_a_print_that_is_none_is_named(desk: Terminal, words: tuple[str, ...], said: str) -> None:
    told = desk.type("letters", *words)
    assert told.code != 0
    assert said in told.err


class Dies:
    """A service that takes a letter, and then the program is killed before it hears so."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.taken = WatchFolder(folder, lambda: datetime(2026, 11, 18, 15, tzinfo=UTC)), 0

    def hand_over(self, letter: PostalLetter) -> Receipt:
        self.folder.hand_over(letter)
        self.taken += 1
        raise KeyboardInterrupt

    def find(self, key: str) -> Receipt | None:
        return self.folder.find(key)


def test_a_service_is_given_each_letter_once_also_after_a_crash(desk: Terminal, tmp_path: Path) -> None:
    keys, folder = waiting(desk), tmp_path / "outgoing"
    office = desk.world.office
    service = Dies(folder)
    with pytest.raises(KeyboardInterrupt):
        handed_over(office, office.linked(QUICKBOOKS), service)
    assert len(list(folder.glob("*.json"))) == service.taken == 1
    for path in folder.glob("*.json"):
        path.unlink()  # the service took it
    told = desk.type("letters", "send", QUICKBOOKS, "--json").json
    assert {one["key"] for one in told["handed_over"]} == set(keys)
    assert told["left"] == []
    slips = [json.loads(path.read_bytes()) for path in folder.glob("*.json")]
    assert len(slips) == len(keys) - 1
    assert all(len(PdfReader(folder / slip["file"]).pages) == slip["pages"] for slip in slips)
    assert waiting(desk) == []
    with office.store.read() as connection:
        states = connection.scalars(sa.select(effects.c.state).where(effects.c.kind == "letter"))
        assert set(states) == {"done"}
    assert "no letter is to be posted" in desk.type("letters", "send", QUICKBOOKS).out


def test_a_print_is_told_of_and_goes_after_ninety_days(desk: Terminal, tmp_path: Path) -> None:
    desk.type("letters", "print", QUICKBOOKS, "--out", str(tmp_path / "first.pdf"))
    with desk.world.office.store.read() as connection:
        row = connection.execute(sa.select(printed_letters)).first()
    assert row is not None
    kept = desk.type("access", QUICKBOOKS, row.customer_id, "--out", str(tmp_path / "held.zip"), "--json")
    assert kept.json["rows"]["printed_letters"] == 1
    later = datetime(2027, 2, 17, 15, tzinfo=UTC)
    assert desk.type("retention", now=later - timedelta(days=3)).code == 0
    assert desk.type("letters", "print", QUICKBOOKS, "1", "--out", str(tmp_path / "again.pdf")).code == 0
    assert desk.type("retention", now=later).code == 0
    again = desk.type("letters", "print", QUICKBOOKS, "1", "--out", str(tmp_path / "never.pdf"))
    assert "has no print 1 that is kept still (90 days)" in again.err
