"""Addresses and numbers that nothing is sent to: what is done instead, and that nothing ever goes there."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import (
    COURTESIES,
    Account,
    Contact,
    PhoneConsent,
    Preference,
    Refusal,
    Suppressed,
    SuppressedFor,
)
from dunning.acting import slot_of
from dunning.briefing import briefing
from dunning.decisions import Notify, Reason
from dunning.engine import decide, explain
from dunning.guards.reach import ADDRESS
from dunning.ledger import Person
from dunning.lifting import commands_that_lift, fact_that_lifts
from dunning.policy import Policy, PolicyError, read_policy
from dunning.procedure import case_of
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    at,
    barred,
    books,
    customer,
    invoice,
    notice,
    notify,
    wish,
)
from tests.dunning.guards_desk import TUESDAY
from tests.dunning.test_properties import MOMENTS, STEADY, accounts

ANN, BO, CY = "ann@x.example", "Bo@x.example", "cy@x.example"
BY_TEXT = read_policy(
    {"approval_required": "none", "levels": [{"name": "text", "days": 1, "channel": "sms"}]}
)
BY_LETTER = read_policy(
    {"approval_required": "none", "levels": [{"name": "post", "days": 1, "channel": "letter"}]}
)
BY_CALL = read_policy(
    {"approval_required": "none", "levels": [{"name": "call", "days": 1, "channel": "call"}]}
)


def known(*emails: str, by: tuple[Suppressed, ...], cy: bool = False, on: tuple[str, ...] = ()) -> Account:
    """`cy`: a person of theirs for invoices; `on`: the invoice's own addresses."""
    people = (Person(name="Cy", email=CY, for_invoices=True),) if cy else ()
    return account(invoice(emails=on), customer=customer(emails=emails, people=people), suppressed=by)


SPOILT: dict[SuppressedFor, str] = {
    "bounced": "takes no messages",
    "complained": "called a message spam",
    "wrong": "is somebody else's",
}
GOES_TO: dict[str, tuple[Account, tuple[str, ...]]] = {
    "one of two bounced": (known(ANN, BO, by=(barred(ANN),)), (BO,)),
    "one of two complained": (known(ANN, BO, by=(barred(BO, "complained"),)), (ANN,)),
    "the invoice's own bounced": (known(ANN, by=(barred(BO),), on=(BO,)), (ANN,)),
    "one of the invoice's own bounced": (known(ANN, by=(barred(BO),), on=(BO, CY)), (CY,)),
    "the person's for invoices bounced": (known(ANN, by=(barred(CY),), cy=True), (ANN,)),
    "one stopped that nothing would go to": (known(ANN, by=(barred(ANN, "stopped"),), cy=True), (CY,)),
    "their number stopped texts": (known(ANN, by=(barred("+442079460999", "stopped"),)), (ANN,)),
}
WAITS: dict[str, tuple[Account, Reason, str]] = {
    "the only one bounced": (
        known(ANN, by=(barred(ANN),)), Reason.NO_ADDRESS,
        "ann@x.example takes no messages (since 3 May 2026). Ask them for another.",
    ),
    "one stopped and one bounced": (
        known(ANN, BO, by=(barred(ANN), barred(BO, "stopped"))), Reason.OPTED_OUT,
        "stopped by Bo@x.example (since 3 May 2026)",
    ),
    "one of two stopped": (
        known(ANN, BO, by=(barred(ANN, "stopped"),)), Reason.OPTED_OUT, "whoever they come from",
    ),
    "one bounced, and the stopped one is left": (
        known(ANN, by=(barred(BO), barred(ANN, "stopped")), on=(BO,)), Reason.OPTED_OUT, "ann@x.example",
    ),
    "the only one stopped": (
        known(ANN, by=(barred(ANN, "stopped"),)), Reason.OPTED_OUT, "stopped by ann@x.example",
    ),
    "both stopped": (
        known(ANN, BO, by=(barred(ANN, "stopped"), barred(BO, "stopped"))), Reason.OPTED_OUT,
        "stopped by ann@x.example (since 3 May 2026), Bo@x.example (since 3 May 2026).",
    ),
    "the only one stopped, as the books spell it": (
        known(f"{ANN} ", by=(barred(f"{ANN} ", "stopped"),)), Reason.OPTED_OUT, "stopped by ann@x.example",
    ),
    **{
        f"the same one stopped, and it {words}": (
            known(ANN, by=(barred(ANN, why), barred(ANN, "stopped"))), Reason.NO_ADDRESS,
            (
                f"Northern Bakers has no e-mail address left that may be used: ann@x.example {words} (since "
                "3 May 2026), ann@x.example wants no more messages (since 3 May 2026). Ask them for another."
            ),
        )
        for why, words in SPOILT.items()
    },
    **{
        f"the only one {words}": (
            known(ANN, by=(barred(ANN, why),)), Reason.NO_ADDRESS, f"used: ann@x.example {words} (since",
        )
        for why, words in SPOILT.items()
    },
}  # fmt: skip


