"""Stopping by one click, from a real message to the next decision: over SMTP, HTTP and the store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from sync import commands
from sync.clock import fixed
from sync.doctor import examine
from sync.office import open_office
from sync.store import acts, outbox, suppressions
from sync.tables import effects, events
from tests.web.served import Served, served
from tests.world import WORKING_DAY, XERO, World, world

ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Desk(NamedTuple):
    world: World
    web: Served


def settings(made: World, section: str, line: str) -> None:
    text = made.config.read_text(encoding="utf-8")
    before = text if f"[{section}]\n" in text else f"{text}\n[{section}]\n"
    made.config.write_text(before.replace(f"[{section}]\n", f"[{section}]\n{line}\n"), encoding="utf-8")
    made.office.close()
    made.office = open_office(made.config, fixed(WORKING_DAY))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A firm that sent its messages, each with a link to stop them."""
    with world(tmp_path_factory.mktemp("stop")) as made:
        text = made.config.read_text(encoding="utf-8")
        assert '"Harbour"' in text
        made.config.write_text(text.replace('"Harbour"', '"Harbour & <b>Sons</b>"'), encoding="utf-8")
        with served(made.at(WORKING_DAY).office) as web:
            settings(made, "mail", 'one_click = "all"')
            settings(made, "serve", f'public_url = "{web.url}"')
            web.office = made.office
            found = {one.about: one for one in examine(made.office)}
            assert found["serve.public_url"].level == "ok", found["serve.public_url"]
            made.ready_to_send(XERO)
            assert made.run(XERO).delivered.messages
            yield Desk(made, web)


def addresses(message: EmailMessage) -> list[str]:
    return re.findall(r"<([^>]+)>", str(message["List-Unsubscribe"]))


def path_of(desk: Desk, number: int) -> str:
    return addresses(desk.world.mail()[number])[0].removeprefix(desk.web.url)


def customer_of(desk: Desk, number: int) -> str:
    key = str(desk.world.mail()[number]["Message-ID"])[1:21]
    with desk.world.office.store.read() as connection:
        found = outbox.by_key(connection, desk.world.office.linked(XERO).id, key)
    assert found is not None
    return found.customer_id


def is_stopped(desk: Desk, number: int) -> bool:
    ledger = desk.world.office.linked(XERO)
    with desk.world.office.store.read() as connection:
        return acts.is_opted_out(connection, ledger.id, customer_of(desk, number), "email")


def test_a_message_says_how_to_stop_in_the_headers_that_mail_programs_read(desk: Desk) -> None:
    for number, received in enumerate(desk.world.sandbox.mail.messages):
        web, mailto = addresses(received.message)
        assert re.fullmatch(rf"{desk.web.url}/stop/[A-Z2-7]{{20}}\.[\w-]{{24}}", web)
        key = str(received.message["Message-ID"])[1:21]
        assert mailto == f"mailto:accounts@{XERO}.example?subject=stop%20{key}"
        assert received.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert f"<{web}>".encode() in received.raw, "folded within the address"
        assert not is_stopped(desk, number)
    with desk.world.office.store.read() as connection:
        kept = connection.scalars(sa.select(effects.c.rendered).where(effects.c.rendered.is_not(None))).all()
    assert kept
    assert not any(b"/stop/" in one for one in kept), "what is kept as evidence works like a key"


def test_looking_changes_nothing_and_shows_a_page_with_a_button(desk: Desk) -> None:
    for method in ("GET", "HEAD", "GET"):
        answer = desk.web.ask(method, path_of(desk, 0))
        assert answer.status_code == 200
        assert not is_stopped(desk, 0)
    page = answer.text
    assert '<form method="post">' in page
    assert "Harbour &amp; &lt;b&gt;Sons&lt;/b&gt;" in page
    assert "<script" not in page
    assert "http" not in page, "nothing is fetched, nothing leads elsewhere"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert desk.web.ask("PUT", path_of(desk, 0)).status_code == 405


