"""What goes into a letter and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.effects import without_token
from dunning.letters.languages import LANGUAGES
from dunning.policy import CONFIRMATION, DEFAULT_CONSEQUENCES, LETTERS, Consequence

SUBJECT = "subject.txt.j2"
WORDS = "words.j2"
TERMS_NOTE, STATEMENT, THANKS, ANSWER = "terms_note", "statement", "thanks", "answer"
COURTESIES = (TERMS_NOTE, STATEMENT, THANKS, ANSWER)  # letters that demand nothing
OF_THEIR_OWN = (CONFIRMATION, *COURTESIES)  # letters in a frame of their own
SMS, SMS_ANSWER, SMS_THANKS = "sms.txt.j2", "sms_answer.txt.j2", "sms_thanks.txt.j2"
CALL = "call.txt.j2"
VOICE, MENU = "voice.txt.j2", "voice_menu.txt.j2"  # what a machine says on the telephone
SUBJECT_LENGTH = 60

FRAMES = tuple(
    f"frames/{name}.{form}.j2"
    for name in ("page", "parts", "demand", *OF_THEIR_OWN)
    for form in ("txt", "html")
)
TEMPLATE_NAMES: tuple[str, ...] = (
    *FRAMES,
    *(
        f"{language}/{name}"
        for language in LANGUAGES
        for name in (
            *(SUBJECT, WORDS, SMS, SMS_ANSWER, SMS_THANKS, CALL, VOICE, MENU),
            *(f"{letter}.j2" for letter in (*LETTERS, *OF_THEIR_OWN)),
        )
    ),
)
"""The templates: frames for all languages; in each language's folder its words, subject and letters."""


class LetterError(ValueError):
    """A letter cannot be rendered: a template is missing or wrong, or a fact is. Says which."""


class Sender(msgspec.Struct, frozen=True):
    """Who writes: one per ledger. `bank_details` and `signature` may have several lines.

    `hours`: when a person can be reached, in the sender's words. `language`: the house's own, where
    the customer's country does not settle it.
    """

    name: str
    email: str
    reply_to: str | None
    signature: str
    bank_details: str
    phone: str | None
    address: str | None
    website: str | None
    hours: str | None = None
    language: str | None = None
    data_notice: str | None = None


class Papers(msgspec.Struct, frozen=True):
    """What goes along with a letter: by invoice id where each is paid online, and whose PDF is attached.

    `page`: the customer's own page with us, "" where they have none. `texted`: the address that whoever is
    called by a machine has texted by a key; "" where that is not offered.
    """

    links: Mapping[str, str] = {}
    attached: frozenset[str] = frozenset()
    page: str = ""
    texted: str = ""


class Received(msgspec.Struct, frozen=True):
    """Money that came in since the last notice, for which the next letter says thanks."""

    on: date
    amount: Decimal


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Something agreed that the letter tells of.

    "promise": `amount` was promised for `on`, and `came` of it; "instalment": `amount`, due `on`, is missing;
    "settlement": `amount` by `on` for what was `owed` lapsed; "answer": the dispute about `number` was
    answered `on`.
    """

    kind: Literal["promise", "instalment", "settlement", "answer"]
    on: date
    amount: Decimal | None = None
    came: Decimal | None = None
    owed: Decimal | None = None
    number: str = ""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of one letter that are no facts: what a person may write anew for one message.

    `subject`: of a mail. `opening`, `ask`, `closing`: lines; an empty one parts paragraphs. What a letter
    has no place for stays empty; a text message is all `opening`. Tables, sums, bank details and how to
    disagree are never among them.
    """

    subject: str
    opening: tuple[str, ...]
    ask: tuple[str, ...]
    closing: tuple[str, ...]


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter depends on beside the decision and the books.

    `language`: the customer's own, BCP 47, where it is known. `consequences`: those that the policy
    lists; no letter names another. `received`: `None`: as far as the account itself shows it. `mentions`:
    what it says of agreements. `advice`: where people find free advice on debts. `opt_out`: it says how to
    refuse such e-mails. `own`: a person's words for just this letter, in place of the template's.
    """

    language: str | None = None
    consequences: tuple[Consequence, ...] = DEFAULT_CONSEQUENCES
    received: tuple[Received, ...] | None = None
    mentions: tuple[Mention, ...] = ()
    advice: tuple[str, ...] = ()
    opt_out: bool = False
    own: Words | None = None


class Rendered(msgspec.Struct, frozen=True):
    """One letter in both forms. `language`: BCP 47, such as "en-GB". `template`: the words of its template,
    where it has one, whether or not they are the letter's.
    """

    subject: str
    text: str
    html: str
    language: str
    template: Words | None = None

    def as_kept(self, page: str) -> Rendered:
        """The letter without what works like a key: the customer's own page, whose address it holds."""
        if not page:
            return self
        text, html = (each.replace(page, without_token(page)) for each in (self.text, self.html))
        return msgspec.structs.replace(self, text=text, html=html)


NO_PAPERS = Papers()
NO_PARTICULARS = Particulars()
