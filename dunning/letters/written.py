"""Writing: the letter or text of one step, whatever its kind, and what the reading of it found.

The law it keeps: nothing that was rendered is handed on without having been read over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from dunning.account import Account
from dunning.courtesy_cases import thanked
from dunning.decisions import Notify
from dunning.letters.courtesy import render_answer, render_statement, render_terms_note, render_thanks
from dunning.letters.facts import locale_of, today_of
from dunning.letters.letter import (
    NO_PAPERS,
    NO_PARTICULARS,
    THANKS,
    Papers,
    Particulars,
    Received,
    Rendered,
    Sender,
)
from dunning.letters.lint.finding import Finding
from dunning.letters.lint.message import check, check_courtesy, check_text
from dunning.letters.rendering import render
from dunning.letters.sms import render_sms, render_text_thanks
from dunning.letters.text_answer import render_text_answer, tells_amount
from dunning.letters.voice import render_voice
from dunning.letters.wording import lines
from dunning.reaching import VOICE, is_private
from dunning.speaking import OFFERED

_NO_WAY_TO_PAY = Finding(
    code="E116", place="text", line=0, text="the sender has no bank_details, and no invoice a pay link"
)


def written(
    act: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    papers: Papers = NO_PAPERS,
    particulars: Particulars = NO_PARTICULARS,
) -> tuple[Rendered, tuple[Finding, ...]]:
    """The letter, and all that is wrong with it. Raises `LetterError`."""
    match act.kind:
        case "level" | "pre_due":
            letter = render(act, account, sender, templates, now, papers, particulars)
            return letter, check(letter, act, account, sender, particulars.consequences, particulars.mentions)
        case "thanks":
            received = _received(account, now)
            letter = render_thanks(account, sender, templates, replace(particulars, received=received))
        case "terms_note":
            letter = render_terms_note(act.overdue[0], account, sender, templates, now, papers, particulars)
        case "statement":
            letter = render_statement(account, sender, templates, now, papers, particulars)
        case "answer":
            letter = render_answer(act, account, sender, templates, now, papers, particulars)
            if _cannot_be_paid(act, account, sender, papers):
                return letter, (_NO_WAY_TO_PAY,)
    return letter, check_courtesy(letter, act, sender)


def _cannot_be_paid(act: Notify, account: Account, sender: Sender, papers: Papers) -> bool:
    """Whether they ask how to pay, and we could not say."""
    asks = () if act.answer is None else act.answer.question.asks
    linked = bool(papers.links) or any(each.pay_url for each in account.invoices)
    return "how_to_pay" in asks and bool(account.invoices) and not (linked or lines(sender.bank_details))


def texted(
    act: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    debtor_kind: str,
    particulars: Particulars = NO_PARTICULARS,
    papers: Papers = NO_PAPERS,
) -> tuple[str, tuple[Finding, ...]]:
    """The text message, or what a machine says, and all that is wrong with it. Raises `LetterError`.

    `debtor_kind`: only a firm's or an authority's telephone may tell an amount to whoever holds it.
    """
    private = is_private(debtor_kind)
    if act.kind == "answer":
        return _text_answered(act, account, sender, templates, now, particulars, papers, private=private)
    if act.kind == THANKS:
        text = render_text_thanks(act, account, sender, templates, private=private, particulars=particulars)
    else:
        made = render_voice if act.channel == VOICE else render_sms
        text = made(
            act, account, sender, templates, now, private=private, particulars=particulars, papers=papers
        )
    locale = locale_of(account, sender, particulars.language)
    words = text.replace(papers.page, "") if papers.page else text  # its token may look like any word
    found = check_text(words, act, locale, particulars.consequences, private=private)
    return text, (*found, *_keys_missing(text, papers)) if act.channel == VOICE else found


def _keys_missing(text: str, papers: Papers) -> Iterator[Finding]:
    """Whoever is called must hear which keys there are; above all the one that stops."""
    for key in f"1{OFFERED}" if papers.texted else OFFERED:
        if re.search(rf"(?<![\w.,+]){key}(?!\w)", text) is None:
            yield Finding(code="E117", place="text", line=0, text=f"press {key}")


def _text_answered(
    act: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    particulars: Particulars,
    papers: Papers,
    *,
    private: bool,
) -> tuple[str, tuple[Finding, ...]]:
    """The text that answers theirs. One that asks for no amount gets none, whoever they are."""
    text = render_text_answer(act, account, sender, templates, now, papers, particulars)
    locale = locale_of(account, sender, particulars.language)
    words = text.replace(papers.page, "") if papers.page else text
    found = check_text(words, act, locale, particulars.consequences, private=private or not tells_amount(act))
    if _cannot_be_paid(act, account, sender, papers):
        found = (*found, _NO_WAY_TO_PAY)
    return text, found


def _received(account: Account, now: datetime) -> tuple[Received, ...]:
    """What the thanks are for."""
    return tuple(
        Received(each.paid_on, each.amount)
        for each in thanked(account, today_of(account, now))
        if each.paid_on is not None
    )
