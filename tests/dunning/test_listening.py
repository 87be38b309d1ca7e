"""By which way they answer: learnt of several answers by one way and none by another, and of nothing less."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account, Contact, Notice, Preference, Response, Responses
from dunning.engine import decide, explain
from dunning.listening import LAPSES, LEAST_ANSWERED, Learnt, Tally, learnt, learnt_in_words
from dunning.policy import PolicyError, read_policy
from dunning.procedure import case_of
from dunning.reaching import preferred_in_words
from tests.dunning.desk import RULES, account, barred, books, customer, invoice, notice, notify, wish
from tests.dunning.guards_desk import TUESDAY
from tests.dunning.test_reach import ANN, CONSENT, PHONE

By = Literal["email", "sms", "voice", "page"]
ON: dict[str, object] = {"approval_required": "none", "contact": {"learn": "on"}}
SUGGEST: dict[str, object] = {"approval_required": "none"}


def ago(days: float) -> Any:
    return TUESDAY - timedelta(days=days)


def sent(channel: str, *days: int, **more: Any) -> tuple[Notice, ...]:
    """One message by that way on each of those days ago; its key is the way and the day."""
    facts: dict[str, Any] = {"channel": channel, "episode": "before", "by_us": True} | more
    return tuple(notice(key=f"{channel}{day}", delivered_at=ago(day), **facts) for day in days)


def answer(to: str, days: float, by: By = "email") -> Response:
    return Response(by=by, to=to, at=ago(days))


def texted(*days: float) -> tuple[Response, ...]:
    return tuple(answer("", day, "sms") for day in days)


def heard(*those: Response, read: bool = True) -> Responses:
    return Responses(those=those, mail_read_from=ago(400) if read else None)


MAILS, TEXTS = sent("email", 300, 250, 200, 150), sent("sms", 280, 230, 180, 130)


def known(*those: Response, notices: tuple[Notice, ...] = MAILS + TEXTS, **more: Any) -> Account:
    """Somebody with a mailbox, and a telephone that may be texted, who answered so."""
    who = replace(customer(emails=(ANN,)), phone=PHONE)
    facts: dict[str, Any] = {"consents": (CONSENT,), "text_number": PHONE, "responses": heard(*those)}
    facts["books"] = books(texts=True)
    ordered = tuple(sorted(notices, key=lambda each: each.delivered_at))
    return account(invoice(), customer=who, notices=ordered, **(facts | more))


ANSWERS_TEXTS = known(*texted(279, 179))
SAYS_SO = "answer text messages (2 of 4), not e-mails (0 of 4)"


def test_who_answers_texts_and_no_mails_is_told_so_with_its_reason() -> None:
    found = learnt(ANSWERS_TEXTS, TUESDAY)
    assert found == Learnt(
        way="sms",
        answers=Tally(way="sms", answered=2, sent=4),
        others=(Tally(way="email", answered=0, sent=4),),
    )
    assert learnt_in_words(found) == SAYS_SO


RINGS = tuple(Contact(channel="call", at=ago(day), reached=day < 90) for day in (100, 80, 60))
VOICE = sent("voice", 100, 80, 60)

LEARNT: dict[str, tuple[Account, str | None]] = {
    "texts answered, mails not": (ANSWERS_TEXTS, "sms"),
    "mails answered, texts not": (known(answer("email300", 299), answer("email200", 190)), "email"),
    "on their page, by the links of texts": (
        known(answer("sms280", 275, "page"), answer("sms180", 170, "page")), "sms",
    ),
    "picked up the telephone": (known(contacts=RINGS, notices=MAILS), "call"),
    "keys pressed in calls": (
        known(*(answer(f"voice{day}", day, "voice") for day in (100, 80)), notices=MAILS + VOICE), "call",
    ),
    "one answer alone": (known(*texted(279)), None),
    "two answers to one message": (known(*texted(279, 278)), None),
    "an answer by each": (known(*texted(279, 179), answer("email300", 299)), None),
    "a mail that answers none of ours": (known(*texted(279, 179), answer("", 20)), None),
    "a mail that answers our letter": (
        known(*texted(279, 179), answer("letter90", 89), notices=MAILS + TEXTS + sent("letter", 90)), None,
    ),
    "a mail that answers thanks": (
        known(
            *texted(279, 179), answer("email20", 19), notices=MAILS + TEXTS + sent("email", 20, kind="thanks")
        ),
        None,
    ),
    "they picked up, too": (known(*texted(279, 179), contacts=RINGS), None),
    "on their page, by the link of a mail": (known(*texted(279, 179), answer("email300", 290, "page")), None),
    "on their page, by a letter's link: no way": (
        known(*texted(279, 179), answer("letter90", 89, "page"), notices=MAILS + TEXTS + sent("letter", 90)),
        "sms",
    ),
    "too few texts": (known(*texted(279, 229), notices=MAILS + TEXTS[:2]), None),
    "too few mails": (known(*texted(279, 179), notices=MAILS[:2] + TEXTS), None),
    "letters are no silence": (known(*texted(279, 179), notices=TEXTS + sent("letter", 90, 60, 30)), None),
    "answers of ours ask for none": (
        known(*texted(279, 179), notices=TEXTS + sent("email", 90, 60, 30, kind="answer")), None,
    ),
    "nobody read the mails then": (
        known(responses=replace(heard(*texted(279, 179)), mail_read_from=ago(160))), None,
    ),
    "nobody reads mails": (known(responses=heard(*texted(279, 179), read=False)), None),
    "a person of ours sent the texts": (
        known(*texted(279, 179), notices=MAILS + sent("sms", 280, 230, 180, 130, by_us=False)), None,
    ),
    "their mails may be answered yet": (
        known(*texted(279, 179), notices=MAILS[:2] + TEXTS + sent("email", 6)), None,
    ),
    "and then not": (known(*texted(279, 179), notices=MAILS[:2] + TEXTS + sent("email", 7)), "sms"),
    "texts long after any of ours": (known(*texted(260, 160)), None),
    "what is a year old counts no more": (
        known(*texted(229, 179), notices=MAILS + sent("sms", 366, 230, 180)), None,
    ),
    "nor does it stand against anything": (known(*texted(279, 179), answer("", 366)), "sms"),
    "a mail that names a text": (known(*texted(279), answer("sms180", 179)), None),
    "a text of a person's between ours and their answer": (
        known(*texted(279, 178), notices=MAILS + TEXTS + sent("sms", 179, by_us=False)), "sms",
    ),
    "they want no more texts": (replace(ANSWERS_TEXTS, opted_out=("sms",)), None),
    "their number was stopped": (replace(ANSWERS_TEXTS, suppressed=(barred(PHONE, "stopped"),)), None),
}  # fmt: skip


@pytest.mark.parametrize("situation", LEARNT)
def test_a_way_is_learnt_of_several_answers_by_it_and_of_silence_that_would_have_been_heard(
    situation: str,
) -> None:
    asked, way = LEARNT[situation]
    found = learnt(asked, TUESDAY)
    assert (None if found is None else found.way) == way


GOES: dict[str, tuple[Account, dict[str, object], str]] = {
    "the policy lets it": (ANSWERS_TEXTS, ON, "sms"),
    "a person says first": (ANSWERS_TEXTS, SUGGEST, "email"),
    "it is off": (ANSWERS_TEXTS, {"contact": {"learn": "off"}}, "email"),
    "they said e-mail": (replace(ANSWERS_TEXTS, preference=wish("email")), ON, "email"),
    "they said only when": (replace(ANSWERS_TEXTS, preference=wish(None, 9, 12)), ON, "sms"),
    "no text without a consent": (replace(ANSWERS_TEXTS, consents=()), ON, "email"),
    "a letter stays one": (
        ANSWERS_TEXTS, ON | {"levels": [{"name": "one", "days": 1, "channel": "letter"}]}, "letter",
    ),
    "texts are no person's task by itself": (replace(ANSWERS_TEXTS, books=books()), ON, "email"),
    "a person rings by choice alone": (known(contacts=RINGS, notices=MAILS), ON, "email"),
    "who answers mails gets mails": (known(answer("email300", 299), answer("email200", 190)), ON, "email"),
}  # fmt: skip


@pytest.mark.parametrize("situation", GOES)
def test_what_was_learnt_takes_the_place_of_e_mail_where_the_policy_lets_it_and_nobody_said_a_way(
    situation: str,
) -> None:
    asked, settings, way = GOES[situation]
    assert case_of(asked, read_policy(settings), RULES, TUESDAY).channel == way


def test_it_is_explained_with_its_counts_and_who_set_the_policy() -> None:
    policy = read_policy(ON, {"contact.learn": "config.toml"})
    told = (
        f"They {SAYS_SO}: text message comes before e-mail where it may be used "
        "(contact.learn = on, config.toml)."
    )
    assert preferred_in_words(ANSWERS_TEXTS, policy, TUESDAY) == told
    [address] = [each for each in explain(ANSWERS_TEXTS, policy, RULES, TUESDAY) if each.guard == "address"]
    assert told in address.text
    suggested = preferred_in_words(ANSWERS_TEXTS, read_policy(SUGGEST), TUESDAY)
    assert suggested == (
        f"They {SAYS_SO}: it is not preferred until somebody says so (contact.learn = suggest, default)."
    )
    assert preferred_in_words(ANSWERS_TEXTS, read_policy({"contact": {"learn": "off"}}), TUESDAY) == ""


def test_what_a_person_accepted_is_told_with_why_and_is_no_word_of_theirs() -> None:
    accepted = replace(wish("sms"), words="", learnt=SAYS_SO)
    told = preferred_in_words(replace(ANSWERS_TEXTS, preference=accepted), read_policy(ON), TUESDAY)
    assert told == f"They hear from us by text message (ann, 1 April 2026, for they {SAYS_SO})."


def test_a_word_that_is_none_is_told() -> None:
    with pytest.raises(PolicyError, match='must be "off", "suggest" or "on"'):
        read_policy({"contact": {"learn": "yes"}})


DAYS = st.integers(0, 500)
WAYS_SENT = st.sampled_from(["email", "sms", "voice", "letter"])
BYS: Any = st.sampled_from(["email", "sms", "voice", "page"])


@st.composite
def answering(draw: st.DrawFn) -> tuple[Account, str]:
    """Somebody who answers by one way enough to be learnt of, whatever days that was; and that way."""
    way = draw(st.sampled_from(["email", "sms"]))
    other = "sms" if way == "email" else "email"
    some = st.lists(st.integers(8, 340), min_size=3, max_size=6, unique=True)
    mine, others = sent(way, *draw(some)), sent(other, *draw(some))
    answered = draw(st.lists(st.sampled_from(mine), min_size=LEAST_ANSWERED, max_size=6, unique=True))
    by: Any = draw(st.sampled_from([way, "page"] if way == "email" else ["page"]))
    those = [Response(by=by, to=each.key, at=each.delivered_at + timedelta(hours=3)) for each in answered]
    return known(*those, notices=mine + others), way


@st.composite
def histories(draw: st.DrawFn) -> Account:
    """The same, with whatever else went to them in 500 days, and came back, to any of it or to nothing."""
    one, _ = draw(answering())
    assert one.responses is not None
    went = draw(st.lists(st.tuples(WAYS_SENT, DAYS), max_size=4, unique=True))
    more = [sent(way, day, by_us=draw(st.booleans())) for way, day in went]
    notices = tuple(
        {each.key: each for each in (*(one for some in more for one in some), *one.notices)}.values()
    )
    keys = st.sampled_from(["", "unknown", *(each.key for each in notices)])
    those = (*one.responses.those, *draw(st.lists(st.builds(answer, keys, DAYS, BYS), max_size=2)))
    rings = draw(st.lists(st.tuples(DAYS, st.booleans()), max_size=1))
    contacts = tuple(Contact(channel="call", at=ago(day), reached=came) for day, came in rings)
    return known(*those, notices=notices, contacts=contacts)


@given(answering())
def test_enough_answers_by_one_way_make_it_the_learnt_one(one: tuple[Account, str]) -> None:
    found = learnt(one[0], TUESDAY)
    assert found is not None
    assert found.way == one[1]


@given(answering(), st.floats(0, 360), BYS)
def test_one_answer_by_another_way_and_nothing_is_learnt(
    one: tuple[Account, str], days: float, by: By
) -> None:
    """An answer by X never makes another way preferred, whatever else was answered."""
    asked, way = one
    assert asked.responses is not None
    others = {"email": "email", "sms": "sms", "voice": "call"}
    more = replace(asked.responses, those=(*asked.responses.those, answer("", days, by)))
    found = learnt(replace(asked, responses=more), TUESDAY)
    if others.get(by, way) != way:
        assert found is None
    else:
        assert found is not None
        assert found.way == way


@given(histories())
def test_whatever_came_what_is_learnt_was_answered_often_and_nothing_else_was(asked: Account) -> None:
    found = learnt(asked, TUESDAY)
    if found is None or asked.responses is None:
        return
    channels = {each.key: each.channel for each in asked.notices}
    ways = {"email": "email", "sms": "sms", "voice": "call"}
    since = TUESDAY - LAPSES
    used = {
        ways.get(channels.get(each.to, "") if each.by == "page" else each.by, found.way)
        for each in asked.responses.those
        if since < each.at <= TUESDAY and not (each.by == "page" and channels.get(each.to) == "sms")
    }
    assert used <= {found.way}
    assert found.answers.sent >= found.answers.answered >= LEAST_ANSWERED
    assert all(each.answered == 0 for each in found.others)


@given(histories(), st.integers(0, 7))
def test_fewer_answers_never_make_a_preference_of_another_way(asked: Account, gone: int) -> None:
    """Without one of the answers the way that they answer by is no other; it may be known no more."""
    assert asked.responses is not None
    those = asked.responses.those
    before = learnt(asked, TUESDAY)
    fewer = replace(asked.responses, those=(*those[:gone], *those[gone + 1 :]))
    after = learnt(replace(asked, responses=fewer), TUESDAY)
    if before is not None and after is not None:
        assert after.way == before.way
    if not fewer.those and not any(each.reached for each in asked.contacts):
        assert after is None


@given(histories())
def test_a_year_later_nothing_is_left_of_it(asked: Account) -> None:
    assert learnt(asked, TUESDAY + LAPSES + timedelta(days=1)) is None


@given(histories(), st.randoms(use_true_random=False))
def test_in_whatever_order_it_is_told_the_same_is_learnt(asked: Account, chance: Any) -> None:
    assert asked.responses is not None
    those = list(asked.responses.those)
    chance.shuffle(those)
    again = replace(asked, responses=replace(asked.responses, those=tuple(those)))
    assert learnt(again, TUESDAY) == learnt(asked, TUESDAY)


@given(histories(), st.sampled_from([None, "email", "letter"]))
def test_what_was_learnt_never_overrides_a_word_nor_lets_anything_go_that_waits(
    asked: Account, said: str | None
) -> None:
    preference: Preference | None = None if said is None else wish(said)
    asked = replace(asked, preference=preference, consents=())
    policy, plain = read_policy(ON), read_policy({"approval_required": "none", "contact": {"learn": "off"}})
    assert decide(asked, policy, RULES, TUESDAY) == decide(asked, plain, RULES, TUESDAY)


def test_a_text_goes_by_what_was_learnt_under_all_guards_of_texts() -> None:
    step = decide(ANSWERS_TEXTS, read_policy(ON), RULES, TUESDAY)
    assert notify(step).channel == "sms"
