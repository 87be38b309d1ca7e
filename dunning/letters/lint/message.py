"""The reading of a message that is about to leave, and of any letter that was rendered.

The laws it keeps: every amount in our own sentences is one of the decision's; no sentence threatens,
shames or talks of telling others; what a letter must say is there. Only our sentences are judged: names,
numbers and bank details stand on lines of their own, set in by two spaces, and the greeting is the first
line, so that a customer called "Police Sports Club" is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import unescape

from dunning.account import Account
from dunning.aging import due_of
from dunning.decisions import Notify
from dunning.letters.letter import SUBJECT_LENGTH, Mention, Rendered, Sender
from dunning.letters.lint.figures import amounts_beside, claimed_lines, names, wrong_claims
from dunning.letters.lint.finding import Finding
from dunning.letters.lint.readability import LONGEST_SENTENCE, measured, sentences, words_of
from dunning.letters.lint.words import found
from dunning.letters.wording import ALIKE, day, lines, money, one_line
from dunning.policy import DEFAULT_CONSEQUENCES, Consequence

FORBIDDEN = (*(f"E{number}" for number in range(101, 112)), "E114")
DISCOURAGED = ("W202", "W203", "W204")
NAMED: tuple[Consequence, ...] = ("court", "agency", "interest", "pause")  # those with words of their own
LONGEST_LETTER = 180  # words
HARDEST, HARD = 50.0, 60.0  # on the Flesch scale
HIGHEST_GRADE = 8.0
_SHOUTING = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{4,}\b|!!")
_SET_APART = re.compile(r"<(head|table|bdi|a)\b.*?</\1>|<!DOCTYPE[^>]*>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def check(
    rendered: Rendered,
    notify: Notify,
    account: Account,
    sender: Sender,
    consequences: tuple[Consequence, ...] = DEFAULT_CONSEQUENCES,
    mentions: tuple[Mention, ...] = (),
) -> tuple[Finding, ...]:
    """What is wrong with a letter that demands something; it may leave when nothing is an error.

    `mentions`: what it tells of agreements, whose amounts it may hold.
    """
    claimed: tuple[Consequence, ...] = ("interest",) if claimed_lines(notify) else ()
    return (
        *_amounts(rendered, notify, mentions),
        *wrong_claims(rendered, notify),
        *read_over(rendered, (*consequences, *claimed), one_line(sender.name)),
        *_missing_facts(rendered, notify, account, sender),
        *_missing_words(rendered),
    )


def check_courtesy(rendered: Rendered, notify: Notify, sender: Sender) -> tuple[Finding, ...]:
    """What is wrong with a letter that demands nothing. A balance told is the decision's."""
    findings = read_over(rendered, ours=one_line(sender.name))
    balance = money(notify.amount, notify.currency, rendered.language.replace("-", "_"))
    places = (("text", rendered.text), ("html", unescape(rendered.html)))
    return findings + tuple(
        Finding(code="E110", place=place, line=0, text=f"the balance, {balance}, is not in it")
        for place, text in places
        if _tells_balance(notify) and balance not in text
    )


def _tells_balance(notify: Notify) -> bool:
    asked = () if notify.answer is None else notify.answer.question.asks
    return notify.kind == "statement" or ("owed" in asked and notify.amount > 0)


def check_text(
    text: str, notify: Notify, locale: str, consequences: tuple[Consequence, ...], *, private: bool
) -> tuple[Finding, ...]:
    """What is wrong with a text message. A `private` one says nothing of money or debt, others the amount."""
    language = locale.split("_", maxsplit=1)[0]
    amount = money(notify.amount, notify.currency, locale).translate(ALIKE)
    told = amount in text
    findings = [*_words(language, "text", text, consequences)]
    findings += [
        Finding(code="E110", place="text", line=0, text=f"{named} is no amount of this decision")
        for named in amounts_beside(text, [amount], notify.currency, locale)
    ]
    if private:
        findings += [_found("W205", "text", each.group()) for each in found(language, "W205", text)]
    if told is private:
        what = "names the amount to whoever reads it" if private else f"the amount, {amount}, is not in it"
        findings.append(Finding(code="E110", place="text", line=0, text=what))
    return tuple(findings)


def read_over(
    rendered: Rendered, consequences: tuple[Consequence, ...] = DEFAULT_CONSEQUENCES, ours: str = ""
) -> tuple[Finding, ...]:
    """What is wrong with any letter's words, whatever it is about. `ours`: our name, which may be any."""
    language = rendered.language.split("-")[0]
    prose = prose_of(rendered.text)
    subject = rendered.subject.replace(ours, " ") if ours else rendered.subject
    both = (("subject", subject), ("text", prose), ("html", _prose_of_html(rendered.html)))
    return (
        *(each for place, text in both for each in _words(language, place, text, consequences)),
        *(_found("W205", "subject", each.group()) for each in found(language, "W205", subject)),
        *_without_next_step(language, prose),
        *(
            _found("W207", "text", each.group())
            for each in _SHOUTING.finditer(prose)
            if each.group() != "STOP"
        ),
        *_subject(rendered.subject),
        *_readability(language, prose),
    )


def prose_of(text: str) -> str:
    """Our own sentences of a letter's text."""
    _greeting, _, body = text.partition("\n")
    return "\n".join("" if line.startswith("  ") else line for line in body.splitlines())


def _prose_of_html(html: str) -> str:
    apart = _SET_APART.sub(" ", html)
    return unescape(_TAG.sub(" ", apart))