@pytest.mark.parametrize("situation", GOES_TO)
def test_the_others_are_written_to(situation: str) -> None:
    asked, to = GOES_TO[situation]
    assert notify(decide(asked, read_policy({"approval_required": "none"}), RULES, TUESDAY)).recipients == to


@pytest.mark.parametrize("situation", WAITS)
def test_a_person_is_asked_where_none_is_left_or_they_stopped_it(situation: str) -> None:
    asked, reason, words = WAITS[situation]
    decision = decide(asked, POLICY, RULES, TUESDAY)
    assert (decision.reason, words in decision.text) == (reason, True), decision.text
    case = case_of(asked, POLICY, RULES, TUESDAY)
    assert fact_that_lifts(case, reason)
    blocking = [each for each in explain(asked, POLICY, RULES, TUESDAY) if each.blocks]
    assert (blocking[0].reason, {each.guard for each in blocking} & {"opted out", "address"}) == (
        reason,
        {blocking[0].guard},
    )
    commands = commands_that_lift(case, reason)
    assert commands
    assert all(
        each.startswith("duesync suppress ") and each.endswith('--end --words "..."') for each in commands
    )


def test_a_stopped_number_is_neither_texted_nor_rung_and_a_dead_one_not_texted() -> None:
    stopped = known(ANN, by=(barred("+442079460999", "stopped"),))
    dead = replace(stopped, suppressed=(barred("+442079460999"),))
    assert decide(stopped, BY_TEXT, RULES, TUESDAY).reason is Reason.OPTED_OUT
    assert decide(stopped, BY_CALL, RULES, TUESDAY).reason is Reason.OPTED_OUT
    assert decide(dead, BY_TEXT, RULES, TUESDAY).reason is Reason.NO_ADDRESS
    assert decide(dead, BY_CALL, RULES, TUESDAY).reason is Reason.APPROVAL


def told(asked: Account, policy: Policy, guard: str = "address") -> tuple[bool, str]:
    """Whether the guard keeps it back, and its words."""
    [answer] = [each for each in explain(asked, policy, RULES, TUESDAY) if each.guard == guard]
    return answer.blocks, answer.text


@pytest.mark.parametrize("why", SPOILT)
def test_a_spoilt_number_is_told_and_another_asked_for(why: SuppressedFor) -> None:
    one, two = barred("+442079460998", why), barred("+442079460999", why)
    said = f"+442079460998 {SPOILT[why]} (since 3 May 2026)"
    asked = account(invoice(), suppressed=(one,))
    blocked = True, f"{said}. Ask Northern Bakers for another number."
    assert told(asked, BY_TEXT) == blocked
    assert told(asked, BY_CALL)[0] is (why == "wrong"), "what takes no texts may well be rung"
    assert told(asked, BY_CALL) == blocked or why != "wrong"
    both = replace(asked, suppressed=(one, two))
    assert told(both, BY_TEXT)[1].startswith(f"{said}, +442079460999 {SPOILT[why]}")


def test_no_machine_rings_a_number_that_is_somebody_elses_whatever_chose_it() -> None:
    case = case_of(account(invoice(), suppressed=(barred(PHONE, "wrong"),)), BY_CALL, RULES, TUESDAY)
    block = ADDRESS.check(replace(case, channel="voice"))
    assert block is not None
    assert block.reason is Reason.NO_ADDRESS


