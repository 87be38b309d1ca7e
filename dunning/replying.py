"""The policy's word on messages that come in: what is done about them without a person."""

from __future__ import annotations

from typing import get_args

import msgspec

from dunning.incoming import Questions
from dunning.reading import Section

_MOST_A_WEEK = 7


class ReplyPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """`stop`: whoever wants no more e-mails gets none from then on. `out_of_office`: an automatic absence is
    no reply, and holds nothing. `wait_for_return`: but nothing goes before the day that it names.
    `answer`: the questions that are answered at once, from the books; `answers_a_week`: the most for one
    customer.
    """

    stop: bool = True
    out_of_office: bool = True
    wait_for_return: bool = False
    answer: tuple[Questions, ...] = ()
    answers_a_week: int = 3


DEFAULT_REPLIES = ReplyPolicy()


def read_replies(section: Section) -> ReplyPolicy:
    """`[policy.replies]`."""
    replies = ReplyPolicy(
        stop=section.flag("stop", default=True),
        out_of_office=section.flag("out_of_office", default=True),
        wait_for_return=section.flag("wait_for_return", default=False),
        answer=_answered(section),
        answers_a_week=section.whole("answers_a_week", 3, least=1, most=_MOST_A_WEEK),
    )
    section.close()
    return replies


def _answered(section: Section) -> tuple[Questions, ...]:
    if not section.has("answer") or section.written["answer"] == []:
        return ()
    chosen = section.choices("answer", get_args(Questions), ())
    return tuple(each for each in get_args(Questions) if each in chosen)
