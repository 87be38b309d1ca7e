"""The case of an answer: whether the one message of theirs that waits can be answered from the books.

The laws it keeps: a question is answered once, to whoever asked it, and never beside anything else that they
wrote; where something was agreed, disputed, sorted or handed over, a person answers; one answer a day for one
customer, and whoever asks the same again soon is answered by a person.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from dunning.account import Question, WaitingReply
from dunning.aging import balance_of
from dunning.answering import IN_WORDS, LAPSE, WEEK, answered_lately, copies_of, is_their_own
from dunning.procedure import Case
from dunning.reaching import is_private


def answer_of(case: Case) -> Case | str | None:
    """The case of an answer, or why a person must write it; `None` where the policy answers nothing.

    Nor where nobody asks anything that could be answered.
    """
    replies = case.account.replies
    question = replies[0].question if replies else None
    if question is None or not case.policy.replies.answer or question.currency != case.account.currency:
        return None
    why = _a_persons(case, replies[0], question)
    if why is not None:
        return why
    listed = tuple(sorted(case.account.invoices, key=lambda each: (str(each.due_on), each.id)))
    return replace(
        case,
        kind="answer",
        occasion=f"answer:{question.key}",
        channel=_way(question),
        level=None,
        asked=listed,
        alongside=(),
        amount=max(balance_of(listed) - case.standing.credit, Decimal(0)),
    )


def _way(question: Question) -> Literal["email", "sms"]:
    """That by which they asked; a text carries no invoice, so what asks for one is answered by mail.

    That it went there is then told by a text.
    """
    by_mail = "invoice_copy" in question.asks and not question.mailed
    return "sms" if question.by_text and not by_mail else "email"


def _a_persons(case: Case, reply: WaitingReply, question: Question) -> str | None:
    """Why a person answers, if one must."""
    account, settings = case.account, case.policy.replies
    others = [IN_WORDS[each] for each in question.asks if each not in settings.answer]
    given = [each for each in account.notices if each.kind == "answer" and each.asks]
    today = [each for each in given if each.delivered_at.astimezone(case.zone).date() == case.today]
    week = [each for each in given if case.now - each.delivered_at < WEEK]
    own = is_their_own(account, reply.sender, by_text=question.by_text)
    what = "number" if question.by_text else "address"
    told = (
        *(_a_persons_text(case, question) if _way(question) == "sms" else ()),
        (len(account.replies) > 1, "They wrote more than one message, so a person answers."),
        (bool(others), f"They ask {' and '.join(others)}, which a person answers here."),
        (not own, f"{reply.sender} is no {what} of theirs in the books."),
        (case.now - reply.received_at > LAPSE, "They asked too long ago for an answer by machine."),
        (_is_settled_otherwise(case), "Something was agreed, disputed or handed over: a person answers."),
        (bool(case.standing.flawed), "Not every document of theirs could be read, so a person answers."),
    )
    limits = (
        (bool(today), "They were answered today already: one answer a day is the most."),
        (answered_lately(account, question.asks, case.now), "They ask again: the last answer did not help."),
        (len(week) >= settings.answers_a_week, f"They had {len(week)} answers in a week, the most."),
        (
            "invoice_copy" in question.asks and not copies_of(account, question),
            "It is not sure which invoices they want a copy of, or not all of them are open.",
        ),
    )
    asked = told if question.mailed else (*told, *limits)  # the answer is given, and kept them
    return next((text for holds, text in asked if holds), None)


def _a_persons_text(case: Case, question: Question) -> tuple[tuple[bool, str], ...]:
    """Why a person answers a text, where one who wrote a mail might be answered."""
    money = not question.mailed and not {"owed", "how_to_pay"}.isdisjoint(question.asks)
    return (
        (not case.account.books.texts, "No texts are sent here by machine, so a person answers."),
        (
            money and is_private(case.policy.law.debtor_kind),
            "A consumer's telephone may be in other hands, so no text says what is owed: a person answers.",
        ),
    )


def _is_settled_otherwise(case: Case) -> bool:
    account = case.account
    handed = any(each.channel == "hand_over" for each in account.notices)
    return bool(account.agreements or account.sortings or handed)
