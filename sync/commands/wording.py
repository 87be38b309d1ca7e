"""Words of the house's own, tried on: what a step would say, and what the reading of it finds.

The law kept here: words count only once every letter, text and call that they change has been made of a made
customer's debt, of one invoice and of several, and nothing in it is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import msgspec

from dunning.account import COURTESIES, Account, Question
from dunning.decisions import Answer, Notify
from dunning.incoming import Questions
from dunning.law import Rules
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import NO_PAPERS, LetterError, Papers, Particulars, Rendered
from dunning.letters.lint.finding import CODES, Finding, errors
from dunning.letters.lint.templates import check_templates
from dunning.letters.opening import opening
from dunning.letters.own import COURTEOUS, SINGLE, Words, sources_of
from dunning.letters.particulars import particulars_of
from dunning.letters.sample import courtesy_at, example, step_at
from dunning.letters.written import texted, written
from dunning.policy import LETTERS, PRE_DUE, TONES, Level, Policy, PreDue
from dunning.reaching import is_private
from dunning.reading import Problem
from sync.office import Office
from sync.store.ledgers import LinkedLedger

WAYS = ("email", "sms", "call", "voice", "answer")  # a posted letter says what the e-mail says
PIECES = {"voice": ("voice", "menu"), "answer": ("sms_answer",)}
"""What is said by such a way, where it is not the one piece of its name."""
_PAGE = "https://pay.example.com/p/K"  # where key 1 would lead
_UNREAD, _ASKED = "E100", "the amount asked for"
_FIRM = "company"  # whose telephone may show an amount


@dataclass(frozen=True, slots=True)
class Trial:
    """The house's words before they count: the policy and templates they would be used under."""

    office: Office
    ledger: LinkedLedger
    policy: Policy
    templates: Mapping[str, str]
    rules: Rules

    def said(
        self, level: Level, language: str, way: str, account: Account
    ) -> tuple[Rendered, tuple[Finding, ...]]:
        """What that level would say to this account by that way, and what its reading finds.

        Raises `LetterError`.
        """
        now, sender = self.office.clock.now(), self.office.config.ledger(self.ledger.name).sender
        courtesy = next((each for each in COURTESIES if each == level.template), None)
        if courtesy is not None:
            bare = Particulars(language=language)
            return courtesy_at(courtesy, account, sender, self.templates, now, bare)
        act = step_at(level, account, now, "sms" if way == "answer" else way)
        if act is None:
            msg = f"{account.customer.name} owes nothing that a letter could be about"
            raise LetterError(msg)
        told = particulars_of(act, account, self.policy, self.rules, now)
        told = msgspec.structs.replace(told, language=language)
        if way == "email":
            return written(act, account, sender, self.templates, now, particulars=told)
        if way == "call":
            text = opening(act, account, sender, self.templates, now, told)
            return _alone(text, language), ()
        kind, papers = self.policy.law.debtor_kind, NO_PAPERS
        if way == "voice":
            papers = Papers(page=_PAGE, texted=_PAGE)
        if way == "answer":
            act = _answering(act, sums=not is_private(kind), pays=bool(sender.bank_details))
        text, found = texted(act, account, sender, self.templates, now, kind, told, papers)
        return _alone(text, language), found

    def made(self, level: Level, *, count: int = 2, before: bool = True) -> Account:
        """A made customer at that level."""
        home = self.ledger.home_currency, self.ledger.country
        return example(level, home, self.office.clock.now(), count=count, before=before)


def _answering(act: Notify, *, sums: bool, pays: bool) -> Notify:
    """That step as the answer to a text that asks all that a text answers. `sums`: it may name them."""
    asks: tuple[Questions, ...] = (
        "who",
        *(("owed",) if sums else ()),
        *(("how_to_pay",) if sums and pays else ()),
    )
    question = Question(
        key="", asks=asks, invoices=(), message_id="", about=(), currency=act.currency, by_text=True
    )
    answer = Answer(number=1, question=question, copies=())
    return msgspec.structs.replace(act, kind="answer", answer=answer)


def _alone(text: str, language: str) -> Rendered:
    return Rendered(subject="", text=text, html="", language=language)


