"""The policy of a ledger as people change it: a version written, or one of before put in force again."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.engine import Connection

from dunning.policy import LawSettings, Policy
from dunning.reading import Problem
from sync.commands.targets import ActError
from sync.office import Office
from sync.policies import InForce, PolicyRefused, laid_over
from sync.store import ledgers, policies
from sync.store.ledgers import LinkedLedger
from sync.store.policies import Version

LONGEST_NOTE = 500


class ChangedMeanwhile(ActError):
    """Somebody else wrote a version since this one was begun; the text says who."""


def draft(office: Office, ledger: LinkedLedger, text: str) -> InForce:
    """What would count with this text; nothing is changed. Raises `PolicyRefused`, with every mistake."""
    settings = office.config.ledger(ledger.name)
    found = laid_over(settings, text)
    faults = tuple(_faults(office, ledger, found))
    if faults:
        raise PolicyRefused(faults)
    return found


def _faults(office: Office, ledger: LinkedLedger, found: InForce) -> Iterator[Problem]:
    if not found.words:
        return
    from sync.commands.wording import Trial, faults_of  # the letters, which few policies change

    ours = office.templates()
    trial = Trial(office, ledger, found.policy, found.templates(ours), office.rules(ledger))
    yield from faults_of(trial, found.words, ours)


def history(office: Office, ledger: LinkedLedger) -> list[Version]:
    """Every version, the newest first; none where the file alone has always counted."""
    with office.store.read() as connection:
        return policies.every(connection, ledger.id)


def version(office: Office, ledger: LinkedLedger, number: int) -> Version:
    """The version of that number. Raises `ActError`."""
    found = next((one for one in history(office, ledger) if one.number == number), None)
    if found is None:
        msg = (
            f"{ledger.name} has no version {number} of its policy; see: "
            f"duesync policy {ledger.name} --history"
        )
        raise ActError(msg)
    return found


def write(
    office: Office, ledger: LinkedLedger, text: str, by: str, note: str = "", *, over: int | None = None
) -> Version:
    """Put this text in force, over the file. `over`: the version that it was made from, where one looked.

    Raises `PolicyRefused`, `ActError`, `ChangedMeanwhile`.
    """
    return _keep(office, ledger, text, by, note, back_to=None, over=over)


def go_back(office: Office, ledger: LinkedLedger, number: int, by: str, note: str = "") -> Version:
    """Put an earlier version in force again, 0 for the file alone. Raises as `write`."""
    text = "" if number == 0 else version(office, ledger, number).text
    return _keep(office, ledger, text, by, note, back_to=number, over=None)


def _keep(
    office: Office,
    ledger: LinkedLedger,
    text: str,
    by: str,
    note: str,
    *,
    back_to: int | None,
    over: int | None,
) -> Version:
    if len(note) > LONGEST_NOTE:
        msg = f"a note has {LONGEST_NOTE} characters at most, not {len(note)}"
        raise ActError(msg)
    found = draft(office, ledger, text)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        before = _before(connection, ledger, over)
        if (before.text if before else "") == text:
            msg = f"{ledger.name}: nothing is changed: this is what counts already"
            raise ActError(msg)
        made = Version(
            number=before.number + 1 if before else 1,
            text=text,
            policy=found.policy.version,
            back_to=back_to,
            written_at=office.clock.now(),
            written_by=by,
            note=note.strip(),
        )
        policies.add(connection, ledger.id, made)
    return made


def _before(connection: Connection, ledger: LinkedLedger, over: int | None) -> Version | None:
    before = policies.newest(connection, ledger.name)
    number = before.number if before else 0
    if before is not None and over is not None and over != number:
        msg = (
            f"{before.written_by} wrote version {number} of this policy meanwhile: "
            "look at that one, and make your change in it"
        )
        raise ChangedMeanwhile(msg)
    return before


def owners_alone(before: Policy, after: Policy) -> tuple[str, ...]:
    """What of a change only the owner may make: who collects, and whom from, which decides what law asks."""
    was, is_now = _laws(before), _laws(after)
    usual = {before.law}, {after.law}
    same = all(was.get(name, usual[0]) == is_now.get(name, usual[1]) for name in was.keys() | is_now.keys())
    return () if same else ("law",)


def _laws(policy: Policy) -> dict[str, set[LawSettings]]:
    """By the procedure's name; one name may be given twice."""
    found: dict[str, set[LawSettings]] = {}
    for one in policy.each():
        found.setdefault(one.procedure, set()).add(one.law)
    return found
