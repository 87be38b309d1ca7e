"""How well the rules understand the labelled replies: `python -m tests.dunning.confusion [SET ...]`.

Per kind and language: replies that have it, precision, recall, and how many of those found have all their
values right. With `--wrong` each reply that was understood otherwise is shown.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dunning.intents import KINDS, Meaning
from dunning.intents.reading import meanings
from tests.dunning.replies_desk import Expected, Labelled, known, labelled, right

SETS = ("first", "second", "third", "last", "fourth", "fifth")


@dataclass(slots=True)
class Score:
    """Counts of one kind. `found`: rightly; `false`: said, but not meant; `missed`: meant, but not said."""

    found: int = 0
    false: int = 0
    missed: int = 0
    values: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that was meant; 1 where nothing was said."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what was meant that was said; 1 where nothing was meant."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


@dataclass(slots=True)
class Table:
    """Scores by (kind, language), those of all languages under "all"; confusions; replies read wrongly."""

    scores: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[tuple[Labelled, tuple[Meaning, ...]]] = field(default_factory=list)
    replies: int = 0
    exact: int = 0


def measured(replies: Iterable[Labelled]) -> Table:
    """The rules' scores on those replies."""
    table = Table()
    for each in replies:
        said = meanings(each.words, known(each.language))
        table.replies += 1
        if _count(table, each, said):
            table.exact += 1
        else:
            table.wrong.append((each, said))
    return table


def _count(table: Table, reply: Labelled, said: tuple[Meaning, ...]) -> bool:
    left, missed, exact = list(said), list[Expected](), True
    for expected in reply.expected:
        same = [one for one in left if one.kind == expected.kind]
        best = max(same, key=lambda one: right(expected, one), default=None)
        if best is None:
            missed.append(expected)
            continue
        left.remove(best)
        values = right(expected, best)
        exact = exact and values
        for where in (reply.language, "all"):
            score = table.scores[expected.kind, where]
            score.found += 1
            score.values += values
    for where in (reply.language, "all"):
        for expected in missed:
            table.scores[expected.kind, where].missed += 1
        for one in left:
            table.scores[one.kind, where].false += 1
    kinds: list[str] = [one.kind for one in left] or ["-"]
    table.confused.update((expected.kind, kind) for expected in missed for kind in kinds)
    if not missed:
        table.confused.update(("-", one.kind) for one in left)
    return exact and not missed and not left


def shown(table: Table) -> str:
    """The table as Markdown."""
    languages = sorted({where for _, where in table.scores} - {"all"})
    lines = [
        f"{table.replies} replies, {table.exact} understood in full ({table.exact / table.replies:.1%}).",
        "",
        "| kind | meant | precision | recall | values right | " + " | ".join(languages) + " |",
        "|---|---|---|---|---|" + "---|" * len(languages),
    ]
    for kind in KINDS:
        whole = table.scores[kind, "all"]
        each = [table.scores[kind, one] for one in languages]
        own = " | ".join(f"{one.precision:.2f} / {one.recall:.2f}" for one in each)
        values = f"{whole.values / whole.found:.2f}" if whole.found else "-"
        meant = whole.found + whole.missed
        lines.append(f"| {kind} | {meant} | {whole.precision:.3f} | {whole.recall:.3f} | {values} | {own} |")
    lines += ["", "Per language: precision / recall. Taken for another, or beside it:", ""]
    lines += [f"* {meant} -> {said}: {count}" for (meant, said), count in sorted(table.confused.items())]
    return "\n".join(lines)


def _told(one: Meaning) -> str:
    day = "" if one.day is None else f" on={one.day.last}"
    amount = "" if one.amount is None else f" amount={one.amount.amount}"
    more = " ".join(filter(None, (*one.invoices, one.reference, one.person, one.address)))
    return f"{one.kind}.{one.detail or ''}{day}{amount} {more}".strip(" .")


def _meant(one: Expected) -> str:
    day, amount = f" on={one.on}" * bool(one.on), f" amount={one.amount}" * bool(one.amount)
    more = " ".join(filter(None, (*sorted(one.invoices), one.reference, one.to)))
    return f"{one.kind}.{one.detail or ''}{day}{amount} {more}".strip(" .")


def wrongly(table: Table) -> str:
    """Each reply that was understood otherwise than it was meant."""
    return "\n".join(
        f"{reply.place} | {' / '.join(reply.words.splitlines())[:300]}"
        f"\n   meant: {' + '.join(map(_meant, reply.expected))}\n   said:  {' + '.join(map(_told, said))}"
        for reply, said in table.wrong
    )


def _picked(names: Iterable[str]) -> list[Labelled]:
    """The replies of sets ("first"), or of one language of a set ("first:de")."""
    asked = [each.partition(":")[::2] for each in names]
    return [reply for name, own in asked for reply in labelled(name) if own in ("", reply.language)]


if __name__ == "__main__":
    result = measured(_picked([each for each in sys.argv[1:] if not each.startswith("--")] or SETS))
    if "--wrong" in sys.argv:
        sys.stdout.write(wrongly(result) + "\n\n")
    sys.stdout.write(shown(result) + "\n")
