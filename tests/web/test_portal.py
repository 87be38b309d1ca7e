"""A customer's own page: whom a link lets in, what it shows, and that nothing opens it wider or again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync import commands
from sync.clock import Clock
from sync.commands import ActError
from sync.commands.targets import Id
from sync.office import Office
from sync.portal.visitor import hand_over, visitor_of
from sync.signed import PAGE, STOP, key_in, token_of
from sync.store import suppressions
from sync.tables import customers, effects
from sync.web.portal.words import words_in
from tests.sync.books import customer, invoice
from tests.web.portal_desk import URL, Pages, pages

PATHS = ("", "/pay", "/promise", "/plan", "/paid", "/dispute", "/ask", "/choices", "/invoices/N-I1")
ACTS = ("/promise", "/plan", "/paid", "/dispute", "/ask", "/choices", "/stop", "/pay")


@pytest.fixture
def acme(tmp_path: Path) -> Iterator[Pages]:
    """Acme's page."""
    with pages(tmp_path) as made:
        yield made


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_shows_what_is_owed_and_why_and_nothing_of_others(acme: Pages) -> None:
    answer = acme.get()
    page = said(answer.text)
    assert "Account of Acme &lt;b&gt;Ltd&lt;/b&gt;" in page
    for told in (
        "Due now £500.00",
        "Invoice N-I1 £300.00",
        "12 days late",
        "not due yet",
        "for Acme North",
        "Open in all £620.00",
        "accounts@summit.example",
        "1 Quay Street",
    ):
        assert told in page, told
    assert "Globex" not in answer.text
    assert "N-I4" not in answer.text
    assert len(answer.content) + len(acme.web.ask("GET", _stylesheet(answer.text)).content) < 60_000
    for path in PATHS:
        page = acme.get(path).text
        assert "Globex" not in page
        assert "77.00" not in page


def _stylesheet(page: str) -> str:
    [found] = re.findall(r'href="(/static/[^"]+\.css[^"]*)"', page)
    return str(found)


def test_every_page_keeps_the_address_to_itself_and_changes_nothing(acme: Pages) -> None:
    before = acme.bench.standing()
    for path in PATHS:
        for method in ("GET", "HEAD"):
            answer = acme.get(path, method=method)
            assert answer.status_code == 200, path
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
            assert not answer.cookies
        page = acme.get(path).text
        assert "<script" not in page
        assert "style=" not in page
        assert not re.findall(r'(?:src|action)="(?:https?:)?//', page), "nothing is fetched from elsewhere"
    for path in ACTS:
        assert acme.get(
            f"{path}?by=2026-11-20&on=2026-11-10&words=stop&invoice=N-I1&why=price"
        ).status_code in (200, 405)
    assert acme.agreed() == []
    assert acme.wrote() == []
    assert acme.bench.standing() == before


def test_an_address_says_only_what_we_have_words_for(acme: Pages) -> None:
    assert 'role="status"' in acme.get("?said=promise").text
    for said in ("", "nonsense", "title", "%3Cscript%3E"):
        answer = acme.get(f"?said={said}")
        assert (answer.status_code, 'role="status"' in answer.text) == (200, False), said


def test_what_is_anothers_or_nothing_is_not_there(acme: Pages) -> None:
    for path in ("/invoices/N-I4", "/invoices/I4", "/invoices/C2", "/pdf/N-I4", "/pay/qr.svg", "/nothing"):
        assert acme.get(path).status_code == 404, path


