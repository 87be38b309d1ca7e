"""The command line as a small-business owner meets it: clear lines, right exit codes, no traceback."""

from __future__ import annotations

import json
import re
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from sync.rehearsal.sandbox import REDIRECT, consent
from tests.stories.terminal import Terminal, Told, terminal
from tests.world import BOTH, QUICKBOOKS, XERO, world

COMMANDS = (
    "init", "connect", "sync", "plan", "approve", "run", "status", "why", "pay", "void-payment", "hold",
    "confirm-books", "promise", "instalments", "dispute", "claim", "settle", "hand-over", "exclude", "log",
    "uncertain", "bank", "worker", "sandbox", "demo", "doctor",
)  # fmt: skip
ON_A_LEDGER: tuple[tuple[str, ...], ...] = (
    ("connect", "{}"),
    ("sync", "{}"),
    ("run", "{}"),
    ("plan", "{}"),
    ("approve", "{}", "--yes"),
    ("why", "{}", "INV-1"),
    ("pay", "{}", "INV-1", "10.00"),
    ("void-payment", "{}", "KEY"),
    ("hold", "{}"),
    ("promise", "{}", "--customer", "A", "--by", "2026-12-01"),
    ("instalments", "{}", "--customer", "A", "--part", "2026-12-01=10"),
    ("dispute", "{}", "--invoice", "INV-1", "--reason", "broken"),
    ("claim", "{}", "--customer", "A"),
    ("settle", "{}", "--customer", "A", "--amount", "1", "--by", "2026-12-01", "--yes"),
    ("hand-over", "{}", "--customer", "A", "--to", "B"),
    ("exclude", "{}", "--customer", "A"),
    ("log", "{}", "--customer", "A"),
    ("confirm-books", "{}", "--as-of", "2026-11-01"),
    ("uncertain", "{}"),
    ("bank", "{}"),
)
NEED_A_CONFIGURATION = (("status",), ("doctor",), ("worker",), ("serve",), *ON_A_LEDGER)
WRONG_SECRET = "canary-wrong-client-secret"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Both ledgers linked, pulled, approved and run."""
    with world(tmp_path_factory.mktemp("shared"), customers=8) as made, terminal(made) as typed:
        made.ready_to_send()
        typed.type("run")
        yield typed


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Terminal]:
    """Nothing linked yet."""
    with world(tmp_path, customers=5) as made, terminal(made, secrets=(WRONG_SECRET,)) as typed:
        yield typed


def one_line(told: Told) -> str:
    assert len(told.errors) == 1, told.err
    assert told.errors[0].startswith("error: ")
    return told.errors[0]


def test_without_a_command_the_help_is_shown(shared: Terminal) -> None:
    told = shared.end(shared.start(alone=True))
    assert all(command in told.out for command in COMMANDS)
    assert told.err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(shared: Terminal, command: str) -> None:
    told = shared.type(command, "--help")
    assert told.code == 0
    assert f"duesync {command}" in told.out
    assert len(told.out) > 200


def test_an_unknown_command_or_option_is_one_line(shared: Terminal) -> None:
    for words in (("chase",), ("run", "--faster"), ("pay", XERO), ("plan", XERO, "--days", "0")):
        told = shared.type(*words)
        assert told.code == 2
        assert "--help" in one_line(told)


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("doctor",),
        ("plan", XERO),
        ("approve", XERO),
        ("uncertain", XERO),
        ("bank", XERO),
        ("sync",),
        ("run",),
        ("plan", QUICKBOOKS),
    ],
)
def test_every_reading_command_prints_one_json_object(shared: Terminal, words: tuple[str, ...]) -> None:
    told = shared.type(*words, "--json")
    assert (told.code, told.err) == (0, "")
    assert isinstance(told.json, dict)


def test_why_and_pay_print_one_json_object(shared: Terminal) -> None:
    number = an_open_invoice(shared)
    for words in (("why", XERO, number), ("pay", XERO, number, "1.00")):
        told = shared.type(*words, "--json")
        assert (told.code, told.err) == (0, "")
        assert isinstance(told.json, dict)


def an_open_invoice(desk: Terminal) -> str:
    from sync.store import figures

    ledger = desk.world.office.linked(XERO)
    with desk.world.office.store.read() as connection:
        return str(figures.open_invoices(connection, ledger.id)[0].number)


@pytest.mark.parametrize("words", ON_A_LEDGER, ids=lambda words: words[0])
def test_an_unknown_ledger_is_named_beside_the_known_ones(shared: Terminal, words: tuple[str, ...]) -> None:
    told = shared.type(*(word.format("nosuch") for word in words))
    assert told.code == 2
    line = one_line(told)
    assert "nosuch" in line
    assert "harbour, summit" in line


@pytest.mark.parametrize("words", ON_A_LEDGER[1:], ids=lambda words: words[0])
def test_a_ledger_that_is_not_linked_is_told_how_to_link_it(fresh: Terminal, words: tuple[str, ...]) -> None:
    told = fresh.type(*(word.format(XERO) for word in words))
    assert told.code == 2
    assert one_line(told) == f"error: {XERO} is not linked yet; run: duesync connect {XERO}"


def test_nothing_linked_at_all(fresh: Terminal) -> None:
    assert f"{XERO}  not linked yet; run: duesync connect {XERO}" in fresh.type("status").out
    told = fresh.type("run")
    assert (told.code, one_line(told)) == (2, "error: no ledger is linked yet; run: duesync connect NAME")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pay", "{ledger}", "{invoice}", "ten"), "'ten' is not an amount"),
        (("pay", "{ledger}", "{invoice}", "12,50"), "'12,50' is not an amount"),
        (("pay", "{ledger}", "{invoice}", "1e3"), "'1e3' is not an amount"),
        (("pay", "{ledger}", "{invoice}", "NaN"), "not an amount"),
        (("pay", "{ledger}", "{invoice}", "Infinity"), "not an amount"),
        (("pay", "{ledger}", "{invoice}", "--", "-5"), "not an amount"),
        (("pay", "{ledger}", "{invoice}", "0"), "not an amount"),
        (("pay", "{ledger}", "{invoice}", "1e30"), "not an amount"),
        (("pay", "{ledger}", "{invoice}", "1.23456"), "more decimals"),
        (("pay", "{ledger}", "{invoice}", "99999999"), "less than 99999999"),
        (("pay", "{ledger}", "{invoice}", "1", "--on", "2026-02-30"), "'2026-02-30' is not a date"),
        (("pay", "{ledger}", "{invoice}", "1", "--on", "2031-01-01"), "2031-01-01 is in the future"),
        (("pay", "{ledger}", "NOSUCH", "1"), "has no invoice 'NOSUCH'"),
        (("why", "{ledger}", "NOSUCH"), "has no invoice 'NOSUCH'"),
        (("hold", "{ledger}", "--until", "tomorrow"), "'tomorrow' is not a date"),
        (("hold", "{ledger}", "--until", "2020-01-01"), "2020-01-01"),
        (("hold", "{ledger}", "--customer", "Nobody"), "has no customer 'Nobody'"),
        (("hold", "{ledger}", "--invoice", "NOSUCH"), "has no invoice 'NOSUCH'"),
        (("hold", "{ledger}", "--release"), "is not on hold"),
        (("approve", "{ledger}", "--customer", "Nobody", "--yes"), "has no customer 'Nobody'"),
        (("confirm-books", "{ledger}", "--as-of", "2026-11-31"), "'2026-11-31' is not a date"),
        (("confirm-books", "{ledger}", "--as-of", "2031-01-01"), "2031-01-01 is in the future"),
        (("void-payment", "{ledger}", "NOSUCH"), "no payment recorded by Duesync as 'NOSUCH'"),
        (("uncertain", "{ledger}", "--sent", "NOSUCH"), "no uncertain message 'NOSUCH'"),
        (("bank", "{ledger}", "--confirm", "NOSUCH"), "has no line 'NOSUCH'"),
        (("bank", "{ledger}", "--refuse", "%"), "has no line '%'"),
        (("bank", "{ledger}", "nosuch.csv"), "nosuch.csv: No such file"),
        (("bank", "{ledger}", "--certain", "--settled"), "give one"),
        (("bank", "{ledger}", "--invoice", "{invoice}"), "give one --confirm"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else None,
)
def test_a_bad_date_amount_or_name_is_one_line_that_repeats_it(
    shared: Terminal, words: tuple[str, ...], said: str
) -> None:
    invoice = an_open_invoice(shared)
    told = shared.type(*(word.format(ledger=XERO, invoice=invoice) for word in words))
    assert told.code in (1, 2)
    assert said in one_line(told)


def test_an_instant_that_is_none_is_one_line(shared: Terminal) -> None:
    told = shared.type("--now", "yesterday", "status", now=None)
    assert told.code == 2
    assert "'yesterday' is not an instant" in one_line(told)


@pytest.mark.parametrize("words", NEED_A_CONFIGURATION, ids=lambda words: words[0])
def test_three_mistakes_in_the_configuration_are_told_at_once_with_their_keys(
    shared: Terminal, tmp_path: Path, words: tuple[str, ...]
) -> None:
    text = shared.world.config.read_text(encoding="utf-8")
    text = text.replace('security = "none"', 'security = "perhaps"')
    text = text.replace('provider = "xero"', 'provider = "zero"').replace("settle_after", "settel_after")
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    told = shared.type(*(word.format(XERO) for word in words), config=tmp_path / "config.toml")
    assert told.code == 2
    for key in ("mail.security", "ledgers.harbour.provider", "settel_after_seconds"):
        assert key in told.err
    assert "mistakes:" in told.errors[0]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "is not there; `duesync init` makes one"),
        (b"x = = 1", "is not TOML"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'[store]\nurl = "sqlite:///nowhere/at/all.db"', "does not exist"),
        (b'[store]\nurl = "sqlite:///config.toml"', "the database cannot be opened"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_one_line(
    shared: Terminal, tmp_path: Path, written: bytes | None, said: str
) -> None:
    config = tmp_path / "config.toml"
    if written is not None:
        config.write_bytes(written)
    told = shared.type("status", config=config)
    assert told.code == 2
    assert said in one_line(told)


def test_init_makes_files_for_our_eyes_only_that_doctor_reads(shared: Terminal, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    assert shared.type("init", config=config).code == 0
    for file in (config, tmp_path / "duesync.key"):
        assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    before = config.read_bytes()
    told = shared.type("doctor", config=config)
    assert told.code == 1  # nothing is linked yet
    assert "ok       configuration: read, 2 ledger(s)" in told.out
    assert "ok       key: found" in told.out
    again = shared.type("init", config=config)
    assert again.code == 0
    assert again.out.count("is there already") == 2
    assert config.read_bytes() == before


def test_init_in_a_folder_that_is_not_there_is_one_line(shared: Terminal, tmp_path: Path) -> None:
    told = shared.type("init", config=tmp_path / "nowhere" / "config.toml")
    assert told.code == 1
    assert "nowhere" in one_line(told)


Answer = Callable[[str], str]
NOT_LINKED: dict[str, tuple[Answer, str]] = {
    "another state": (lambda shown: re.sub("state=[^&]+", "state=other", consent(shown)), "start it again"),
    "no state": (lambda shown: re.sub("&?state=[^&]+", "", consent(shown)), "start it again"),
    "refused": (
        lambda shown: f"{REDIRECT}?error=access_denied&{re.findall('state=[^&]+', shown)[0]}",
        "consent was refused",
    ),
    "a code that is none": (
        lambda shown: re.sub("code=[^&]+", "code=CANARY", consent(shown)),
        "is not accepted",
    ),
    "something else pasted": (lambda _: "https://example.com/", "does not belong to the sign-in"),
}


@pytest.mark.parametrize("name", BOTH)
def test_a_sign_in_that_comes_to_nothing_names_the_ledger_and_the_command_to_repeat(
    fresh: Terminal, name: str
) -> None:
    for answer, said in NOT_LINKED.values():
        told = fresh.link(name, answer)
        assert told.code == 3
        line = one_line(told)
        assert line.startswith(f"error: {name}: sign-in: ")
        assert said in line
        assert line.endswith(f"again: duesync connect {name}")
    assert fresh.type("status", "--json").json["ledgers"] == []
    assert fresh.link(name).code == 0


@pytest.mark.parametrize("name", BOTH)
def test_a_wrong_client_secret_says_which_setting_to_correct(fresh: Terminal, name: str) -> None:
    text = fresh.world.config.read_text(encoding="utf-8")
    wrong = text.replace(fresh.world.sandbox.client_secret, WRONG_SECRET)
    fresh.world.config.write_text(wrong, encoding="utf-8")
    told = fresh.link(name)
    assert told.code == 3
    line = one_line(told)
    assert f"error: {name}: sign-in: the app's client id or secret is not accepted" in line
    assert "client_secret in the configuration" in line
    assert "duesync connect" not in line


def test_a_sign_in_service_that_is_down_says_when_to_try_again(fresh: Terminal) -> None:
    fresh.break_(XERO, "/connect/token", "status", status=503, times=None)
    told = fresh.link(XERO)
    assert told.code == 4
    assert one_line(told).startswith(f"error: {XERO}: sign-in: ")
    fresh.mend()
    assert fresh.link(XERO).code == 0


def test_a_browser_that_comes_back_by_itself_links_the_ledger(fresh: Terminal, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = fresh.world.config
    text = config.read_text(encoding="utf-8").replace(REDIRECT, f"http://127.0.0.1:{port}/callback")
    config.write_text(text, encoding="utf-8")
    browser = tmp_path / "browser.py"
    browser.write_text(
        "import sys, urllib.request, urllib.error\n"
        "from sync.rehearsal.sandbox import consent\n"
        "back = consent(sys.argv[1])\n"
        "icon = back.split('/callback')[0] + '/favicon.ico'\n"
        "try:\n    urllib.request.urlopen(icon, timeout=5)\n"
        "except urllib.error.HTTPError as turned_away:\n    assert turned_away.code == 404\n"
        "urllib.request.urlopen(back, timeout=5)\n",
        encoding="utf-8",
    )
    process = fresh.start("connect", XERO, browser=f"{sys.executable} {browser} %s")
    told = fresh.end(process)
    assert told.code == 0, told.err
    assert f"{XERO} is linked to " in told.out


def test_names_from_a_ledger_are_shown_as_they_are(fresh: Terminal) -> None:
    fresh.world.link(XERO)
    fresh.type("sync", XERO)
    asked = fresh.type("approve", XERO, "--json").json["proposals"][0]["customer_id"]
    ref = fresh.world.sandbox.xero.books.contacts[asked].customer.ref
    fresh.world.sandbox.xero.rename(ref, "[red]A[/blue] :smile: Ltd")
    assert fresh.type("sync", XERO).code == 0
    for words in (("approve", XERO, "--yes"), ("plan", XERO), ("status",)):
        assert fresh.type(*words).code == 0
    everything = "".join(told.out for told in fresh.printed)
    assert "A[/blue] :smile:" in re.sub(r"\s+", " ", everything)


def test_approve_shows_whole_addresses_and_amounts_on_a_narrow_terminal(
    fresh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    fresh.world.link(XERO)
    fresh.type("sync", XERO)
    asked = fresh.type("approve", XERO, "--json").json["proposals"]
    shown = fresh.type("approve", XERO, "--yes").out
    assert len(asked) > 2
    for one in asked:
        assert ", ".join(one["notify"]["recipients"]) in shown
        assert f"{one['notify']['currency']} {Decimal(one['notify']['amount']):,}" in shown
    assert f"go out with the next: duesync run {XERO}" in shown


def test_the_demo_prints_one_object(shared: Terminal) -> None:
    told = shared.type("demo", "--json", "--customers", "5", now=None)
    assert told.code == 0, told.err
    assert set(json.loads(told.out)) >= {
        "ledgers",
        "first_run",
        "second_run",
        "payments_confirmed",
        "seconds",
    }