def _found(code: str, place: str, text: str) -> Finding:
    return Finding(code=code, place=place, line=0, text=f'"{text}"')


def _words(language: str, place: str, text: str, consequences: tuple[Consequence, ...]) -> Iterator[Finding]:
    for code in (*FORBIDDEN, *DISCOURAGED):
        yield from (_found(code, place, each.group()) for each in found(language, code, text))
    for name in NAMED:
        if name not in consequences:
            yield from (_found("E112", place, each.group()) for each in found(language, name, text))


def _without_next_step(language: str, prose: str) -> Iterator[Finding]:
    """A paragraph that names what may follow must say what to do instead."""
    for paragraph in re.split(r"\n\s*\n", prose):
        named = [each.group() for name in NAMED for each in found(language, name, paragraph)]
        if named and next(found(language, "next", paragraph), None) is None:
            yield _found("W206", "text", named[0])


def _subject(subject: str) -> Iterator[Finding]:
    if not subject.strip() or not subject.isprintable():
        yield Finding(code="E113", place="subject", line=0, text="it must be one line that says something")
    if len(subject) > SUBJECT_LENGTH:
        yield Finding(code="W208", place="subject", line=0, text=f"more than {SUBJECT_LENGTH} characters")


def _readability(language: str, prose: str) -> Iterator[Finding]:
    """Headings and the like end in no point, and are no sentences."""
    said = "\n".join(line for line in prose.splitlines() if line.rstrip().endswith((".", "?", "!", ":")))
    for sentence in sentences(said):
        if len(words_of(sentence)) > LONGEST_SENTENCE:
            yield _found("W210", "text", sentence)
    count = len(words_of(prose))
    if count > LONGEST_LETTER:
        yield Finding(code="W211", place="text", line=0, text=f"{count} words, more than {LONGEST_LETTER}")
    measure = measured(said, language)
    if measure is None:
        return
    told = f"{measure.ease:.0f} of 100 on the Flesch scale"
    if measure.ease < HARDEST and language == "en":  # elsewhere the scale is less sure, so it only warns
        yield Finding(code="E115", place="text", line=0, text=f"{told}, less than {HARDEST:.0f}")
    elif measure.ease < HARD:
        yield Finding(code="W209", place="text", line=0, text=told)
    elif measure.grade is not None and measure.grade > HIGHEST_GRADE:
        yield Finding(code="W209", place="text", line=0, text=f"school grade {measure.grade:.1f}")


def _amounts(rendered: Rendered, notify: Notify, mentions: Iterable[Mention]) -> Iterator[Finding]:
    locale = rendered.language.replace("-", "_")

    def told(amount: Decimal) -> str:
        return money(amount, notify.currency, locale)

    def wrong(text: str, place: str = "text") -> Finding:
        return Finding(code="E110", place=place, line=0, text=text)

    balances = dict(notify.balances)
    asked = [balances[each] for each in notify.overdue]
    claimed = [] if notify.charges is None else [notify.charges.total.amount]
    agreed = (sum_ for each in mentions for sum_ in (each.amount, each.came, each.owed) if sum_ is not None)
    sums = (notify.amount, notify.credit, sum(asked, Decimal(0)), *asked, *claimed, *agreed)
    allowed = {told(each) for each in sums}
    prose = prose_of(rendered.text)
    for named in amounts_beside(f"{rendered.subject}\n{prose}", allowed, notify.currency, locale):
        yield wrong(f"{named} is no amount of this decision")
    amount = told(notify.amount)
    if not names(prose, amount):
        yield wrong(f"the amount asked for, {amount}, is not in the text")
    for each in asked:
        if told(each) not in rendered.text:
            yield wrong(f"the balance {told(each)} is not listed")
    if not names(unescape(rendered.html), amount):
        yield wrong(f"the amount asked for, {amount}, is not in it", "html")


def _missing_facts(rendered: Rendered, notify: Notify, account: Account, sender: Sender) -> Iterator[Finding]:
    """W201 for the facts that there are: who, to whom, which invoices, due when, where to answer."""
    locale = rendered.language.replace("-", "_")
    known = {each.id: each for each in account.invoices}
    needed = [one_line(sender.name), *lines(sender.address or ""), one_line(account.customer.name)]
    needed.append(one_line(sender.reply_to or sender.email))
    needed += lines(sender.bank_details)
    for each in (known[one] for one in notify.overdue if one in known):
        needed += [one_line(each.number or each.id), day(due_of(each), locale)]
        needed += [day(each.issued_on, locale)] if each.issued_on is not None else []
    for place, text in (("text", rendered.text), ("html", unescape(rendered.html))):
        for fact in dict.fromkeys(needed):
            if fact not in text:
                yield Finding(code="W201", place=place, line=0, text=f'"{fact}"')
    if not rendered.text.partition("\n")[0].strip():
        yield Finding(code="W201", place="text", line=0, text="a greeting")


def _missing_words(rendered: Rendered) -> Iterator[Finding]:
    language = rendered.language.split("-")[0]
    elements = {
        "dispute": "how to disagree",
        "time": "how to ask for time",
        "paid": "that it can be ignored if already paid",
    }
    for place, text in (("text", prose_of(rendered.text)), ("html", _prose_of_html(rendered.html))):
        for name, what in elements.items():
            if next(found(language, name, text), None) is None:
                yield Finding(code="W201", place=place, line=0, text=what)