def test_no_token_can_be_guessed_or_made_out_of_another(acme: Pages) -> None:
    key, _, seal = acme.token.partition(".")
    other = acme.link("Globex")
    vault = acme.bench.office.vault()
    wrong = [
        f"{key}.{other.partition('.')[2]}",  # another's seal
        f"{other.partition('.')[0]}.{seal}",
        token_of(vault, STOP, key),  # ours, for another purpose
        token_of(vault, PAGE, "A" * 20),  # well made, and of nothing
        f"{key}.{seal[::-1]}", f"{key.lower()}.{seal}", f"{acme.token}x", key, "x", "%00",
    ]  # fmt: skip
    for each in wrong:
        for path in ("", "/promise", "/invoices/N-I1"):
            answer = acme.get(path, token=each)
            assert (answer.status_code, answer.text) == (404, "not found\n"), (each, path)
        assert acme.post("/promise", {"by": "2026-11-20"}, token=each).status_code == 404
    assert acme.agreed() == []
    assert key_in(vault, STOP, acme.token) is None


def test_a_link_opens_one_customer_whatever_the_others_are_called(acme: Pages) -> None:
    """Another customer's name is this one's id: the act must not go to them."""
    assert acme.post("/dispute", {"invoice": "N-I1", "why": "price"}).status_code == 200
    assert [each.invoice_ids for each in acme.agreed()] == [("I1",)]
    assert acme.post("/dispute", {"invoice": "N-I4", "why": "price"}).status_code == 400
    assert len(acme.agreed()) == 1


def later(office: Office, days: int) -> Office:
    """So many days after the link was given, by the machine's clock."""
    clock = office.clock
    moved = Clock(now=clock.now, wall=lambda: clock.wall() + timedelta(days=days))
    object.__setattr__(office.store, "clock", moved)
    return office


def test_it_lapses(acme: Pages) -> None:
    short = hand_over(acme.bench.office, acme.bench.ledger, "Globex", 3, "robin").address.rpartition("/")[2]
    later(acme.bench.office, 2)
    assert acme.get(token=short).status_code == 200
    later(acme.bench.office, 4)
    assert acme.get(token=short).status_code == 404
    assert acme.get().status_code == 200
    later(acme.bench.office, 61)
    assert acme.get().status_code == 404
    assert acme.post("/promise", {"by": "2026-11-20"}).status_code == 404


def gone(acme: Pages, what: str) -> None:
    bench = acme.bench
    if what == "revoked":
        commands.revoke_links(bench.office, bench.ledger, customer="Acme <b>Ltd</b>")
    elif what == "unlinked":
        bench.update(leaves_on=bench.office.clock.now().date() + timedelta(days=30))
    elif what == "restored":
        bench.update(restored_at=bench.office.store.clock.wall() + timedelta(minutes=1))
    elif what == "billed with another":
        bench.stage(customer("C1", name="Acme <b>Ltd</b>", bills_with="C2", edit=2))
    else:
        with bench.office.store.write() as connection:
            connection.execute(sa.delete(customers).where(customers.c.id == "C1"))


@pytest.mark.parametrize("what", ["revoked", "unlinked", "restored", "billed with another", "erased"])
def test_once_that_is_so_it_opens_nothing_any_more(acme: Pages, what: str) -> None:
    assert acme.get().status_code == 200
    gone(acme, what)
    for path in PATHS:
        assert acme.get(path).status_code == 404
    for path in ACTS:
        assert acme.post(path, {"by": "2026-11-20", "words": "stop"}).status_code in (404, 405)
    assert acme.agreed() == []


def test_switched_off_nothing_opens_and_none_is_given(tmp_path: Path) -> None:
    with pages(tmp_path) as made:
        token = made.token
        path = made.bench.folder / "config.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("[policy]", "[portal]\nenabled = false\n[policy]"), "utf-8")
        office = made.bench.at(made.bench.office.clock.now()).office
        assert visitor_of(office, token) is None
        assert office.page_of()("A" * 20) == ""
        with pytest.raises(ActError, match="enabled = false"):
            hand_over(office, made.bench.ledger, "Globex", None, "robin")


