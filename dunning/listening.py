"""By which way a customer answers: learnt only of what they wrote or did, never of silence alone.

The laws it keeps: a way is learnt where several messages by it were answered, and none at all by another by
which they were written to as often; one answer by another way, and nothing is learnt. What is a year old
counts no more. A message whose answer nobody may have heard is no silence: a text that a person of ours sent,
a mail from before the inbox was read, a letter. No hours are learnt: when somebody answers hangs on when they
were written to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from dunning.account import Account, Notice, Response, Responses
from dunning.contact_policy import ContactLimits

Way = Literal["email", "sms", "call"]
WAYS: tuple[Way, ...] = ("email", "sms", "call")
LEAST_SENT = 3
LEAST_ANSWERED = 2
LAPSES = timedelta(days=365)
TIME_TO_ANSWER = timedelta(days=7)
"""A message is left unanswered only after it."""
_TEXT_ANSWERS = timedelta(days=14)
"""A text names no message: it answers our last text of these days."""
_ASKING = ("level", "pre_due", "terms_note", "statement")  # thanks, and answers of ours, ask for none
_BY: dict[str, Way] = {"email": "email", "sms": "sms", "voice": "call"}  # a page is reached by a link
_CHANNELS: dict[str, Way] = {"email": "email", "voice": "call"}
_WORDS: dict[Way, str] = {"email": "e-mails", "sms": "text messages", "call": "calls"}


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """`sent`: messages by that way, or calls, that had their time to be answered; `answered`: of those."""

    way: Way
    answered: int
    sent: int


class Learnt(msgspec.Struct, frozen=True, kw_only=True):
    """They answer by `way`. `others`: ways by which they were written to as often, and answer by none."""

    way: Way
    answers: Tally
    others: tuple[Tally, ...]


def learnt(account: Account, now: datetime) -> Learnt | None:
    """By which one way they answer, and by no other; `None` where that can't be said at `now`."""
    if account.responses is None or not _may_be(account, account.responses, now):
        return None
    met = tuple(_met(account, account.responses, now))
    by = {each.way for each in met if each.answered}
    if len(by) != 1:
        return None
    tally, *others = sorted(_tallies(met), key=lambda each: each.way not in by)
    silent = tuple(each for each in others if each.sent >= LEAST_SENT)
    enough = tally.sent >= LEAST_SENT and tally.answered >= LEAST_ANSWERED
    if not (enough and silent) or _is_refused(account, tally.way):
        return None
    return Learnt(way=tally.way, answers=tally, others=silent)


def _may_be(account: Account, heard: Responses, now: datetime) -> bool:
    """Whether they answered often enough, and not by two ways that are told at once: of most that is all."""
    since = now - LAPSES
    by = [_BY.get(each.by) for each in heard.those if since < each.at <= now]
    by += ["call" for each in account.contacts if each.channel == "call" and each.reached and each.at > since]
    return len(by) >= LEAST_ANSWERED and len({*by} - {None}) <= 1


def learnt_by_itself(account: Account, limits: ContactLimits, now: datetime) -> Way | None:
    """The way that comes before e-mail for whom nobody said a way, where the policy lets it.

    Never one that costs a person's time: that is for them to choose.
    """
    if limits.learn != "on" or account.responses is None:
        return None
    found, by_machine = learnt(account, now), ("email", *(("sms",) if account.books.texts else ()))
    return found.way if found is not None and found.way in by_machine else None


def shown(account: Account, limits: ContactLimits, now: datetime) -> Learnt | None:
    """What is told of it, and may be accepted: nothing where it is off, or a way was said."""
    return None if limits.learn == "off" or is_said(account) else learnt(account, now)


def is_said(account: Account) -> bool:
    """Whether they said a way, or a person of ours chose one."""
    return account.preference is not None and account.preference.channel is not None


def learnt_in_words(found: Learnt) -> str:
    """What they do: "answer text messages (3 of 4), not e-mails (0 of 5)"."""
    others = " and ".join(map(_counted, found.others))
    return f"answer {_counted(found.answers)}, not {others}"


def _counted(tally: Tally) -> str:
    return f"{_WORDS[tally.way]} ({tally.answered} of {tally.sent})"


def _is_refused(account: Account, way: Way) -> bool:
    return way in account.opted_out or bool(account.barred("email" if way == "email" else "number"))


class _Met(msgspec.Struct, frozen=True):
    """One message, one call, or what they wrote beside those. `sent`: it counts as one of ours."""

    way: Way
    sent: bool
    answered: bool


def _tallies(met: Sequence[_Met]) -> Iterator[Tally]:
    for way in WAYS:
        mine = [each.answered for each in met if each.sent and each.way == way]
        yield Tally(way=way, answered=sum(mine), sent=len(mine))


def _met(account: Account, heard: Responses, now: datetime) -> Iterator[_Met]:
    """All of one year until `now`."""
    since = now - LAPSES
    came = [(each, _answered(each, account.notices)) for each in heard.those if since < each.at <= now]
    answered = {met.key for _, met in came if met is not None}
    asked: set[str] = set()
    for notice in account.notices:
        way, is_answered = _way_of(notice), notice.key in answered
        if way is None or notice.kind not in _ASKING or not since < notice.delivered_at <= now:
            continue
        if is_answered or _is_silence(notice, heard, now):
            asked.add(notice.key)
            yield _Met(way, sent=True, answered=is_answered)
    for one, met in came:
        by = _BY.get(one.by) or (None if met is None else _way_of(met))
        if by is not None and (met is None or met.key not in asked):
            yield _Met(by, sent=False, answered=True)
    for call in account.contacts:
        if call.channel in ("call", "voice") and since < call.at <= now:
            yield _Met("call", sent=True, answered=call.reached)


def _way_of(notice: Notice) -> Way | None:
    """By which way it went; `None` where no answer by that way comes to us."""
    if notice.channel == "sms":
        return "sms" if notice.by_us else None
    return _CHANNELS.get(notice.channel)


def _is_silence(notice: Notice, heard: Responses, now: datetime) -> bool:
    """Whether it had its time to be answered, and an answer would have been read."""
    read = heard.mail_read_from
    is_read = notice.channel != "email" or (read is not None and notice.delivered_at >= read)
    return is_read and notice.delivered_at <= now - TIME_TO_ANSWER


def _answered(one: Response, notices: Sequence[Notice]) -> Notice | None:
    """The message that it answers in the way by which that went, or from whose link they came."""
    if one.by == "sms":
        texts = [each for each in notices if each.channel == "sms" and each.by_us]
        lately = [each for each in texts if one.at - _TEXT_ANSWERS <= each.delivered_at <= one.at]
        return max(lately, key=lambda each: each.delivered_at, default=None)
    named = (each for each in notices if each.key == one.to)
    return next((each for each in named if one.by in ("page", each.channel)), None)
