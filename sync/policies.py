"""The policy in force: config.toml's, with what was written in the console laid over it.

The laws kept here: this is the one place that says under which policy, and with which words, a ledger's
customers are followed up; what no longer fits the file stops that ledger, and is never half used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import tomli_w
from sqlalchemy.engine import Connection

from dunning.policy import Policy, PolicyError
from dunning.reading import Problem, dotted, merged
from sync.config_sections import LedgerSettings
from sync.errors import DuesyncError
from sync.store import policies

if TYPE_CHECKING:
    from dunning.letters.own import Words

LONGEST = 100_000  # characters of a version
LETTERS = "letters"  # the table beside the policy's keys
ERASED = "(erased)"  # what stands where an erased customer was named


class PolicyRefused(DuesyncError):
    """The text is no policy, or none that fits the file below it. `problems`: (dotted key, what to do)."""

    exit_code = 2

    def __init__(self, problems: tuple[Problem, ...], what: str = "the policy") -> None:
        self.problems = problems
        super().__init__(f"{what}: " + "; ".join(f"{key} {text}".strip() for key, text in problems))


@dataclass(frozen=True, slots=True)
class InForce:
    """What counts for a ledger. `number`: of the version kept in the store, `None` for the file alone.

    `page`: what that says of the policy; `words`: of letters (see `dunning.letters.own`).
    """

    policy: Policy
    number: int | None
    page: Mapping[str, object]
    words: Words

    def templates(self, ours: Mapping[str, str]) -> Mapping[str, str]:
        """The letters' templates, with the words of the house's own. `ours`: those that come with us."""
        if not self.words:
            return ours
        from dunning.letters.own import sources_of  # which loads Jinja, that few commands need

        return {**ours, **sources_of(self.words, ours)}


def in_force(connection: Connection, settings: LedgerSettings) -> InForce:
    """What counts for that ledger now. Raises `PolicyRefused` where the store's no longer fits the file."""
    version = policies.newest(connection, settings.name)
    if version is None:
        return InForce(settings.policy, None, {}, {})
    try:
        return laid_over(settings, version.text, version.number)
    except PolicyRefused as refused:
        what = (
            f"{settings.name}: version {version.number} of its policy does not fit config.toml any more; "
            f"change the file, or go back: duesync policy {settings.name} --back-to 0"
        )
        raise PolicyRefused(refused.problems, what) from refused


def laid_over(settings: LedgerSettings, text: str, number: int | None = None) -> InForce:
    """What would count with this text laid over the file. Raises `PolicyRefused` with every mistake."""
    said = table_of(text)
    letters = said.pop(LETTERS, {})
    problems: list[Problem] = []
    policy = settings.policy
    try:
        policy = settings.policy_file.policy(said)
    except PolicyError as bad:
        problems += [(_of_page(settings, key), text) for key, text in bad.problems]
    words: Words = {}
    if letters:
        from dunning.letters.own import read_own  # as above

        if isinstance(letters, Mapping):
            words = read_own(letters, problems)
        else:
            problems.append((LETTERS, "must be a table: [letters.en.friendly]"))
    if problems:
        raise PolicyRefused(tuple(dict.fromkeys(problems)))
    return InForce(policy, number, said, words)


@dataclass(frozen=True, slots=True)
class Written:
    """One value that somebody wrote. `origin`: "house", "ledger", "page", or "customer NAME"."""

    key: str
    value: object
    origin: str


def written_in(settings: LedgerSettings, counts: InForce) -> list[Written]:
    """All that is not as it is by default, and who wrote it, by key."""
    file = settings.policy_file
    whole = merged(file.below(), counts.page)
    origins = file.origins(counts.page)
    own = [
        Written(key, _at(table, key), f"customer {name}")
        for name, table in file.customers.items()
        if isinstance(table, Mapping)
        for key in dotted(table)
    ]
    return [*(Written(key, _at(whole, key), origins[key]) for key in sorted(dotted(whole))), *own]


def _at(table: Mapping[str, object], key: str) -> object:
    """The value at a dotted key; a key of its own may hold dots, as an address does."""
    value: object = table
    rest = key
    while rest and isinstance(value, Mapping):
        name = max((one for one in value if rest == one or rest.startswith(f"{one}.")), key=len)
        value, rest = value[name], rest[len(name) + 1 :]
    return value


def _of_page(settings: LedgerSettings, key: str) -> str:
    return settings.policy_file.as_written(key).removeprefix("policy.")


def table_of(text: str) -> dict[str, object]:
    """The TOML as a table: the policy's keys, alone or in `[policy]`, and `letters`.

    Raises `PolicyRefused`.
    """
    if len(text) > LONGEST:
        raise PolicyRefused((("", f"must be {LONGEST:,} characters or fewer, not {len(text):,}"),))
    try:
        said = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as bad:
        raise PolicyRefused((("", f"is not TOML: {bad}"),)) from bad
    except RecursionError:  # its cause is a thousand lines of the same
        raise PolicyRefused((("", "is not TOML: brackets within brackets without end"),)) from None
    within = said.pop("policy", None)
    if within is None:
        return said
    if not isinstance(within, Mapping):
        raise PolicyRefused((("policy", "must be a table: [policy]"),))
    beside = [key for key in said if key != LETTERS]
    if beside:
        raise PolicyRefused(tuple((key, "must stand in [policy], as others here do") for key in beside))
    return {**within, **said}


def nameless(text: str, names: Collection[str]) -> str:
    """A version's text in which no procedure is for any of these, and no tag holds them.

    `names`: casefolded.
    """
    table = table_of(text)
    found = False

    def emptied(among: object) -> object:
        nonlocal found
        if not isinstance(among, list):
            return among
        told = [ERASED if str(one).casefold() in names else one for one in among]
        found |= told != among
        return told

    tags, procedures = table.get("tags"), table.get("procedures")
    if isinstance(tags, Mapping):
        table["tags"] = {tag: emptied(whose) for tag, whose in tags.items()}
    for row in procedures if isinstance(procedures, list) else ():
        whom = row.get("for")
        if isinstance(whom, dict) and "customers" in whom:
            whom["customers"] = emptied(whom["customers"])
        if any(name in str(row.get("name", "")).casefold() for name in names):
            row["name"], found = ERASED, True
    return tomli_w.dumps(table, multiline_strings=True) if found or _named_in_comment(text, names) else text


def _named_in_comment(text: str, names: Collection[str]) -> bool:
    comments = " ".join(line.partition("#")[2] for line in text.splitlines()).casefold()
    return any(name in comments for name in names)
