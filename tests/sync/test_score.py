"""`score` on a history in CSV: what it reads, what it may know, and what it says of its own worth."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sync import cli
from sync.scoring import metrics, model
from sync.scoring.bills import Bill, ScoreError, WrongUse, in_order, labels
from sync.scoring.history import read
from sync.scoring.protocol import Candidate, Outcome, run
from sync.scoring.trial import Report, of_file
from sync.scoring.views import views
from tests.sync.habits import (
    HEADER,
    by_amount,
    by_customer,
    history,
    noise,
    rows,
    settled,
    written,
)

TODAY = date(2026, 11, 18)
LABELS = labels(5, 30)
LATE = LABELS[:1]


@pytest.fixture
def without_sklearn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _name: None)


def tried(path: Path) -> Report:
    return of_file(path, TODAY, days=30, late_over=5)


def by(name: str, found: Sequence[Candidate]) -> Candidate:
    return next(each for each in found if each.name == name)


def late(found: Sequence[Outcome]) -> Outcome:
    return next(each for each in found if each.label == "late")


@given(st.integers(0, 10**6), st.integers(0, 119), st.integers(-60, 400))
@settings(max_examples=40, deadline=None)
def test_nothing_that_happens_later_changes_what_was_known(seed: int, asked: int, days: int) -> None:
    bills = in_order(history(seed, by_customer, customers=4, count=120))
    now = bills[asked].issued_on
    chance = random.Random(seed)  # noqa: S311  # to be repeated

    def otherwise(bill: Bill) -> Bill:
        """The same up to now; what comes after is anything else that may come after."""
        if bill.settled_on is not None and bill.settled_on >= now:
            paid = max(now, bill.due_on + timedelta(days))
            bill = replace(bill, settled_on=None if chance.random() < 0.3 else paid)
        return replace(bill, disputed=True)

    changed = [otherwise(bill) for bill in bills]
    before, after = views(bills, LABELS)[asked], views(changed, LABELS)[asked]
    assert replace(after, bill=before.bill) == before
    assert after.features(0) == before.features(0)


def test_an_invoice_open_then_is_neither_late_nor_paid() -> None:
    first = history(1, noise, customers=1, count=1)[0]
    open_long = replace(first, number="A", settled_on=first.due_on + timedelta(100))
    paid = replace(first, number="B", settled_on=first.due_on + timedelta(3))
    first = replace(first, settled_on=None)
    asked = replace(first, number="C", issued_on=paid.settled_on, due_on=first.due_on + timedelta(60))
    views_then = views(in_order([open_long, paid, asked]), LABELS)
    assert (views_then[-1].settled, views_then[-1].open_overdue) == (0, 2)  # B is settled that very day
    later = replace(asked, issued_on=asked.issued_on + timedelta(1))
    then = views(in_order([open_long, paid, later]), LABELS)[-1]
    assert (then.settled, then.bad, then.open, then.open_overdue) == (1, (1, 0, 1), 1, 1)


def test_where_each_customer_has_a_habit_the_ratio_is_right_and_ships() -> None:
    found = late(run(history(3, by_customer, count=4000), LATE).outcomes)
    ratio, constant = by("smoothed ratio", found.candidates), by("constant", found.candidates)
    assert ratio.auc is not None
    assert ratio.auc > 0.8
    assert ratio.brier is not None
    assert constant.brier is not None
    assert ratio.brier < constant.brier - 0.05
    assert all(abs(one.predicted - one.observed) < 0.13 for one in found.reliability["smoothed ratio"])
    assert (found.verdict.ships, found.verdict.useful) == ("ratio", True)


def test_where_the_amount_decides_the_model_beats_the_ratio() -> None:
    found = late(run(history(2, by_amount, count=4000), LATE).outcomes)
    fitted, ratio = by("model", found.candidates), by("smoothed ratio", found.candidates)
    assert found.fitted == "gradient-boosted trees"
    assert fitted.auc is not None
    assert ratio.auc is not None
    assert fitted.auc > 0.85 > ratio.auc
    assert (found.verdict.ships, found.verdict.useful) == ("model", True)


def test_on_noise_nothing_beats_the_constant_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "h.csv", rows(history(4, noise)))
    told = typed(monkeypatch, capsys, "score", "--csv", str(path))
    said = [line for line in told[1].splitlines() if "predicts better than the constant rate of" in line]
    assert [line.split(": ")[1].split(" than")[0] for line in said] == ["nothing here predicts better"] * 3
    assert all("The smoothed ratio would ship, as the model" in line for line in said)


def test_every_baseline_of_the_protocol_is_beside_the_model(tmp_path: Path) -> None:
    report = tried(written(tmp_path / "h.csv", rows(history(1, by_customer))))
    for outcome in report.trial.outcomes:
        assert [each.name for each in outcome.candidates] == [
            "constant",
            "smoothed ratio",
            "recent ratio",
            "model",
            "customer mean days late",
            "open overdue count",
        ]
    assert {"customer median", "global median", "global mean", "model"} <= set(report.trial.days_off)
    assert [each.label for each in report.trial.outcomes] == ["late", "late_over_5", "unpaid_after_30"]


def test_the_test_part_is_the_newest_30_percent_and_open_ones_in_it_are_counted_apart() -> None:
    bills = [
        replace(bill, settled_on=None) if number > 2300 else bill
        for number, bill in enumerate(history(1, noise))
    ]
    found = run(bills, LATE)
    cut = in_order(bills)[int(2400 * 0.7)].issued_on
    assert found.splits_on == cut
    newest = [bill for bill in bills if bill.issued_on >= cut]
    assert late(found.outcomes).test == sum(bill.settled_on is not None for bill in newest)
    assert late(found.outcomes).censored == 99


def test_customers_without_a_habit_are_told_of_apart() -> None:
    bills = history(1, by_customer)
    fresh = [
        replace(bill, customer=f"NEW{number}") if number > 2200 and number % 2 else bill
        for number, bill in enumerate(bills)
    ]
    found = late(run(fresh, LATE).outcomes)
    assert found.cold_invoices == 100
    assert by("smoothed ratio", found.cold).auc is not None
    assert late(run(bills, LATE).outcomes).cold_invoices == 0


def test_the_order_of_the_rows_is_irrelevant(tmp_path: Path) -> None:
    lines = rows(history(5, by_customer, count=900))
    told = tried(written(tmp_path / "a.csv", lines))
    random.Random(1).shuffle(lines)  # noqa: S311  # to be repeated
    again = tried(written(tmp_path / "a.csv", lines))
    assert again == told


def test_a_disputed_flag_is_reported_alone_and_combined_and_labelled_leaky(tmp_path: Path) -> None:
    bills = history(6, by_customer)
    chance = random.Random(6)  # noqa: S311  # to be repeated
    lines = [
        [*line, "Yes" if bill.days_late > 8 and chance.random() < 0.7 else "No"]
        for line, bill in zip(rows(bills), bills, strict=True)
    ]
    found = late(tried(written(tmp_path / "h.csv", lines, (*HEADER, "Disputed"))).trial.outcomes)
    leaky = [each for each in found.candidates if each.leaky]
    assert [each.name for each in leaky] == ["disputed, leaky", "disputed and ratio, leaky"]
    ratio = by("smoothed ratio", found.candidates)
    assert leaky[1].auc is not None
    assert ratio.auc is not None
    assert leaky[1].auc > ratio.auc + 0.03
    assert not any(each.leaky for each in found.candidates if "disputed" not in each.name)


@pytest.mark.usefixtures("without_sklearn")
def test_without_scikit_learn_the_ratio_is_reported_and_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "h.csv", rows(history(1, by_customer, count=600)))
    report = tried(path)
    assert report.trial.model.endswith("python -m pip install 'scikit-learn>=1.5'")
    assert "model" not in [each.name for each in late(report.trial.outcomes).candidates]
    assert late(report.trial.outcomes).verdict.ships == "ratio"
    assert "pip install" in typed(monkeypatch, capsys, "score", "--csv", str(path))[1]


def typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str, str]:
    """Exit code and both outputs of the command line, in a folder without any configuration."""
    monkeypatch.setattr("sys.argv", ["duesync", "--now", "2026-11-18", *words])
    code = 0
    with suppress(SystemExit):
        try:
            cli.main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
            raise
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_command_needs_no_configuration_and_prints_one_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "h.csv", rows(history(1, by_customer)))
    code, out, err = typed(
        monkeypatch, capsys, "score", "--csv", "h.csv", "--json", "--days", "45", "--late-over", "9"
    )
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert [each["label"] for each in told["trial"]["outcomes"]] == [
        "late",
        "late_over_9",
        "unpaid_after_45",
    ]
    assert told["ships"] == dict.fromkeys(("late", "late_over_9", "unpaid_after_45"), "ratio")
    assert list(tmp_path.iterdir()) == [tmp_path / "h.csv"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("score",), 2, "name a linked ledger, or a file"),
        (("score", "--csv", "none.csv", "--terms"), 2, "--terms is for a linked ledger"),
        (("score", "--csv", "none.csv"), 1, "none.csv: No such file"),
    ],
)
def test_wrong_use_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    told = typed(monkeypatch, capsys, *words)
    assert told[0] == code
    assert said in told[2]


def test_dates_that_can_be_read_both_ways_are_refused_until_someone_says(tmp_path: Path) -> None:
    path = written(tmp_path / "h.csv", [["A", "1", "01/02/2026", "03/04/2026", "05/06/2026", "1", "EUR"]])
    with pytest.raises(WrongUse, match=r"line 2 may be two dates.*--dates dmy .*--dates mdy"):
        read(path, TODAY, None, None)
    assert read(path, TODAY, "dmy", None).bills[0].due_on == date(2026, 4, 3)
    assert read(path, TODAY, "mdy", None).bills[0].due_on == date(2026, 3, 4)


@pytest.mark.parametrize(("form", "order"), [("%d/%m/%Y", "dmy"), ("%m/%d/%Y", "mdy"), ("%Y-%m-%d", None)])
def test_one_date_that_leaves_no_doubt_decides_for_the_file(
    tmp_path: Path, form: str, order: str | None
) -> None:
    bills = history(1, noise, count=200)
    found = read(written(tmp_path / "h.csv", rows(bills, form)), TODAY, None, None)
    assert found.dates == order
    assert list(found.bills) == bills


def test_a_file_with_both_orders_is_refused(tmp_path: Path) -> None:
    lines = [
        ["A", str(n), day, "2026-03-30", "", "1", "EUR"] for n, day in enumerate(("25/01/2026", "01/26/2026"))
    ]
    with pytest.raises(WrongUse, match=r"day first \(line 2\) and with the month first \(line 3\)"):
        read(written(tmp_path / "h.csv", lines), TODAY, None, None)


def test_headers_are_known_by_many_names(tmp_path: Path) -> None:
    header = ("Debtor No", "Doc No.", "invoice_date", "Due Date", "clear_date", "Amount (GBP)")
    path = written(
        tmp_path / "h.csv",
        [["D1", "7", "2026-01-01", "20260131.0", "2026-02-02 00:00:00", "1,200.50"]],
        header,
    )
    (bill,) = read(path, TODAY, None, None).bills
    assert (bill.customer, bill.days_late, str(bill.amount), bill.currency) == ("D1", 2, "1200.50", "GBP")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path / "h.csv", [["A", "2026-01-01", "2026-01-31"]], ("customer", "invoice date", "due date")
    )
    with pytest.raises(WrongUse, match="has no column for paid on"):
        read(path, TODAY, None, None)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (["", "1", "2026-01-01", "2026-01-31", "", "1", ""], "has no customer; fill it in"),
        (["A", "1", "2026-01-01", "", "", "1", ""], "has no due date; fill it in"),
        (["A", "1", "", "2026-01-01", "", "1", ""], "has no invoice date; fill it in"),
        (["A", "1", "2026-01-01", "soon", "", "1", ""], 'due date: "soon" is no date; correct it'),
        (["A", "1", "2026-02-01", "2026-01-31", "", "1", ""], "is before the invoice date 2026-02-01"),
        (["A", "1", "2026-01-01", "2026-01-31", "2026-11-19", "1", ""], "a forecast is no payment"),
        (["A", "1", "2026-11-19", "2026-12-31", "", "1", ""], "invoice date is after today"),
        (["A", "1", "2026-01-01", "2026-01-31", "", "1,200", ""], "say --decimal . or --decimal ,"),
        (["A", "1", "2026-01-01", "2026-01-31", "", "many", ""], 'amount: "many" is no amount'),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(
    tmp_path: Path, line: list[str], problem: str
) -> None:
    good = ["A", "0", "2026-01-01", "2026-01-31", "", "1", ""]
    found = read(written(tmp_path / "h.csv", [good, line]), TODAY, None, None)
    assert [told.line for told in found.left_out] == [3]
    assert problem in found.left_out[0].problem
    assert len(found.bills) == 1


@pytest.mark.parametrize("cell", ["", "NULL", "n/a", "-", "Open"])
def test_an_empty_settled_date_is_an_open_invoice(tmp_path: Path, cell: str) -> None:
    path = written(tmp_path / "h.csv", [["A", "1", "2026-01-01", "2026-01-31", cell, "1", "EUR"]])
    assert read(path, TODAY, None, None).bills[0].settled_on is None


def test_the_same_invoice_with_other_dates_is_refused_and_with_the_same_is_counted_once(
    tmp_path: Path,
) -> None:
    line = ["A", "1", "2026-01-01", "2026-01-31", "2026-02-01", "1", "EUR"]
    twice = read(written(tmp_path / "h.csv", [line, line]), TODAY, None, None)
    assert (len(twice.bills), twice.repeated) == (1, 1)
    other = [*line[:4], "2026-02-02", *line[5:]]
    with pytest.raises(WrongUse, match="1 in lines 2 and 3"):
        read(written(tmp_path / "h.csv", [line, other]), TODAY, None, None)


def test_a_files_own_lateness_is_held_against_its_dates(tmp_path: Path) -> None:
    bills = history(1, noise, count=300)
    lines = [[*line, str(bill.days_late)] for line, bill in zip(rows(bills), bills, strict=True)]
    told = tried(written(tmp_path / "h.csv", lines, (*HEADER, "DaysLate"))).checks[0]
    assert (told.ok, "agrees" in told.words) == (True, True)
    lines[7][-1] = "99"
    told = tried(written(tmp_path / "h.csv", lines, (*HEADER, "DaysLate"))).checks[0]
    assert (told.ok, "line 9" in told.words) == (False, True)


def test_settled_dates_that_are_no_outcomes_are_refused(tmp_path: Path) -> None:
    alike = [settled(bill, 4) for bill in history(1, noise)]
    with pytest.raises(ScoreError, match="every invoice is settled 4 days after its due date"):
        tried(written(tmp_path / "h.csv", rows(alike)))
    ahead = [
        replace(bill, settled_on=TODAY + timedelta(9)) if n % 9 == 0 else bill for n, bill in enumerate(alike)
    ]
    with pytest.raises(ScoreError, match=r"267 of its dates are after today"):
        tried(written(tmp_path / "h.csv", rows(ahead)))


@pytest.mark.parametrize("count", [0, 80])
def test_too_little_history_is_said_and_nothing_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    path = written(tmp_path / "h.csv", rows(history(1, noise, count=80)[:count]))
    code, out, err = typed(monkeypatch, capsys, "score", "--csv", str(path), "--json")
    assert (code, out) == (1, "")
    assert "too little history" in err
    assert "nothing is guessed" in err


def test_the_measures_are_what_their_names_say() -> None:
    scores, outcomes = [0.1, 0.4, 0.4, 0.8], [False, False, True, True]
    assert metrics.ranked(scores, outcomes) == pytest.approx(3.5 / 4)
    assert metrics.ranked([1.0, 2.0], [True, True]) is None
    assert metrics.brier([0.5, 1.0], [True, True]) == pytest.approx(0.125)
    assert metrics.top_decile([0.9] * 10 + [0.1] * 10, [True, False] * 10) == 0.5
    assert metrics.top_decile([0.1] * 9 + [0.9], [False] * 9 + [True]) == 1.0


def test_a_resample_measures_the_invoices_of_the_customers_that_were_drawn() -> None:
    customers, scores = ["A", "B", "A", "C", "C", "B", "A"], [0.1, 0.4, 0.4, 0.8, 0.3, 0.9, 0.8]
    outcomes = [False, False, True, True, False, True, False]
    resamples = metrics.Resamples(customers)
    found = resamples.of(scores, outcomes)
    drawn = [dict(zip("ABC", weights, strict=True)) for weights in resamples.weights]
    again = [[place for place, who in enumerate(customers) for _ in range(each[who])] for each in drawn]
    taken = [([scores[n] for n in each], [outcomes[n] for n in each]) for each in again]
    assert {sum(each.values()) for each in drawn} == {3}
    assert found.aucs == [pytest.approx(metrics.ranked(*each)) for each in taken]
    assert found.briers == [pytest.approx(metrics.brier(*each)) for each in taken]


def test_a_bin_is_close_unless_it_is_off_by_more_than_chance() -> None:
    (said,) = metrics.bins([0.12] * 500, [True] * 60 + [False] * 440)
    assert (said.invoices, said.observed, said.close) == (500, 0.12, True)
    (said,) = metrics.bins([0.12] * 500, [True] * 100 + [False] * 400)
    assert said.close is False
    (said,) = metrics.bins([0.12] * 19, [True] * 19)
    assert said.close is None


def test_a_model_that_is_off_the_diagonal_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ranks as well as the true chance does, and says half of it."""
    monkeypatch.setattr(
        model,
        "chances",
        lambda _rows, _outcomes: (
            "half",
            lambda asked: [0.45 if row[8] > 7.824 else 0.05 for row in asked],
        ),
    )
    verdict = late(run(history(2, by_amount, count=4000), LATE).outcomes).verdict
    assert (verdict.ships, verdict.useful, verdict.nothing_useful) == ("ratio", False, False)
    assert verdict.why == "the model is off the diagonal (said 5%, came 11%, said 45%, came 90%)"