@pytest.mark.parametrize(
    ("phone", "known_as"), [(None, ""), ("see below", "; not a telephone number: see below")]
)
def test_a_text_of_ours_needs_a_number(phone: str | None, known_as: str) -> None:
    asked = account(invoice(), customer=customer(phone=phone), books=books(texts=True))
    assert told(asked, BY_TEXT) == (True, f"Northern Bakers has no usable telephone number{known_as}.")


def test_a_letter_needs_a_door_and_what_they_said_of_mail_keeps_none_back() -> None:
    assert told(account(invoice(), customer=customer(address=())), BY_LETTER) == (
        True,
        (
            "Northern Bakers has no usable postal address. Write it in the ledger, or here: "
            "duesync address acme c1 --line ... --line ..."
        ),
    )
    stopped = account(invoice(), suppressed=(barred("ana@bakers.example", "stopped"),))
    assert told(stopped, BY_LETTER) == (False, "To 1 Mill Lane, LEEDS, LS1 1AA.")
    assert not told(stopped, BY_LETTER, "opted out")[0]


def test_where_all_they_have_was_stopped_that_is_told_of_the_address() -> None:
    stopped = known(ANN, by=(barred(ANN, "stopped"),))
    assert told(stopped, POLICY) == (False, "Messages to all they have were stopped.")


def test_a_letter_that_cannot_be_posted_goes_another_way_for_that_and_not_for_their_wish() -> None:
    levels = [{"name": "one", "days": 1, "channel": ["letter", "sms"]}]
    asked = reached(door=False, preference=wish("sms"))
    assert told(asked, read_policy({"levels": levels}))[1].endswith(
        "By text message, since letter leads to nobody."
    )


def test_invoices_that_name_different_addresses_are_asked_about_also_when_one_bounced() -> None:
    asked = account(invoice("1", emails=(ANN,)), invoice("2", emails=(BO,)), suppressed=(barred(ANN),))
    assert decide(asked, POLICY, RULES, TUESDAY).reason is Reason.ADDRESSES_DIFFER


BY_LETTER = read_policy(
    {"approval_required": "none", "levels": [{"name": "post", "days": 1, "channel": "letter"}]}
)
PHONE, CONSENT = (
    "+442079460999",
    PhoneConsent(number="+442079460999", kind="express", on=date(2026, 1, 5), how="order form"),
)
FALLING_BACK: dict[str, object] = {
    "approval_required": "none",
    "levels": [{"name": "first", "days": 1, "channel": ["email", "sms", "letter"]}],
}


def reached(
    by: tuple[Suppressed, ...] = (), *, consents: bool = True, door: bool = True, **more: object
) -> Account:
    """Somebody with a mailbox, a telephone and a door."""
    who = replace(customer(emails=(ANN,)), phone=PHONE, address=("1 Mill Lane", "Leeds") if door else ())
    facts = {"consents": (CONSENT,), "text_number": PHONE} if consents else {}
    return account(invoice(), customer=who, suppressed=by, **facts, **more)


def refusal(address: str) -> Refusal:
    return Refusal(recipients=(address,), reason="550 5.7.1 not accepted")


