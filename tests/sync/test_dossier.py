"""What a dossier holds of its customer, what it says is missing, and that nobody else is in it."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from dunning.account import Contact
from dunning.ledger import Kind
from sync import commands
from sync.commands import ActError, Said, replies
from sync.commands.documents import Given, attach, withdraw
from sync.documents.faces import faces_for
from sync.documents.report import texts_of
from sync.documents.report_pdf import report_pdf
from sync.evidence.dossier import making
from sync.evidence.dossier.bundle import Dossier, parts_of, report_of
from sync.evidence.dossier.facts import Facts, Options
from sync.evidence.dossier.gather import gather
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.verifier.verify import CHAIN, check, frame, links
from sync.store.chain import head
from tests.sync.books import NOW, TODAY, booked, credit, customer, invoice, payment, unreadable
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import letter

POLICY = """approval_required = "none"
law.debtor_kind = "company"
interest.basis = "statutory"
interest.from_level = "reminder"
interest.fixed_sums = true"""
CANARY = "XANARY"
ENGLISH = Options(language="en", address=(), number=None)
PDF = b"%PDF-1.4\n" + b"contract " * 20


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    with stood(tmp_path) as made:
        yield made


@contextmanager
def stood(folder: Path, store: str = "sqlite:///duesync.db") -> Iterator[Desk]:
    """C1 owes an old invoice, half credited, and a newer one; one was paid. A sub-customer bills with C1."""
    with desk(folder, store, policy=POLICY) as made:
        made.stage(
            customer("C1", name="Acme Ltd"),
            customer("SUB", name="Acme Leeds", bills_with="C1"),
            invoice("OLD", overdue=74, owes="5000"),
            invoice("NEW", of="SUB", overdue=12, owes="120"),
            invoice("PAID", overdue=200, owes="80", balance=Decimal(0), status="paid"),
            payment("P1", on=TODAY - timedelta(days=190), applied={"PAID": "80"}, amount="80"),
            credit("CN", left="1000"),
        )
        yield made


def facts_of(bench: Desk, name: str = "C1", options: Options = ENGLISH) -> Facts:
    return gather(bench.office, bench.ledger, name, options)


def parts(bench: Desk, options: Options = ENGLISH) -> dict[str, Part]:
    return {one.number: one for one in parts_of(facts_of(bench, options=options))[0]}


def told(bench: Desk, number: str) -> Any:
    """The JSON of that part as a program reads it."""
    encoded = msgspec.json.Encoder(decimal_format="string").encode(parts(bench)[number].told)
    return json.loads(encoded)


def codes(bench: Desk, options: Options = ENGLISH) -> set[str]:
    return {one.code for one in parts_of(facts_of(bench, options=options))[1]}


def account(bench: Desk) -> Any:
    [one] = told(bench, "00")["accounts"]
    return one


def said(**more: Any) -> Said:
    return Said(by="Jo", customer="C1", who="Ann", where="a call", **more)


def test_the_statement_runs_from_debit_to_credit_and_ends_in_what_the_books_say(bench: Desk) -> None:
    [one] = told(bench, "05")["accounts"]
    assert [
        (each["document"], each["debit"], each["credit"], each["balance"]) for each in one["entries"]
    ] == [
        ("N-PAID", "80.00", "0", "80.00"),
        ("", "0", "80.00", "0.00"),
        ("N-OLD", "5000.00", "0", "5000.00"),
        ("N-NEW", "120.00", "0", "5120.00"),
        ("CN-CN", "0", "1000.00", "4120.00"),
    ]
    assert one["balance"] == "4120.00"
    assert "unshown_balance" not in codes(bench)
    bench.stage(invoice("OLD", edit=2, overdue=74, owes="5000", balance=Decimal(4800)))
    [one] = told(bench, "05")["accounts"]
    assert [one["entries"][-1][name] for name in ("kind", "credit", "balance")] == [
        "unshown",
        "200.00",
        "3920.00",
    ]
    assert "unshown_balance" in codes(bench)


def test_interest_stands_line_by_line_with_its_rule_and_with_what_each_day_adds(bench: Desk) -> None:
    [one] = told(bench, "06")["accounts"]
    # 4,000.00 x 11.75 % x 73/365 and 120.00 x 11.75 % x 11/365; a day: 4,120.00 x 11.75 % / 365 = 1.3263
    assert (one["principal"], one["interest"], one["fixed_sums"]) == ("4120.00", "94.42", "110.00")
    assert (one["per_day"], one["per_day_from"]) == ("1.33", TODAY.isoformat())
    assert [(each["invoice"], each["line"]["stretches"][0]["since"]) for each in one["lines"]] == [
        ("N-OLD", "2026-09-06"),
        ("N-NEW", "2026-11-07"),
    ]
    assert one["rules"][0]["pack"] == "uk-b2b-late-payment"
    assert one["rules"][0]["version"]
    assert account(bench)["claim"] == "4324.42"
    printed = " ".join(texts_of(report_of(facts_of(bench), parts(bench)["06"])))
    assert "11.75%" in printed
    assert "£1.33" in printed


def test_the_cover_opens_with_what_is_missing_the_limitation_and_the_daily_interest(bench: Desk) -> None:
    cover = parts(bench)["00"]
    printed = [text for text in texts_of(report_of(facts_of(bench), cover)) if text]
    order = [
        next(number for number, text in enumerate(printed) if begin in text)
        for begin in ("A contract or an order", "nothing is time-barred before 6 September 2032", "£1.33")
    ]
    assert order == sorted(order)
    assert account(bench)["limitation"] == {
        "barred_from": "2032-09-06", "cite": "Limitation Act 1980 s.5", "mark": "M"
    }  # fmt: skip


def test_without_interest_or_a_known_period_it_says_so_and_still_stands(bench: Desk) -> None:
    bench.under("").stage(customer("C1", edit=2, name="Acme Ltd", country="JP"))
    assert {"interest_off", "limitation", "debtor_kind"} <= codes(bench)
    assert account(bench)["interest_per_day"] is None
    assert account(bench)["limitation"]["barred_from"] is None


def test_what_is_attached_is_missing_no_more_and_what_is_withdrawn_is(bench: Desk) -> None:
    lacking = codes(bench)
    assert {
        "address",
        "company_number",
        "contract",
        "terms",
        "invoice_pdf",
        "delivery",
        "reminder",
    } <= lacking
    given = Given(name="a contract.pdf", body=PDF, kind="contract", invoice=None, note="signed")
    made = attach(bench.office, bench.ledger, "C1", given, "Jo")
    for number in ("N-OLD", "N-NEW"):
        for kind in ("delivery", "invoice"):
            one = Given(name=f"{kind}.pdf", body=PDF + number.encode(), kind=kind, invoice=number, note="")
            attach(bench.office, bench.ledger, "C1", one, "Jo")
    options = Options(language="en", address=("1 Mill Lane",), number="0123")
    gone = {"address", "company_number", "contract", "invoice_pdf", "delivery"}
    assert codes(bench, options) == lacking - gone
    part = parts(bench)["02"]
    assert [(file.path, file.body) for file in part.files] == [("02-contract/001-a-contract.pdf", PDF)]
    assert part.told["documents"][0]["sha256"] == made.sha256
    withdraw(bench.office, bench.ledger, "C1", made.number, "Jo")
    assert parts(bench)["02"].files == ()
    assert "contract" in codes(bench, options)


def test_disputed_money_is_shown_and_not_claimed_and_what_is_promised_or_held_is(bench: Desk) -> None:
    office, ledger = bench.office, bench.ledger
    commands.promise(office, ledger, said(invoices=("N-NEW",)), amount=None, by=TODAY + timedelta(days=5))
    commands.hold(office, ledger, customer="C1", invoice=None, until=None, note="we talk")
    commands.dispute(
        office, ledger, said(invoices=("N-OLD",)), amount=Decimal(500), reason="wrong price", owner="Jo",
        answer_by=None,
    )  # fmt: skip
    found = {each["number"]: each for each in account(bench)["invoices"]}
    assert (found["N-OLD"]["disputed"], found["N-OLD"]["claimed"]) == ("500.00", "3500.00")
    assert found["N-NEW"]["claimed"] == "120.00"
    assert account(bench)["principal"] == "3620.00"
    assert [each["kind"] for each in told(bench, "08")["agreements"]] == ["promise"]
    assert [each["agreement"]["reason"] for each in told(bench, "09")["agreements"]] == ["wrong price"]
    assert [each["note"] for each in told(bench, "10")["holds"]] == ["we talk"]
    assert "dispute" in codes(bench)


def test_a_promise_that_was_broken_stays_so_though_it_was_paid_in_the_end(bench: Desk) -> None:
    commands.promise(
        bench.office, bench.ledger, said(invoices=("N-NEW",)), amount=None, by=TODAY + timedelta(days=2)
    )
    later = TODAY + timedelta(days=20)
    bench.at(NOW + timedelta(days=21)).stage(
        invoice("NEW", edit=2, of="SUB", overdue=12, owes="120", balance=Decimal(0), status="paid"),
        payment("P2", of="SUB", on=later, applied={"NEW": "120"}, amount="120"),
        booked(later),
    )
    assert [each["state"] for each in told(bench, "08")["agreements"]] == ["broken"]


def test_notices_by_law_and_contacts_by_hand_are_in_it_and_in_the_chronology(bench: Desk) -> None:
    contact = Contact(channel="letter", at=NOW - timedelta(days=3), reached=True, notice="letter_of_claim")
    commands.log(bench.office, bench.ledger, customer="C1", contact=contact, by="Jo")
    assert [each["notice"] for each in told(bench, "12")["given"]] == ["letter_of_claim"]
    assert "letter of claim" in [each["what"] for each in told(bench, "14")["events"]]
    assert [each["logged_by"] for each in told(bench, "07")["logged_by_hand"]] == ["Jo"]


def test_what_they_wrote_is_in_the_chronology_where_it_is_theirs_alone(bench: Desk) -> None:
    for number, text in enumerate(("We never ordered that, " + "really " * 40, "Somebody else's words.")):
        content = letter(text, sender="ap@acme.example", message_id=f"<{number}@acme.example>")
        replies.hear(bench.office, bench.ledger, [content])
    replies.assign_reply(bench.office, bench.ledger, 1, "C1", "Jo")
    wrote = [each["what"] for each in told(bench, "14")["events"] if "Message from them" in each["what"]]
    [one] = wrote
    assert one.startswith("Message from them: We never ordered that, really")
    assert one.endswith("...")


def test_the_chronology_is_one_page_and_keeps_what_tells_most(bench: Desk) -> None:
    bench.stage(
        *(
            invoice(f"I{number}", overdue=300 + number, owes="1", balance=Decimal(0), status="paid")
            for number in range(60)
        )
    )
    commands.promise(
        bench.office,
        bench.ledger,
        said(invoices=("N-OLD",), quote="x"),
        amount=None,
        by=TODAY + timedelta(days=3),
    )
    part = parts(bench)["14"]
    with faces_for("".join(texts_of(report_of(facts_of(bench), part)))) as faces:
        made = report_pdf(report_of(facts_of(bench), part), faces, NOW)
    [page] = PdfReader(io.BytesIO(made)).pages
    printed = page.extract_text()
    assert "N-OLD" in printed
    assert "Promise of £5,000.00 by 21 November 2026" in printed
    assert "Events of less weight" in printed
    assert len(part.told["events"]) > 60


def linked(bench: Desk) -> dict[str, bytes]:
    """The files of part 13."""
    part = parts(bench)["13"]
    encoded = msgspec.json.Encoder(decimal_format="string").encode(part.told)
    return {CHAIN: encoded} | {file.path: file.body for file in part.files}


def test_each_event_of_the_audit_chain_can_be_proven_without_the_store(bench: Desk) -> None:
    bench.decide()
    given = Given(name="terms.pdf", body=PDF, kind="terms", invoice=None, note="")
    attach(bench.office, bench.ledger, "C1", given, "Jo")
    commands.hold(bench.office, bench.ledger, customer="C1", invoice=None, until=None, note="we talk")
    files = linked(bench)
    events = told(bench, "13")["events"]
    assert [each["kind"] for each in events] == ["decision", "act", "act"]
    assert [each["body"].get("act") for each in events[1:]] == ["attach document", "hold"]
    with bench.office.store.read() as connection:
        newest = head(connection, bench.ledger.id)
    assert newest is not None
    assert links(files) == (
        f"3 events of this debtor; the newest of the ledger is {newest[0]} {newest[1]}",
        [],
    )
    for place, name in enumerate(("header", "content", "hash", "after", "header")):
        changed = json.loads(files[CHAIN])
        event = changed["events"][place % 3]
        if name == "header":
            event["header"]["by"] = "somebody else"
        elif name == "content":
            event["content"] = b64encode(b"another").decode()
        else:
            event[name] = "0" * 64
        found = links(files | {CHAIN: json.dumps(changed).encode()})[1]
        assert f"{CHAIN}: event {event['number']} is not as the audit chain has it" in found, name
    leaves = next(name for name in files if name.endswith(".leaves"))
    assert links(files | {leaves: files[leaves][:-1] + bytes([files[leaves][-1] ^ 1])})[1]
    assert links({CHAIN: files[CHAIN]})[1], "without the batch a decision proves nothing"


def test_whoever_is_billed_by_a_parent_has_no_dossier_and_nor_has_nobody(bench: Desk) -> None:
    with pytest.raises(
        ActError, match=r'Acme Leeds is billed with Acme Ltd, .* duesync dossier summit "Acme Ltd"'
    ):
        facts_of(bench, "SUB")
    with pytest.raises(ActError, match="summit has no customer 'Nobody' among those pulled"):
        facts_of(bench, "Nobody")


def _canaries(bench: Desk) -> None:
    """Somebody else has a share in everything that could be shared; each word of theirs is a canary."""
    office, ledger = bench.office, bench.ledger
    bench.stage(
        customer("X", name=f"{CANARY} name", emails=(f"{CANARY}@x.example",), phone=f"{CANARY} phone"),
        customer("KID", name=f"{CANARY} kid", bills_with="X"),
        customer("OWN", name=f"{CANARY} own"),  # below C1 in the ledger, perhaps, but billed by itself
        invoice("XI", of="X", overdue=40, number=f"{CANARY}-1", reference=f"{CANARY} reference"),
        invoice("KI", of="KID", overdue=50, number=f"{CANARY}-2"),
        invoice("OI", of="OWN", overdue=50, number=f"{CANARY}-3"),
        payment("BATCH", of="X", applied={"NEW": "20", "XI": "30"}, amount="50", reference=f"{CANARY} run"),
        payment("OURS", of="C1", applied={"OLD": "10", "XI": "5"}, amount="15", reference="ours"),
        payment("NOBODY", of=None, applied={"OLD": "1", "KI": "2"}, amount="3", reference=f"{CANARY} pay"),
        credit("XC", of="X", number=f"{CANARY}-C"),
        unreadable(Kind.INVOICE, "BAD", "no date", of="C1", raw=f'{{"next": "{CANARY} raw"}}'),
        unreadable(Kind.INVOICE, "WORSE", f"{CANARY} problem", of="X"),
    )  # fmt: skip
    bench.decide()
    them = Said(by=CANARY, customer="X", who=CANARY, where=CANARY, quote=CANARY)
    commands.promise(office, ledger, them, amount=None, by=TODAY + timedelta(days=3))
    contact = Contact(channel="call", at=NOW, reached=True, note=f"{CANARY} call")
    commands.log(office, ledger, customer="X", contact=contact, by=CANARY)
    commands.hold(office, ledger, customer="X", invoice=None, until=None, note=f"{CANARY} hold")
    commands.hold(office, ledger, customer=None, invoice=None, until=None, note=f"until {CANARY} is seen to")
    commands.opt_out(office, ledger, customer="X", channel="sms", source=CANARY, over=False)
    body = PDF + CANARY.encode()
    attach(
        office,
        ledger,
        "X",
        Given(name=f"{CANARY}.pdf", body=body, kind="terms", invoice=None, note=CANARY),
        "Jo",
    )


def test_nothing_of_another_customer_is_in_it(tmp_path: Path, store_url: str) -> None:
    with stood(tmp_path, store_url) as made:
        _searched(made)


def _searched(bench: Desk) -> None:
    _canaries(bench)
    facts = facts_of(bench)
    found, _ = parts_of(facts)
    for part in found:
        assert CANARY not in str(msgspec.json.encode(part.told)), part.name
        assert not [text for text in texts_of(report_of(facts, part)) if CANARY in text], part.name
        assert not [file.path for file in part.files if CANARY.encode() in file.body or CANARY in file.path]
    paid = {each["id"]: each for each in told(bench, "11")["payments"]}
    assert (paid["OURS"]["to_other_invoices"], paid["OURS"]["reference"]) == ("5.00", "ours")
    shared = sorted(
        each["amount"] for each in told(bench, "11")["payments"] if each["part_of_a_larger_payment"]
    )
    assert shared == ["1.00", "20.00"]
    assert [each["note"] for each in told(bench, "10")["holds"]] == [""], (
        "the whole ledger's, without its words"
    )
    theirs = str(msgspec.json.encode([part.told for part in parts_of(facts_of(bench, "X"))[0]]))
    assert theirs.count(CANARY) > 20, "they were planted where they would be found"
    assert "Acme" not in theirs


def test_the_same_store_at_the_same_instant_is_the_same_file_and_each_byte_of_it_counts(bench: Desk) -> None:
    bench.stage(customer("C1", edit=2, name="Müller"))
    first, second = (making.make(bench.office, bench.ledger, "C1", language="de") for _ in range(2))
    assert first.body == second.body
    with zipfile.ZipFile(io.BytesIO(first.body)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    assert {f"{number:02d}" for number in range(15)} <= {name[:2] for name in files if name.endswith(".pdf")}
    assert check(files) == (first.seal, [])
    assert frame(files) == first.body
    name = PdfReader(io.BytesIO(files["00-cover.pdf"])).pages[0].extract_text().replace("\0", "")
    assert "Company A-1 / Müller" in name
    manifest = json.loads(files["manifest.json"])
    assert date.fromisoformat(manifest["made_at"][:10]) == TODAY


def test_no_other_file_is_written_over(tmp_path: Path) -> None:
    other = tmp_path / "letter.zip"
    other.write_bytes(b"manifest.json of an export")
    cover = Part(name="00-cover", title="", blocks=(), told={})
    made = Dossier(body=b"manifest.sha256 of a dossier", seal="", files=1, missing=(), cover=cover)
    with pytest.raises(making.NoDossier, match=r"letter\.zip is there and is no dossier"):
        making.write(made, other)
    assert other.read_bytes() == b"manifest.json of an export"
    for body in (b"manifest.sha256 of a dossier", b"manifest.sha256 of a later one"):
        making.write(msgspec.structs.replace(made, body=body), tmp_path / "new.zip")
        assert (tmp_path / "new.zip").read_bytes() == body
    assert (tmp_path / "new.zip").stat().st_mode & 0o777 == 0o600
