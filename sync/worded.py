"""What one message says, as it leaves: the letter or text of its step, and the message around it."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.choosing import policy_for
from dunning.decisions import Notify
from dunning.effects import Attachment, Message, Spoken
from dunning.law import Rules
from dunning.letters.facts import locale_of
from dunning.letters.letter import LetterError, Papers, Rendered
from dunning.letters.lint.finding import Finding
from dunning.letters.particulars import particulars_of
from dunning.letters.written import texted, written
from dunning.reaching import VOICE, is_private
from dunning.speaking import OFFERED, may_text
from sync.answers import answered_ids
from sync.store import said
from sync.store.outbox import Effect
from sync.store.received import received_since
from sync.ways import BY_TELEPHONE
from sync.work import Work

_NAMED = {"sms": "Text message", "voice": "Automated call"}


def worded(
    connection: Connection, work: Work, rules: Rules, act: Notify, account: Account, papers: Papers
) -> tuple[Rendered, tuple[Finding, ...], bool]:
    """The letter, or the text with nothing around it; what its reading found; whether it says how to stop.

    What a template cannot be made into is an empty letter with that finding, so that it is refused alone.
    """
    try:
        return _worded(connection, work, rules, act, account, papers)
    except LetterError as bad:
        found = Finding(code="E118", place=act.template, line=0, text=str(bad))
        return Rendered(subject=act.template, text="", html="", language="en"), (found,), False


def _worded(
    connection: Connection, work: Work, rules: Rules, act: Notify, account: Account, papers: Papers
) -> tuple[Rendered, tuple[Finding, ...], bool]:
    received = received_since(connection, work.ledger.id, account)
    own = said.own_words(connection, work.ledger.id, act.fingerprint)
    now = work.now()
    particulars = replace(particulars_of(act, account, work.policy, rules, now, received), own=own)
    if act.channel not in BY_TELEPHONE:
        letter, found = written(act, account, work.sender, work.templates(), now, papers, particulars)
        return letter, found, particulars.opt_out
    kind = policy_for(work.policy, account).law.debtor_kind
    text, found = texted(act, account, work.sender, work.templates(), now, kind, particulars, papers)
    language = locale_of(account, work.sender, particulars.language).replace("_", "-")
    return Rendered(subject="", text=text, html="", language=language), found, False


def with_texted(work: Work, rules: Rules, act: Notify, account: Account, papers: Papers) -> Papers:
    """With the address that whoever is called by a machine may have texted: their own page, or a pay link.

    None where the telephone may be in other hands, or where they may not be texted.
    """
    if act.channel != VOICE or is_private(policy_for(work.policy, account).law.debtor_kind):
        return papers
    links = [papers.links.get(each, "") for each in act.overdue]
    link = papers.page or (links[0] if len(links) == 1 else "")
    if not link or not may_text(account, work.policy, rules, work.now()):
        return papers
    return replace(papers, texted=link)


def as_leaving(message: Message, act: Notify, papers: Papers) -> Message:
    """With the customer's own page, where its words or a key lead there; a call with its keys."""
    if act.channel == VOICE and message.is_text:
        keys = f"1{OFFERED}" if papers.texted else OFFERED
        message = replace(message, spoken=Spoken(keys=keys, link=papers.texted))
    shown = f"{message.text} {papers.texted}"
    return replace(message, page=papers.page if papers.page and papers.page in shown else "")


def message_around(
    work: Work,
    effect: Effect,
    act: Notify,
    account: Account,
    letter: Rendered,
    attachments: tuple[Attachment, ...],
) -> Message:
    """Threaded below the earlier messages of the same debt; its Message-ID is the effect's key.

    A text has neither subject nor Message-ID, but where `redirect_to` has it come by mail. An answer stands
    below the message that it answers.
    """
    if act.channel in BY_TELEPHONE and work.redirect_to is None:
        return Message(
            key=effect.key,
            message_id="",
            sender=work.sender.name,
            reply_to=None,
            recipients=act.recipients,
            subject="",
            text=letter.text,
            html="",
            in_reply_to=None,
            references=(),
            language=letter.language,
            words=work.words,
        )
    before = answered_ids(act) or [
        notice.message_id
        for notice in account.notices
        if notice.message_id is not None and notice.episode == act.episode
    ]
    sender = work.sender
    domain = sender.email.rpartition("@")[2]
    return Message(
        key=effect.key,
        message_id=f"<{effect.key}@{domain}>",
        sender=f"{sender.name} <{sender.email}>",
        reply_to=sender.reply_to,
        recipients=act.recipients if work.redirect_to is None else (work.redirect_to,),
        subject=letter.subject or f"{_NAMED[act.channel]} to {', '.join(act.recipients)}",
        text=letter.text,
        html=letter.html,
        in_reply_to=before[-1] if before else None,
        references=tuple(before),
        language=letter.language,
        attachments=attachments,
        answers=act.answer is not None,
        words=work.words,
    )