WAYS: dict[str, tuple[Account, dict[str, object], str]] = {
    "e-mail leads to them": (reached(), FALLING_BACK, "email"),
    "it bounced: the next in order": (reached((barred(ANN),)), FALLING_BACK, "sms"),
    "its server refused the last message": (reached(refused=(refusal(ANN),)), FALLING_BACK, "sms"),
    "the text was refused, too": (
        reached(refused=(refusal(PHONE), refusal(ANN))), FALLING_BACK, "letter",
    ),
    "another address was refused": (reached(refused=(refusal(BO),)), FALLING_BACK, "email"),
    "refused, and no other way": (reached(refused=(refusal(ANN),)), {"approval_required": "none"}, "email"),
    "they stopped it": (reached((barred(ANN, "stopped"),)), FALLING_BACK, "sms"),
    "they refused e-mail": (reached(opted_out=("email",)), FALLING_BACK, "sms"),
    "no text without a consent": (reached((barred(ANN),), consents=False), FALLING_BACK, "letter"),
    "no text to a stopped number": (
        reached((barred(ANN), barred(PHONE, "stopped"))), FALLING_BACK, "letter",
    ),
    "nothing leads to them: its own": (
        reached((barred(ANN),), consents=False, door=False), FALLING_BACK, "email",
    ),
    "the policy's order for levels without one": (
        reached((barred(ANN),)),
        {"approval_required": "none", "contact": {"fallback": ["letter", "sms"]}}, "letter",
    ),
    "without any order": (reached((barred(ANN),)), {"approval_required": "none"}, "email"),
    "they prefer a text": (reached(preference=wish("sms")), {}, "sms"),
    "they prefer a text and allowed none": (reached(preference=wish("sms"), consents=False), {}, "email"),
    "they prefer a letter": (reached(preference=wish("letter")), {}, "letter"),
    "they prefer a letter and have no door": (reached(preference=wish("letter"), door=False), {}, "email"),
    "they prefer to be rung": (reached(preference=wish("call")), {}, "call"),
    "a wish takes the place of e-mail alone": (
        reached(preference=wish("email")), {"levels": [{"name": "one", "days": 1, "channel": "letter"}]},
        "letter",
    ),
    "a wish, then the policy's order": (
        reached((barred(PHONE), barred(ANN)), preference=wish("sms")), FALLING_BACK, "letter",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", WAYS)
def test_a_level_goes_by_the_first_way_that_leads_to_them(situation: str) -> None:
    asked, settings, way = WAYS[situation]
    case = case_of(asked, read_policy(settings), RULES, TUESDAY)
    assert case.channel == way
    assert case.level is not None
    assert case.step.level == case.level.name
    text = next(
        each.text for each in explain(asked, read_policy(settings), RULES, TUESDAY) if each.guard == "address"
    )
    if way != case.level.channel:
        assert "leads to nobody" in text or "They want to hear from us" in text


def test_the_same_level_is_taken_once_whatever_the_way() -> None:
    before, after = reached(), reached((barred(ANN),))
    policy = read_policy(FALLING_BACK)
    steps = [case_of(each, policy, RULES, TUESDAY).step for each in (before, after)]
    assert [each.channel for each in steps] == ["email", "sms"]
    assert len({slot_of(step, before) for step in steps}) == 1
    assert len({each.fingerprint for each in steps}) == 2  # a yes to one is none to the other


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (["email", "hand_over"], "must hold only"),
        (["email", "email"], "must name each way once"),
        ([], "must be a list"),
    ],
)
def test_a_list_of_ways_that_is_none_is_told(written: list[str], problem: str) -> None:
    with pytest.raises(PolicyError, match=problem):
        read_policy({"levels": [{"name": "one", "days": 1, "channel": written}]})


@pytest.mark.parametrize(
    ("wanted", "clock", "reason"),
    [
        (wish(opens=9, until=12), "07:30", Reason.OUT_OF_HOURS),  # London is an hour ahead of UTC
        (wish(opens=9, until=12), "08:30", None),
        (wish(opens=9, until=12), "11:30", Reason.OUT_OF_HOURS),
        (wish(opens=18, until=20), "17:30", None),
        (wish(None, None, None, 3), "09:00", Reason.OUT_OF_HOURS),
        (wish(None, None, None, 1), "09:00", None),
        (wish("sms", opens=9, until=12), "11:30", Reason.OUT_OF_HOURS),
    ],
)
def test_their_hours_take_the_place_of_the_policys(
    wanted: Preference, clock: str, reason: Reason | None
) -> None:
    decision = decide(
        reached(preference=wanted), read_policy({"approval_required": "none"}), RULES, at("2026-05-05", clock)
    )
    if reason is None:
        assert isinstance(decision.action, Notify)
    else:
        assert decision.reason is reason
        assert "They want to hear from us" in decision.text


def test_two_ways_on_one_day_are_for_the_policy_to_allow() -> None:
    """A call in the morning, and thanks or a level that could go by another way the same day."""
    rung = Contact(channel="call", at=at("2026-05-05", "08:00"), reached=True)
    asked = reached(contacts=(rung,), notices=())
    none_between = {"approval_required": "none", "contact": {"days_between": 0}}
    refused = decide(asked, read_policy(none_between), RULES, TUESDAY)
    assert (refused.reason, refused.text) == (
        Reason.HOUSE_LIMIT,
        "They were contacted another way today already: one way a day is the most.",
    )
    several = {"approval_required": "none", "contact": {"days_between": 0, "several_channels_a_day": True}}
    assert isinstance(decide(asked, read_policy(several), RULES, TUESDAY).action, Notify)
    tried = replace(asked, contacts=(replace(rung, channel="voice", reached=False),))
    assert notify(decide(tried, read_policy(none_between), RULES, TUESDAY)).channel == "email"


