"""The guard of what a person said of just this step: not now, or not at all as things stand."""

from __future__ import annotations

from dunning.dates import in_words
from dunning.decisions import Notify, Reason
from dunning.guards.person import step_in_words
from dunning.guards.question import Block, Guard, until_a_person
from dunning.limits import start_of
from dunning.procedure import Case, has_step, notify_of
from dunning.said import Deferral


def deferred(case: Case) -> Deferral | None:
    """The newest word about the next step, where it bears on it as things stand."""
    if not case.account.deferrals or not has_step(case):
        return None
    step = notify_of(case)
    last = next((each for each in reversed(case.account.deferrals) if is_about(each, step)), None)
    if last is None:
        return None
    if last.until is None:
        return last if last.fingerprint == step.fingerprint else None
    return last if case.today < last.until else None


def is_about(word: Deferral, step: Notify) -> bool:
    """Whether it was said of this step, whatever changed in it since."""
    said = (word.kind, word.level, word.ordinal, word.episode)
    return said == (step.kind, step.level, step.ordinal, step.episode)


def _is_deferred(case: Case) -> Block | None:
    word = deferred(case)
    if word is None:
        return None
    why = f": {word.words}" if word.words else ""
    if word.until is None:
        text = (
            f"{word.by} refused it on {in_words(word.on)}{why}. It is not sent while nothing changes in what "
            f"they owe. {step_in_words(case)}."
        )
        return until_a_person(case, Reason.DECLINED, text)
    text = f"{word.by} postponed it to {in_words(word.until)}{why}. {step_in_words(case)}."
    return Block(reason=Reason.POSTPONED, text=text, review_at=start_of(word.until, case.zone))


DEFERRED = Guard(
    name="deferred",
    asks="Did a person postpone or refuse just this step?",
    check=_is_deferred,
    clear=lambda _case: "Nobody postponed or refused this step.",
)
