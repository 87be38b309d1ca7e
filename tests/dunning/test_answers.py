"""What every guard says in each situation, word by word, with its reason and when it is looked at again.

Kept in one file that reads as a list: the plain situation in full, of the others what differs from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dunning.courtesy_cases import courtesies_of
from dunning.decisions import GuardAnswer
from dunning.engine import GUARDS, decide, explain
from dunning.procedure import Answers, case_of
from tests.dunning import handing_situations, law_situations
from tests.dunning.golden_files import same_as_golden
from tests.dunning.situations import PLAIN, SITUATIONS, Situation


def told(answer: GuardAnswer) -> str:
    if answer.reason is None:
        return f"    {answer.guard}: {answer.text}"
    again = "when something changes" if answer.review_at is None else f"{answer.review_at:%Y-%m-%d %H:%M}"
    cite = "" if answer.citation is None else f" [{answer.citation}]"
    return f"    {answer.guard}: {answer.reason.name} until {again}: {answer.text}{cite}"


def answers(situation: Situation) -> list[str]:
    decision = decide(*situation)
    again = "something changes" if decision.review_at is None else f"{decision.review_at:%Y-%m-%d %H:%M}"
    return [
        f"    -> {decision.reason.name}, until {again}",
        *(told(each) for each in explain(*situation)),
    ]


def courteous(situation: Situation) -> Iterator[str]:
    """What the guards say of each courtesy that is offered."""
    for kind, case in courtesies_of(case_of(*situation)):
        if not isinstance(case, str):
            yield f"  of the {kind}:"
            for guard in GUARDS:
                block = guard.check(case)
                text = guard.clear(case) if block is None else f"{block.reason.name}: {block.text}"
                yield f"    {guard.name}: {text}"


def test_each_guard_answers_as_it_was_approved() -> None:
    asks = [f"{place}. {guard.name}: {guard.asks}" for place, guard in enumerate(GUARDS, 1)]
    plain = answers(PLAIN)
    lines = [*asks, "", "nothing in the way", *plain]
    for name, situation in (SITUATIONS | law_situations.SITUATIONS | handing_situations.SITUATIONS).items():
        said = (*answers(situation), *courteous(situation))
        differ = [each for each in said if each not in plain]
        lines += ["", name, *differ]
    same_as_golden("answers.txt", "\n".join(lines) + "\n")


def test_what_was_worked_out_for_others_changes_no_answer() -> None:
    """Every account under each policy in turn, and all that was asked of one is kept for the next."""
    *_, (_, _, rules, now) = law_situations.MANY_LAWS
    kept: Answers = {}
    for asked, policy, _, _ in law_situations.MANY_LAWS:
        assert decide(asked, policy, rules, now, kept) == decide(asked, policy, rules, now)