def test_by_one_way_a_day_one_message_is_the_most_and_what_was_written_by_hand_is_no_other_way() -> None:
    settings = {"approval_required": "none", "contact": {"days_between": 0, "several_channels_a_day": True}}
    went = notice("before", episode="e", delivered_at=at("2026-05-05", "08:00"))
    kept = decide(reached(notices=(went,)), read_policy(settings), RULES, TUESDAY)
    assert (kept.reason, kept.text) == (
        Reason.HOUSE_LIMIT,
        "A message went today already: one a day is the most.",
    )
    by_hand = Contact(channel="email", at=at("2026-05-05", "08:00"), reached=True)
    settings = {"approval_required": "none", "contact": {"days_between": 0}}
    assert notify(decide(reached(contacts=(by_hand,)), read_policy(settings), RULES, TUESDAY))


@pytest.mark.parametrize("kind", ["level", "pre_due", *COURTESIES])
@pytest.mark.parametrize("channel", ["sms", "call", "voice", "letter"])
def test_whatever_went_another_way_today_nothing_of_ours_follows_unless_the_policy_says_so(
    kind: str, channel: str
) -> None:
    """A text that key 1 of a call asked for, an answer and thanks by text, a statement: each is one."""
    went = notice("before", "2026-05-05", channel=channel, kind=kind, currency="EUR", episode="e")
    asked = reached(notices=(replace(went, delivered_at=at("2026-05-05", "08:00")),))
    none_between = {"days_between": 0, "most": 9}
    kept = decide(asked, read_policy({"approval_required": "none", "contact": none_between}), RULES, TUESDAY)
    assert (kept.reason, "one a day is the most" in kept.text) == (Reason.HOUSE_LIMIT, True)
    several = none_between | {"several_channels_a_day": True}
    policy = read_policy({"approval_required": "none", "contact": several})
    assert notify(decide(asked, policy, RULES, TUESDAY)).channel == "email"


def test_a_message_about_one_currency_keeps_another_way_from_the_other_that_day() -> None:
    sent = notice("first", "2026-05-05", channel="sms", currency="EUR", episode="e")
    policy = read_policy(FALLING_BACK | {"contact": {"days_between": 0}})
    assert decide(reached(notices=(sent,)), policy, RULES, TUESDAY).reason is Reason.HOUSE_LIMIT


def test_a_caller_is_told_of_the_wish() -> None:
    told = briefing(reached(preference=wish("sms", 9, 12, 0, 1)), POLICY, RULES, TUESDAY)
    assert told.wish == (
        "They want to hear from us by text message from 09:00 to 12:00 on Mondays, Tuesdays "
        '(ann, 1 April 2026: "as they said").'
    )
    assert "09:00 to 12:00" in told.calling.house


@given(
    accounts(),
    MOMENTS,
    st.lists(st.sampled_from([ANN, BO, CY, "a@x.example"]), max_size=3, unique=True),
    st.lists(
        st.tuples(
            st.sampled_from([ANN, BO, CY, "a@x.example", "b@x.example"]),
            st.sampled_from(["stopped", "bounced", "complained", "wrong"]),
        ),
        max_size=4,
    ),
)
@STEADY
def test_no_decision_writes_to_an_address_that_is_suppressed(
    asked: Account, now: datetime, emails: list[str], facts: list[tuple[str, SuppressedFor]]
) -> None:
    under = replace(
        asked,
        customer=replace(asked.customer, emails=tuple(emails)),
        suppressed=tuple(barred(*each) for each in facts),
    )
    without = {address for address, _ in facts}
    policy = read_policy({"approval_required": "none"})
    act = decide(under, policy, RULES, now).action
    if isinstance(act, Notify):
        assert without.isdisjoint(act.recipients)
    for proposed in (getattr(act, "proposed", None), case_of(under, policy, RULES, now)):
        if proposed is not None and proposed.recipients:
            told = proposed.recipients if isinstance(proposed, Notify) else proposed.recipients[0]
            assert without.isdisjoint(told)
    assert all(answer.text for answer in explain(under, policy, RULES, now))
