"""Text messages: their words, and what they cost in segments.

The laws it keeps: what may be read by others on a shared telephone names no amount and no debt, unless
the debtor is known to be a business, nor leads there; who writes comes first, how to stop comes last. Marks
that look alike are written in the GSM alphabet, which fits more than twice as many into a segment.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from dunning.account import Account
from dunning.decisions import Notify
from dunning.letters.facts import Row, locale_of, of_parties, of_step
from dunning.letters.letter import (
    NO_PAPERS,
    NO_PARTICULARS,
    SMS,
    SMS_THANKS,
    WORDS,
    Papers,
    Particulars,
    Sender,
)
from dunning.letters.rendering import environments, rendering_of
from dunning.letters.wording import ALIKE, money, one_line, web_address

# 3GPP TS 23.038: the default alphabet, and its extension, whose marks take two places each.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_LAST_UNIT = 0xFFFF  # a mark beyond takes two UTF-16 code units
_ONE, _EACH = {"gsm7": 160, "ucs2": 70}, {"gsm7": 153, "ucs2": 67}
MOST_WITH_PAGE = 2  # segments of a text that bears the address of the customer's own page


class Segments(msgspec.Struct, frozen=True):
    """What a text costs. `units`: septets of GSM 7 bit, or UTF-16 code units; `count`: segments billed."""

    encoding: Literal["gsm7", "ucs2"]
    units: int
    count: int


def segments(text: str) -> Segments:
    """How the text is sent: in one segment of 160 (UCS-2: 70), or in several of 153 (67).

    A mark of two units is not split between segments, so the end of one may stay empty.
    """
    encoding: Literal["gsm7", "ucs2"] = "gsm7" if set(text) <= _BASIC | _EXTENSION else "ucs2"
    double = _EXTENSION if encoding == "gsm7" else {mark for mark in text if ord(mark) > _LAST_UNIT}
    costs = [2 if mark in double else 1 for mark in text]
    units = sum(costs)
    if units <= _ONE[encoding]:
        return Segments(encoding, units, 1 if units else 0)
    count, filled = 1, 0
    for cost in costs:
        if filled + cost > _EACH[encoding]:
            count, filled = count + 1, 0
        filled += cost
    return Segments(encoding, units, count)


def render_sms(
    notify: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    *,
    private: bool = True,
    particulars: Particulars = NO_PARTICULARS,
    papers: Papers = NO_PAPERS,
) -> str:
    """The text message for this step. `private`: the debtor is a consumer, or not known to be none.

    A person's own words stand for all of it. The customer's own page among the `papers` stands where the
    ledger's pay link would, in a text that is not private and that it makes no longer than `MOST_WITH_PAGE`
    segments. Raises `LetterError` where the template is missing or wrong.
    """
    locale = locale_of(account, sender, particulars.language)
    facts = of_parties(account, sender, locale)
    facts |= of_step(notify, account, now, locale, papers, particulars)
    rows = msgspec.convert(facts["invoices"], list[Row])
    folder = locale.split("_")[0]
    text, _html = environments(tuple(sorted(templates.items())))

    if particulars.own is not None:
        return one_line(" ".join(particulars.own.opening).translate(ALIKE))

    def said(pay_url: str) -> str:
        with rendering_of(f"the text message {folder}/{SMS}"):
            made = text.get_template(f"{folder}/{SMS}").render(
                facts,
                words=text.get_template(f"{folder}/{WORDS}").module,
                private=private,
                number=rows[0].number,
                others=len(rows) - 1,
                due=rows[0].due,
                pay_url=pay_url,
            )
        return one_line(made.translate(ALIKE))

    page = "" if private else web_address(papers.page)
    linked = said(page) if page else ""
    if linked and segments(linked).count <= MOST_WITH_PAGE:
        return linked
    return said(rows[0].pay_url if len(rows) == 1 else "")


def render_text_thanks(
    notify: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    *,
    private: bool,
    particulars: Particulars = NO_PARTICULARS,
) -> str:
    """Thanks for what was paid; in one segment, where that is possible by not saying whom to ask.

    `private`, and a person's own words: as in `render_sms`. Raises `LetterError`.
    """
    if particulars.own is not None:
        return one_line(" ".join(particulars.own.opening).translate(ALIKE))
    locale = locale_of(account, sender, particulars.language)
    name = f"{locale.split('_')[0]}/{SMS_THANKS}"
    amount = "" if private else money(notify.amount, notify.currency, locale)
    text, _html = environments(tuple(sorted(templates.items())))

    def said(contact: str) -> str:
        facts = of_parties(account, sender, locale) | {"amount": amount, "contact": contact}
        with rendering_of(f"the text message {name}"):
            made = text.get_template(name).render(facts)
        return one_line(made.translate(ALIKE))

    whole = said(sender.phone or sender.reply_to or sender.email)
    return whole if segments(whole).count == 1 else said("")
