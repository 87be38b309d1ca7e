"""The week's figures as a mail to whom the settings name: of the last whole week, once each.

The law: a week's mail goes to an address once, whoever sends it; one that was missed, for the worker was off,
goes later in the same week, and none goes for weeks before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from dunning.dates import counted, in_words
from dunning.figures.debts import Period
from dunning.figures.figure import tenths
from dunning.letters.letter import Rendered
from sync.commands.weekly import weekly_to
from sync.mail_to_users import missing, once
from sync.office import Office
from sync.reports.gather import gather
from sync.reports.report import Block, Effort, Report
from sync.reports.sheets import CHANNELS
from sync.store.ledgers import LinkedLedger

KIND = "weekly report"
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_ROW = '<tr><td style="padding:2px 16px 2px 0">{}</td><td style="padding:2px 0">{}</td></tr>'


def week_of(office: Office, ledger: LinkedLedger) -> tuple[str, Period]:
    """The present week's name, and the days that its mail tells of: the week before, Monday to Sunday."""
    today = _now(office, ledger).date()
    monday = today - timedelta(days=today.weekday())
    return f"{today:%G-W%V}", Period(monday - _WEEK, monday - _DAY)


def is_due(office: Office, ledger: LinkedLedger) -> bool:
    """Whether this week's mail is to go by now, and somebody has not got it."""
    settings, now = office.config.ledger(ledger.name).reports, _now(office, ledger)
    if not ledger.complete:
        return False
    monday = now.date() - timedelta(days=now.weekday())
    day = monday + timedelta(days=settings.weekly_day)
    if (now.date(), now.time()) < (day, settings.weekly_at):
        return False
    week, _ = week_of(office, ledger)
    return bool(missing(office, ledger, KIND, week, weekly_to(office, ledger)))


def mail_week(office: Office, ledger: LinkedLedger) -> list[str]:
    """Send it to those named who have not got it this week; to whom it went now.

    Raises `ActError`, and what a channel raises; those before have got it then.
    """
    week, days = week_of(office, ledger)
    left = missing(office, ledger, KIND, week, weekly_to(office, ledger))
    if not left:
        return []
    earlier = Period(days.first - _WEEK, days.last - _WEEK)
    mail = letter(gather(office, ledger, days), gather(office, ledger, earlier), _address(office, ledger))
    return [each for each in left if once(office, ledger, KIND, week, each, mail)]


def _now(office: Office, ledger: LinkedLedger) -> datetime:
    return office.clock.now().astimezone(ZoneInfo(ledger.timezone))


def _address(office: Office, ledger: LinkedLedger) -> str:
    """Of the ledger's reports in the console; "" where no address was seen to lead to us."""
    public = office.config.serve.public_url
    if public is None or office.store.proved_url() != public:
        return ""
    return f"{public}/console/ledgers/{ledger.name}/reports"


def letter(report: Report, before: Report, address: str) -> Rendered:
    """The mail, in both forms. `before`: the week before it. `address`: where there is more, if anywhere."""
    week = f"{_short(report.asked.first)} to {in_words(report.asked.last)}"
    subject = f"{report.organisation}: the week of {week}"
    parts = [(block.currency, list(_money(block, _of(before, block.currency)))) for block in report.blocks]
    parts.append(("What it took, and what came back", list(_took(report.effort))))
    text = [f"{report.organisation}, the week of {week}.", *report.notes()]
    html = [f"<p>{escape(each)}</p>" for each in text]
    for title, rows in parts:
        text += ["", title, *(f"  {name}: {what}" for name, what in rows)]
        cells = "".join(_ROW.format(escape(name), escape(what)) for name, what in rows)
        html.append(f"<h3>{escape(title)}</h3><table>{cells}</table>")
    if address:
        text += ["", f"More, with formulas and charts: {address}"]
        html.append(f'<p><a href="{escape(address)}">More, with formulas and charts</a></p>')
    return Rendered(subject, "\n".join(text) + "\n", "\n".join(html), "en")


def _short(day: date) -> str:
    return in_words(day).rpartition(" ")[0]


def _of(report: Report, currency: str) -> Block | None:
    return next((each for each in report.blocks if each.currency == currency), None)


def _money(block: Block, before: Block | None) -> Iterator[tuple[str, str]]:
    end, start = block.collecting.end, block.collecting.start
    share = f", {tenths(end.overdue / end.receivables * 100)} %" if end.receivables else ""
    yield "Owed", f"{end.receivables:,} (a week before {start.receivables:,})"
    yield "Past due", f"{end.overdue:,}{share} (a week before {start.overdue:,})"
    yield "Over 90 days past due", f"{end.buckets['over 90']:,} (a week before {start.buckets['over 90']:,})"
    yield "Invoiced", f"{block.collecting.billed:,}"
    yield "Paid", f"{start.receivables + block.collecting.billed - end.receivables:,}"
    now, then = _dso(block), None if before is None else _dso(before)
    if now is not None:
        yield "DSO, counted back", now if then is None else f"{now} (a week before {then})"
    if block.promises.made:
        yield "Promises made", counted(block.promises.made, "promise")


def _dso(block: Block) -> str | None:
    last = block.aging[-1].countback
    return None if last is None else f"{last} days"


def _took(effort: Effort) -> Iterator[tuple[str, str]]:
    for channel, number in effort.messages.items():
        yield CHANNELS.get(channel, channel), str(number)
    calls = sum(effort.contacts.values())
    if calls:
        yield "Contacts by hand", f"{calls}, {counted(effort.minutes, 'minute')} as logged"
    yield "Replies", str(effort.replies)
    yield (
        "Bounces, complaints, opt-outs",
        ", ".join(str(each) for each in (effort.bounces, effort.complaints, sum(effort.opt_outs.values()))),
    )
