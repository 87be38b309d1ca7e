"""`sync`, `run`, `worker`: the day's work.

Every ledger is served, also when another one fails; the exit code is that of the worst.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, Session, count, print_json, progress

if TYPE_CHECKING:
    from sync.comparing import Compared
    from sync.intake.heard import Heard
    from sync.office import Office
    from sync.work import Work

_NOT_DONE = 1  # something was refused: a person must look
_LATER = 4  # something is uncertain or put off: a later run sees to it

SomeLedgers = Annotated[
    list[str] | None, typer.Argument(help="Ledgers by name; all linked ones when none is given.")
]


def sync_ledgers(
    context: typer.Context,
    ledgers: SomeLedgers = None,
    *,
    accept_removals: Annotated[
        bool, typer.Option("--accept-removals", help="Nearly all invoices vanished, and that is right.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Pull what changed and read what came in by mail, and decide; nothing is sent or written back."""
    from dataclasses import asdict

    from sync.run import look

    def one(office: Office, name: str, show: Callable[[str], None]) -> dict[str, Any]:
        with office.work(name, show, accept_removals=accept_removals) as work:
            before = _waiting(office, work)
            done = look(work)
            troubles = [*_came(office, work, done.heard, before), *done.pulled.left_out(name)]
            return asdict(done) | {"complete": work.ledger.complete, "troubles": troubles}

    def told(result: dict[str, Any]) -> str:
        pulled, decided = result["pulled"], result["decided"]
        words = (
            f"{count(pulled['rows'], 'row')} in {count(pulled['pages'], 'page')}, "
            f"{pulled['problems']} with a problem"
        )
        words = "; ".join([words, *_came_in(result)])
        if not result["complete"]:
            return f"{words}; the first pull is not finished, so nothing is decided"
        return f"{words}; {count(decided['decisions'], 'account')} decided, of which {decided['waits']} wait"

    _each(context.obj, ledgers, one, told, as_json=as_json)


def reconcile(context: typer.Context, ledgers: SomeLedgers = None, *, as_json: JsonOption = False) -> None:
    """Compare what each customer owes, as pulled, with what the ledger itself says; read anew who differs.

    Writes of which no answer came are looked up first. Nothing is sent.
    """
    from dataclasses import asdict

    from sync.comparing import compare
    from sync.decide import decide_due
    from sync.pull import pull
    from sync.reconcile import settle_uncertain, settle_unseen

    def one(office: Office, name: str, show: Callable[[str], None]) -> dict[str, Any]:
        with office.work(name, show) as work:
            settled, pulled = settle_uncertain(work), pull(work)
            settle_unseen(work)
            compared = compare(work)
            decide_due(work)
            also = {"settled": asdict(settled), "pulled": asdict(pulled), "complete": work.ledger.complete}
            return asdict(compared) | also | {"troubles": _differing(work, compared)}

    _each(context.obj, ledgers, one, _compared_in_words, as_json=as_json)


def _differing(work: Work, compared: Compared | None) -> list[str]:
    """Each difference in a line, with whose it is."""
    from sync.store import figures

    if compared is None or not compared.differences:
        return []
    with work.store.read() as connection:
        names = figures.customer_names(connection, work.ledger.id)
    return [
        f"{names.get(each.customer_id) or each.customer_id or 'the ledger as a whole'}: {each.words}"
        for each in compared.differences
    ]


def _compared_in_words(result: dict[str, Any]) -> str:
    if result["why_not"] is not None:
        return f"not compared: {result['why_not']}"
    words = f"{count(result['customers'], 'customer')} compared with {result['source']}"
    words += f", {count(result['invoices'], 'invoice')} open"
    if result["healed"]:
        words += f"; {count(result['healed'], 'customer')} read anew, and right now"
    differing = len(result["differences"])
    if not differing:
        return f"{words}; all agree"
    return f"{words}; {differing} differ, and nobody asks them for money until they agree"


def run(context: typer.Context, ledgers: SomeLedgers = None, *, as_json: JsonOption = False) -> None:
    """Do a whole pass: pull, decide, send what may go, write back."""
    from dataclasses import asdict

    from sync.run import run_pass
    from sync.status import told_of

    asked = _asked_to_stop()

    def one(office: Office, name: str, show: Callable[[str], None]) -> dict[str, Any]:
        with office.work(name, show, asked_to_stop=asked) as work:
            before = _waiting(office, work)
            done = run_pass(work)
            with work.store.read() as connection:
                keys = done.delivered.troubled
                troubles = told_of(connection, work.ledger, keys) if keys else ()
            noted = (*done.pulled.left_out(name), *_differing(work, done.compared), *done.reports)
            limited = (done.delivered.limited,) if done.delivered.limited else ()
            noted = (*_came(office, work, done.heard, before), *limited, *noted, *done.trouble)
            told = (*troubles, *noted, *done.delivered.left_out, *done.delivered.remarks)
            return asdict(done) | {"complete": work.ledger.complete, "troubles": told}

    _each(context.obj, ledgers, one, _pass_in_words, as_json=as_json)


def _waiting(office: Office, work: Work) -> set[int]:
    """Numbers of the messages that nobody has seen to."""
    from sync.store import incoming

    with office.store.read() as connection:
        return {one.id for one in incoming.waiting(connection, work.ledger.id)}


def _came(office: Office, work: Work, heard: Heard, before: Collection[int]) -> list[str]:
    """What customers wrote and nobody has seen to: what waits too long, and what did not wait `before`."""
    from sync.commands.replies import late_in_words, messages

    told = late_in_words(office, work.ledger)
    if heard.problem is not None:
        told.insert(0, f"the inbox cannot be read, and until it can no message is sent: {heard.problem}")
    for one in messages(office, work.ledger):
        if one.number not in before and not one.late:
            who = " or ".join(one.whose) or one.sender or "somebody"
            told.append(f"{who} wrote: duesync reply {work.ledger.name} {one.number}")
    return told