def test_no_link_is_given_that_is_not_seen_to_lead_here(acme: Pages) -> None:
    office = acme.bench.office
    assert office.page_of()("A" * 20).startswith(f"{URL}/p/{'A' * 20}.")
    office.store.prove_url(None)
    assert office.page_of()("A" * 20) == ""
    with pytest.raises(ActError, match="duesync doctor"):
        hand_over(office, acme.bench.ledger, "Globex", None, "robin")


def test_who_asks_too_often_or_too_much_is_told_to_wait(acme: Pages) -> None:
    other = acme.link("Globex")
    codes = [acme.post("/ask", {}).status_code for _ in range(21)]
    assert codes == [400] * 20 + [429]
    assert acme.get(token=other).status_code == 200
    codes = [acme.get().status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    assert acme.get(token=other).status_code == 200, "nobody waits for another"
    codes = [acme.get(token="wrong").status_code for _ in range(121)]
    assert codes[-1] == 429
    assert acme.get(token=other).status_code == 200, "nobody waits for those who guess"
    assert acme.post("/ask", {"words": "x" * 20_000}, token=other).status_code == 413
    assert acme.web.ask("POST", f"/p/{other}/ask", b"a=1&" * 300, {}).status_code == 413


def test_what_a_person_hands_over_is_in_the_audit_chain_without_its_key(acme: Pages) -> None:
    assert acme.acts_of("robin") == 1
    with acme.bench.office.store.read() as connection:
        rows = connection.exec_driver_sql("select * from events").all()
    assert acme.token not in str(rows)


def test_a_sub_customer_has_no_page_and_says_whose_it_is(acme: Pages) -> None:
    with pytest.raises(ActError, match="is billed with Acme"):
        hand_over(acme.bench.office, acme.bench.ledger, "Acme North", None, "robin")


def test_an_id_is_never_taken_for_a_name(acme: Pages) -> None:
    with acme.bench.office.store.read() as connection:
        ledger = acme.bench.ledger
        assert commands.the_customer(connection, ledger, Id("C1")).id == "C1"
        assert commands.the_customer(connection, ledger, "C1").id == "N-I4"


def test_who_reads_nowhere_any_more_has_no_page_behind_that_message(acme: Pages) -> None:
    bench = acme.bench
    [effect] = [each for each in bench.effects() if each.customer_id == "C2"]
    with bench.office.store.write() as connection:
        sent = {
            "state": "done",
            "one_click": True,
            "rendered": b"{}",
            "claimed_at": bench.office.store.clock.wall(),
        }
        connection.execute(sa.update(effects).where(effects.c.key == effect.key).values(sent))
    token = token_of(bench.office.vault(), PAGE, effect.key)
    assert visitor_of(bench.office, token) is not None
    with bench.office.store.write() as connection:
        now = bench.office.clock.now()
        suppressions.suppress(connection, "email", "c2@customer.example", "bounced", "a test", now)
    assert visitor_of(bench.office, token) is None


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "nl"])
def test_every_language_says_all_of_it_with_the_same_facts(language: str) -> None:
    english, words = words_in("en"), words_in(language)
    assert english.keys() == words.keys()

    def facts(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", text))

    assert [name for name in english if facts(english[name]) != facts(words[name])] == []


def test_it_speaks_the_language_that_they_chose(acme: Pages) -> None:
    assert acme.post("/choices", {"language": "fr", "day": ["mon", "tue"]}).status_code == 200
    page = acme.get().text
    assert '<html lang="fr">' in page
    assert "Vos factures" in page
    assert acme.get("/promise").text.count("Pour quelle date") == 1


def test_who_owes_nothing_sees_so(acme: Pages) -> None:
    owed = {"I1": "C1", "I2": "C1", "I3": "C3"}
    acme.bench.stage(
        *(invoice(one, of=of, edit=2, balance=Decimal(0), status="paid") for one, of in owed.items())
    )
    page = said(acme.get().text)
    assert "Nothing is open. Thank you!" in page
    assert acme.post("/promise", {"by": "2026-11-20"}).status_code == 400
    assert acme.agreed() == []
