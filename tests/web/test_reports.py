"""Pages of reports: all ledgers, the worst first; one with its charts, tables and files; of nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sync.store import ledgers
from sync.store.stage import stage
from tests.ready import FILE
from tests.sync.books import NOW, TODAY, customer, invoice, payment
from tests.web.browser import PHONE, chromium, is_too_wide, opened, sign_in
from tests.web.console import PASSWORD, Browser, console, signed_in, user, words
from tests.web.served import Served

PAGE = "/console/ledgers/harbour/reports"
ONE_FILE = ("charts/aging-GBP.svg", "charts/messages.svg", "tables/aging-GBP.csv", "report.xlsx")


def owing(one: Served, name: str, *, paid_late: int, open_ones: int) -> None:
    """Ten settled invoices and so many open ones, 40 days past due."""
    with one.office.store.write() as connection:
        ledger = ledgers.find(connection, name)
        assert ledger is not None
        ledgers.update(connection, ledger.id, complete=True)
        rows: list[object] = [customer()]
        for number in range(10):
            due, id_ = date(2026, 3, 1) + timedelta(days=20 * number), f"S{number}"
            rows.append(
                invoice(id_, issued_on=due - timedelta(days=30), due_on=due, total=Decimal(100),
                        balance=Decimal(0), status="paid"),
            )  # fmt: skip
            on = due + timedelta(days=paid_late)
            rows.append(payment(f"P{number}", on=on, amount="100.00", applied={id_: "100.00"}))
        rows += [invoice(f"O{number}", overdue=40) for number in range(open_ones)]
        stage(connection, ledger.id, rows, NOW)  # type: ignore[arg-type]  # rows of a ledger, each of them


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("reports")
    with console(folder, f"sqlite:///{folder / FILE}") as served:
        owing(served, "harbour", paid_late=5, open_ones=2)
        owing(served, "summit", paid_late=0, open_ones=0)
        yield served


@pytest.fixture(scope="module")
def viewer(one: Served) -> Browser:
    return signed_in(one, "viewer")


def test_all_ledgers_stand_beside_each_other_the_worst_first(viewer: Browser) -> None:
    page = viewer.get("/console/reports")
    assert page.status_code == 200
    told = words(page)
    assert told.index("harbour") < told.index("summit")
    assert "Not read whole yet: main-street" in told
    assert "240.00 GBP" in told


def test_one_ledger_shows_figures_charts_and_the_tables_behind_them(viewer: Browser) -> None:
    page = viewer.get(PAGE)
    told = words(page)
    assert "30 January 2026 to 17 November 2026, both days included" in told
    assert "Settled invoices are known from 30 January 2026 on, so the report begins there" in told
    assert "240.00 receivables at the end" in told
    assert "followed by payment, not proof" in told
    assert "A comparison, not proof" in told
    assert '/charts/aging-GBP.svg?from=2026-01-30&amp;to=2026-11-17"' in page.text
    assert "<style" not in page.text
    assert "style=" not in page.text


@pytest.mark.parametrize("name", ONE_FILE)
def test_charts_and_files_are_of_the_days_asked_for_and_harmless(viewer: Browser, name: str) -> None:
    came = viewer.get(f"{PAGE}/{name}?from=2026-09-01&to=2026-10-31")
    assert came.status_code == 200
    assert came.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in came.headers["Content-Security-Policy"]
    if name.endswith("svg"):
        assert came.headers["Content-Type"] == "image/svg+xml"
        assert "sandbox" in came.headers["Content-Security-Policy"]
    else:
        assert came.headers["Content-Disposition"].startswith('attachment; filename="harbour-')
    if name.endswith("csv"):
        assert [line[:10] for line in came.text.splitlines()[1:]] == ["2026-09-30", "2026-10-31"]


def test_what_cannot_be_is_said_and_what_is_not_there_is_not_found(viewer: Browser) -> None:
    assert "is not over yet" in words(viewer.get(f"{PAGE}?to={TODAY + timedelta(days=3)}"))
    assert "A day is written as" in words(viewer.get(f"{PAGE}?from=yesterday"))
    assert "Twelve months" in words(viewer.get(f"{PAGE}?period=for-ever&currency=XXX"))
    for path in ("charts/aging-XXX.svg", "tables/secrets.csv", "report.exe", "charts/aging-GBP.svg?from=x"):
        assert viewer.get(f"{PAGE}/{path}").status_code == 404, path


def test_who_may_not_see_a_ledger_sees_nothing_of_it(one: Served) -> None:
    browser = signed_in(one, "bookkeeper", ["summit"])
    assert "harbour" not in words(browser.get("/console/reports"))
    for path in (PAGE, *(f"{PAGE}/{name}" for name in ONE_FILE)):
        assert browser.get(path).status_code == 404
    stranger = Browser(one.url)
    for path in (PAGE, "/console/reports", *(f"{PAGE}/{name}" for name in ONE_FILE)):
        assert "/console/sign-in" in stranger.get(path).url


def test_charts_are_drawn_by_a_browser_and_a_telephone_is_wide_enough(one: Served) -> None:
    email = user(one, "owner")
    with chromium() as browser, opened(browser, size=PHONE, dark=True) as page:
        sign_in(page, one.url, email, PASSWORD)
        page.goto(f"{one.url}{PAGE}")
        drawn = page.evaluate("Array.from(document.images, each => each.complete && each.naturalWidth)")
        assert drawn == [760, 760]
        assert not is_too_wide(page)
