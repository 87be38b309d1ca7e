"""The text that answers a customer's text: what they owe, how to pay it, who we are, as they asked, or that
what they asked for went by e-mail.

The laws it keeps: the sum is the decision's; who writes comes first, how to stop comes last; a link stands
where it costs `MOST_WITH_PAGE` segments at most, and else what the bank needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dunning.account import Account
from dunning.decisions import Notify
from dunning.letters.facts import locale_of, of_parties, today_of
from dunning.letters.letter import (
    NO_PAPERS,
    NO_PARTICULARS,
    SMS_ANSWER,
    LetterError,
    Papers,
    Particulars,
    Sender,
)
from dunning.letters.rendering import environments, rendering_of
from dunning.letters.sms import MOST_WITH_PAGE, segments
from dunning.letters.wording import ALIKE, day, money, one_line, web_address


def tells_amount(act: Notify) -> bool:
    """Whether they ask for money's sake, and there is some to be paid, and it was not told by e-mail."""
    asks = () if act.answer is None or act.answer.question.mailed else act.answer.question.asks
    return act.amount > 0 and not {"owed", "how_to_pay"}.isdisjoint(asks)


def render_text_answer(
    act: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    papers: Papers = NO_PAPERS,
    particulars: Particulars = NO_PARTICULARS,
) -> str:
    """The text. A person's own words stand for all of it.

    Raises `LetterError` where there is no question, or the template is missing or wrong.
    """
    if act.answer is None:
        msg = "there is no question to answer"
        raise LetterError(msg)
    if particulars.own is not None:
        return one_line(" ".join(particulars.own.opening).translate(ALIKE))
    locale = locale_of(account, sender, particulars.language)
    known = {each.id: each for each in account.invoices}
    owed = [known[each] for each in act.overdue]
    facts = of_parties(account, sender, locale) | {
        "asks": ["mailed"] if act.answer.question.mailed else list(act.answer.question.asks),
        "amount": money(act.amount, act.currency, locale) if tells_amount(act) else "",
        "as_of": day(today_of(account, now), locale),
        "number": one_line(owed[0].number or owed[0].id) if owed else "",
        "others": max(len(owed) - 1, 0),
    }
    name = f"{locale.split('_')[0]}/{SMS_ANSWER}"
    text, _html = environments(tuple(sorted(templates.items())))

    def said(pay_url: str) -> str:
        with rendering_of(f"the text message {name}"):
            made = text.get_template(name).render(facts, pay_url=pay_url)
        return one_line(made.translate(ALIKE))

    single = papers.links.get(owed[0].id, owed[0].pay_url) if len(owed) == 1 else None
    for link in filter(None, (web_address(papers.page), web_address(single))):
        linked = said(link)
        if segments(linked).count <= MOST_WITH_PAGE or not facts["bank_details"]:
            return linked
    return said("")