def _asked_to_stop() -> Callable[[], bool]:
    """Whether SIGTERM or Ctrl-C came; the step under way is ended first, a second Ctrl-C ends it too."""
    asked: list[int] = []

    def ask(number: int, _frame: object) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    return lambda: bool(asked)


def _pass_in_words(result: dict[str, Any]) -> str:
    done = result["delivered"]
    pulled = f"{count(result['pulled']['rows'], 'row')} pulled"
    if not result["complete"]:
        return f"{pulled}; the first pull is not finished, so nothing is decided"
    words = [
        pulled,
        f"{count(result['decided']['decisions'], 'account')} decided",
        f"{count(done['messages'], 'message')} sent",
        f"{count(done['tasks'], 'task')} handed over",
        f"{count(done['notes'], 'note')} and {count(done['payments'], 'payment')} written",
    ]
    words[1:1] = _came_in(result)
    if result["pulled"]["problems"]:
        words.insert(1, f"{result['pulled']['problems']} of them with a problem: see duesync status")
    if done["charges"]:
        words.append(f"{count(done['charges'], 'draft')} of interest made")
    if done["voids"]:
        words.append(f"{count(done['voids'], 'payment')} reversed")
    if done["fees"]:
        words.append(f"{count(done['fees'], 'fee')} booked")
    words += [f"{done[key]} {key}" for key in ("refused", "uncertain", "dropped") if done[key]]
    if done["later"]:
        words.append(f"{done['later']} put off to the next run")
    return ", ".join([*words, *_settled_in_words(result["settled"])])


def _settled_in_words(settled: dict[str, Any]) -> list[str]:
    words = []
    if settled["found"]:
        words.append(f"{settled['found']} in doubt before found to be done")
    if settled["for_a_person"]:
        words.append(
            f"{count(settled['for_a_person'], 'message')} may or may not have gone: duesync uncertain"
        )
    if settled["removed"]:
        keys = ", ".join(settled["removed"])
        words.append(f"removed in the ledger by a person, and not written again: {keys}")
    if settled["waiting"]:
        words.append(f"{count(settled['waiting'], 'uncertain write')} to be looked up by a later run")
    return words


def _came_in(result: dict[str, Any]) -> list[str]:
    heard, entered = len(result["heard"]["new"]), len(result.get("entered", ()))
    words = [f"{count(heard, 'message')} came in"] if heard else []
    return words + ([f"{count(entered, 'line')} of the bank's entered, being certain"] if entered else [])


def _each(
    session: Session,
    wanted: list[str] | None,
    one: Callable[[Office, str, Callable[[str], None]], dict[str, Any]],
    told: Callable[[dict[str, Any]], str],
    *,
    as_json: bool,
) -> None:
    from sync.cli.trouble import explained
    from sync.work import Stopped

    worst = 0
    results: dict[str, dict[str, Any]] = {}
    with session.office() as office:
        for name in _served(office, wanted):
            try:
                with progress(quiet=as_json) as show:
                    results[name] = one(office, name, show)
            except Exception as error:  # noqa: BLE001 - told below; the other ledgers are still served
                text, code = explained(error, name)
                results[name] = {"error": text}
                worst = max(worst, code)
                if isinstance(error, Stopped):
                    sys.stderr.write(f"{text}\n")
                    break
                sys.stderr.write(f"error: {text}\n")
                continue
            worst = max(worst, _code_of(results[name]))
            if not as_json:
                typer.echo(f"{name}: {told(results[name])}")
            for trouble in results[name].get("troubles", ()):
                sys.stderr.write(f"warning: {name}: {trouble}\n")
    if as_json:
        print_json({"ledgers": results})
    if worst:
        raise typer.Exit(worst)


def _served(office: Office, wanted: list[str] | None) -> list[str]:
    """The ledgers named, each once; else all that are linked and still in the configuration.

    Then those that were unlinked and whose day has come are deleted too.
    """
    from sync.leaving.deletion import delete_due
    from sync.store import ledgers as stored

    if wanted:
        return list(dict.fromkeys(wanted))
    for receipt in delete_due(office):
        sys.stderr.write(f"{receipt.name}: deleted, as was set when it was unlinked: duesync departures\n")
    with office.store.read() as connection:
        linked = [ledger for ledger in stored.every(connection) if ledger.leaves_on is None]
    for ledger in linked:
        if (absent := office.why_absent(ledger)) is not None:
            sys.stderr.write(f"warning: {ledger.name} is left out: {absent}\n")
    served = [ledger.name for ledger in linked if ledger.name in office.config.ledgers]
    if not served:
        sys.stderr.write("error: no ledger is linked yet; run: duesync connect NAME\n")
        raise typer.Exit(2)
    return served


def _code_of(result: dict[str, Any]) -> int:
    if result.get("differences"):
        return _NOT_DONE
    done = result.get("delivered")
    if done is None:
        return 0
    if done["uncertain"] or done["later"]:
        return _LATER
    return _NOT_DONE if done["refused"] else 0


def worker(context: typer.Context) -> None:
    """Run every linked ledger at its times, until stopped.

    Each runs in a process of its own, at the times that the settings give, and is pulled in between
    when a webhook told of a change. What was due while the worker was off is due when it starts.
    With [worker] mode = "fleet" it is one of many workers that share the ledgers out among them.
    """
    from sync.config import load

    session: Session = context.obj
    if load(session.config).worker.mode == "fleet":
        from sync.fleet.worker import work_in_fleet

        work_in_fleet(session.config, session.clock())
    else:
        from sync.worker import work_forever

        work_forever(session.config, session.clock(), session.now)