def test_a_message_opens_the_customers_own_page_and_what_is_kept_of_it_opens_none(desk: Desk) -> None:
    received = desk.world.mail()[0]
    forms = [received.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (str(form.get_content()) for form in forms if form is not None)
    [address] = re.findall(rf"{desk.web.url}/p/[A-Z2-7]{{20}}\.[\w-]{{24}}(?=\s)", text)
    assert f'href="{address}"' in html
    path = address.removeprefix(desk.web.url)
    page = desk.web.ask("GET", path)
    assert page.status_code == 200
    with desk.world.office.store.read() as connection:
        kept = connection.scalars(sa.select(effects.c.rendered).where(effects.c.rendered.is_not(None))).all()
    assert any(f"{desk.web.url}/p/...".encode() in one for one in kept)
    assert not any(path.encode() in one for one in kept), "what is kept as evidence works like a key"
    [pdf, *_] = re.findall(r'href="(/p/[^"]+/pdf/[^"]+)"', page.text)
    before = len(desk.world.sandbox.xero.calls)
    for _ in range(3):
        came = desk.web.ask("GET", pdf)
        assert (came.status_code, came.headers["Content-Type"]) == (200, "application/pdf")
        assert came.content.startswith(b"%PDF")
    assert len(desk.world.sandbox.xero.calls) == before + 1, "what was fetched is kept"
    assert desk.web.ask("GET", path.replace("/p/", "/stop/")).status_code == 404


def test_a_post_without_the_words_changes_nothing(desk: Desk) -> None:
    for body in (b"", b"List-Unsubscribe=Maybe", b"x" * 9000 + b"&" + ONE_CLICK):
        assert desk.web.ask("POST", path_of(desk, 0), body, FORM).status_code == 400
        assert not is_stopped(desk, 0)


def test_one_click_stops_e_mails_to_that_customer_and_says_so(desk: Desk) -> None:
    ledger = desk.world.office.linked(XERO)
    for _ in range(2):  # programs try twice
        answer = desk.web.ask("POST", path_of(desk, 1), ONE_CLICK, FORM)
        assert answer.status_code == 200
        assert "<form" not in answer.text
        assert is_stopped(desk, 1)
    with desk.world.office.store.read() as connection:
        told = connection.execute(
            sa.select(events.c.by).where(events.c.ledger_id == ledger.id, events.c.kind == "act")
        ).all()
    assert [row.by for row in told].count("by one click") == 2  # the opt-out, and the address
    assert not is_stopped(desk, 2)
    to = desk.world.sandbox.mail.messages[1].recipients
    with desk.world.office.store.read() as connection:
        kept = suppressions.suppressed(connection, "email", to)
    assert {address: [row.why for row in rows] for address, rows in kept.items()} == {
        address: ["stopped"] for address in to
    }
    commands.opt_out(
        desk.world.office, ledger, customer=customer_of(desk, 1), channel="email", source="", over=True
    )
    assert desk.web.ask("POST", path_of(desk, 1), ONE_CLICK, FORM).status_code == 200
    assert is_stopped(desk, 1), "who takes them again may stop them again"


def test_a_multipart_click_counts_too(desk: Desk) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert desk.web.ask("POST", path_of(desk, 2), body, kind).status_code == 200
    assert is_stopped(desk, 2)


def test_altered_and_foreign_tokens_are_told_nothing(desk: Desk) -> None:
    good = path_of(desk, 3)
    key, _, seal = good.removeprefix("/stop/").partition(".")
    other = path_of(desk, 4).rpartition(".")[2]
    answers = set()
    for wrong in (
        f"{key}.{other}",
        f"{key}.{seal[::-1]}",
        f"{key}",
        f"{key.lower()}.{seal}",
        "x",
        f"{key}.{seal}x",
    ):
        answer = desk.web.ask("POST", f"/stop/{wrong}", ONE_CLICK, FORM)
        answers.add((answer.status_code, answer.text))
    assert answers == {(404, "not found\n")}
    assert not is_stopped(desk, 3)


def test_a_link_that_was_revoked_works_no_more(desk: Desk) -> None:
    ledger = desk.world.office.linked(XERO)
    name, revoked = commands.revoke_links(desk.world.office, ledger, customer=customer_of(desk, 3))
    assert (bool(name), revoked) == (True, 1)
    assert desk.web.ask("POST", path_of(desk, 3), ONE_CLICK, FORM).status_code == 404
    assert not is_stopped(desk, 3)


def test_who_asks_too_often_is_told_to_wait(desk: Desk) -> None:
    codes = [desk.web.ask("GET", path_of(desk, 4)).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    assert desk.web.ask("GET", path_of(desk, 5)).status_code == 200
    wrong = [desk.web.ask("GET", "/stop/wrong").status_code for _ in range(121)]
    assert wrong[-1] == 429
    assert desk.web.ask("GET", path_of(desk, 5)).status_code == 200, "nobody else waits for them"


def test_without_a_proof_that_the_address_leads_here_no_message_carries_it(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        [other, *_] = re.findall(r"http://127[^/\"]+", made.config.read_text(encoding="utf-8"))
        settings(made, "mail", 'one_click = "all"')
        settings(made, "serve", f'public_url = "{other}"')
        found = {one.about: one for one in examine(made.office)}
        assert found["serve.public_url"].level == "warn"
        assert "does not lead here" in found["serve.public_url"].text
        assert made.office.store.proved_url() is None
        for offered in (True, False):
            assert made.office.stop_at(XERO)("A" * 20, offered) == ()


@pytest.mark.parametrize(
    ("lines", "offered", "others"),
    [("", 2, 0), ('one_click = "all"', 2, 2), ('one_click = "none"', 0, 0), ("redirect", 0, 0)],
)
def test_who_gets_the_link_is_for_the_settings_and_the_letter_to_say(
    desk: Desk, tmp_path: Path, lines: str, offered: int, others: int
) -> None:
    text = desk.world.config.read_text(encoding="utf-8").replace('one_click = "all"', lines)
    text = text.replace("redirect\n", "\n")
    if lines == "redirect":
        text = f'redirect_to = "me@house.example"\n{text}'
    (tmp_path / "config.toml").write_text(
        re.sub(r"sqlite:///[^\"]*", f"sqlite:///{desk.world.folder / 'duesync.db'}", text), encoding="utf-8"
    )
    (tmp_path / "duesync.key").write_bytes((desk.world.folder / "duesync.key").read_bytes())
    (tmp_path / "duesync.key").chmod(0o600)
    office = open_office(tmp_path / "config.toml", fixed(WORKING_DAY))
    try:
        to = office.stop_at(XERO)
        assert [len(to("A" * 20, says)) for says in (True, False)] == [offered, others]
    finally:
        office.close()


def test_without_an_address_on_the_web_only_a_mailbox_that_is_read_is_named(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        text = made.config.read_text(encoding="utf-8")
        inbox = '\n[mail.inbox]\nhost = "127.0.0.1"\nusername = "a"\npassword = "b"\n'
        made.config.write_text(text.replace("[mail]\n", f"{inbox}[mail]\n"), encoding="utf-8")
        made.at(WORKING_DAY)
        to = made.office.stop_at(XERO)
        [only] = to("A" * 20, bool(inbox))
        assert only == f"mailto:accounts@{XERO}.example?subject=stop%20{'A' * 20}"