def level_of(note: PreDue) -> Level:
    """The note before the due date as the level that its letter would be."""
    return Level(name=PRE_DUE, days=note.days, tone=note.tone, channel="email", template=note.template)


def steps_of(policy: Policy) -> tuple[Level, ...]:
    """All that is said by itself, the note before the due date first; a hand-over says nothing."""
    note = () if policy.pre_due is None else (level_of(policy.pre_due),)
    return (*note, *(each for each in policy.levels if each.channel != "hand_over"))


def courtesies() -> tuple[Level, ...]:
    """The letters that ask for nothing, each as the level that it would be."""
    return tuple(
        Level(name=each, days=10, tone=TONES[0], channel="email", template=each) for each in COURTEOUS
    )


def faults_of(trial: Trial, words: Words, ours: Mapping[str, str]) -> Iterator[Problem]:
    """What forbids these words, each with its key. `ours`: the templates that come with us."""
    changed = sources_of(words, ours)
    blamed: dict[str, set[str]] = {name: set() for name in changed}
    found = errors(check_templates(changed))
    for finding in found:
        blamed[finding.place].add(in_words(finding))
    unread = {finding.place for finding in found if finding.code == _UNREAD}
    firm = msgspec.structs.replace(trial.policy.law, debtor_kind=_FIRM)
    as_firm = msgspec.structs.replace(trial.policy, law=firm)
    for name in changed.keys() - unread:
        language, _, file = name.partition("/")
        way = next((way for way in WAYS if file in _files_of(way)), "email")
        for level, count, before in product(_users(trial.policy, file), (1, 3), (False, True)):
            account = trial.made(level, count=count, before=before)
            for policy in (trial.policy, as_firm):
                blamed[name] |= set(_refused(_under(trial, policy), level, language, way, account))
    yield from ((_key(name), text) for name in changed for text in sorted(blamed[name]))


def _files_of(way: str) -> list[str]:
    return [SINGLE[piece] for piece in PIECES.get(way, (way,)) if piece in SINGLE]


def _under(trial: Trial, policy: Policy) -> Trial:
    return Trial(trial.office, trial.ledger, policy, trial.templates, trial.rules)


def _refused(trial: Trial, level: Level, language: str, way: str, account: Account) -> Iterator[str]:
    try:
        _, found = trial.said(level, language, way, account)
    except LetterError as bad:
        yield f"cannot be used: {bad}"
        return
    yield from map(in_general, errors(found))


def in_general(finding: Finding) -> str:
    """As `in_words`, of a letter to whomever it goes: without the amount of the one it was tried on."""
    if finding.text.startswith(_ASKED):
        return f"{_ASKED} is not in it: write {{{{ amount }}}}"
    return in_words(finding)


def in_words(finding: Finding) -> str:
    """What is found, as a bookkeeper reads it: without its code and its place in the letter that was made."""
    return f"{CODES[finding.code]}: {finding.text}"


def _users(policy: Policy, file: str) -> list[Level]:
    """The steps of any procedure that this template is made into; one made up where there is none."""
    letter = file.removesuffix(".j2")
    if letter in COURTEOUS:
        return [each for each in courtesies() if each.template == letter]
    steps = [step for each in policy.each() for step in steps_of(each)]
    if letter not in LETTERS:
        return steps[:1] + steps[-1:] if file != SINGLE["call"] else _in_each_tone()
    return [step for step in steps if step.template == letter] or [_made_level(letter)]


def _made_level(letter: str) -> Level:
    tone = next((each for each in TONES if each == letter), TONES[0])
    name = PRE_DUE if letter == PRE_DUE else f"some {letter} level"
    return Level(name=name, days=10, tone=tone, channel="email", template=letter)


def _in_each_tone() -> list[Level]:
    return [_made_level(tone) for tone in TONES]


def _key(template: str) -> str:
    """Where the words of a template stand in the version's text: "en/firm.j2" -> "letters.en.firm"."""
    language, _, file = template.partition("/")
    name = next((one for one, each in SINGLE.items() if each == file), file.removesuffix(".j2"))
    return f"letters.{language}.{name}" if language in LANGUAGES else "letters"
