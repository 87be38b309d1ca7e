"""Guards about what the customer wrote: a person sees to it before they are written to again.

The law: any message from them that nobody has settled here holds all their debts, whatever it says and
whether it was opened in a mailbox; also one whose sender only may be them, for it unlocks nothing.
"""

from __future__ import annotations

from dunning.account import WaitingReply
from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.question import Block, Guard, until_a_person
from dunning.limits import start_of
from dunning.procedure import Case

_SHOWN = 120  # letters of their words


def _waits(case: Case) -> Block | None:
    replies = case.account.replies
    if not replies:
        return None
    more = f" {counted(len(replies) - 1, 'later message')} of theirs waits too." if len(replies) > 1 else ""
    first = replies[0]
    text = f"{_told(case, first)} See: duesync reply {case.account.books.name} {first.number}.{more}"
    return until_a_person(case, Reason.REPLY_WAITS, text)


def _told(case: Case, reply: WaitingReply) -> str:
    day = in_words(reply.received_at.astimezone(case.zone).date())
    who = case.account.customer.name
    if reply.kind == "bounce":
        return f"A mail server wrote on {day} that a message to {who} may not have arrived."
    wrote = f"{who} wrote on {day}" if reply.proven else f"{reply.sender} wrote on {day}, who may be {who}"
    if not reply.words:
        return f"{wrote}, and nobody has seen to it yet."
    cut = "..." if len(reply.words) > _SHOWN else ""
    return f'{wrote}, and nobody has seen to it yet: "{reply.words[:_SHOWN]}{cut}".'


def _is_away(case: Case) -> Block | None:
    until = case.account.away_until
    if until is None or until <= case.today or not case.policy.replies.wait_for_return or case.kind == "none":
        return None
    who = case.account.customer.name
    text = f"{who} is out of office, and back on {in_words(until)}, as their own message says."
    return Block(reason=Reason.AWAY, text=text, review_at=start_of(until, case.zone))


def _goes_on(case: Case) -> str:
    until = case.account.away_until
    if until is None or until <= case.today:
        return "Nobody there is known to be out of office."
    waits = case.policy.replies.wait_for_return
    why = "there is nothing that would wait for them" if waits else "the policy does not wait"
    return f"They are out of office until {in_words(until)}; {why}."


REPLY_WAITS = Guard(
    name="reply waits",
    asks="Did they write, and nobody has seen to it?",
    check=_waits,
    clear=lambda _case: "No message of theirs waits for a person.",
)
AWAY = Guard(
    name="away",
    asks="Are they out of office, and does the policy wait until they are back?",
    check=_is_away,
    clear=_goes_on,
)
