"""What a letter depends on beside the decision: from the policy, the law of the place and the agreements.

The laws it keeps: free advice on debts is named to people, never to companies, from the third tone on; how to
refuse e-mails is said to people, and to whomever the law of their place wants it said.
"""

from __future__ import annotations

from datetime import datetime

from dunning.account import Account
from dunning.decisions import Notify
from dunning.guards.law import packs_of
from dunning.law import Rules
from dunning.law.pack import Pack
from dunning.letters.letter import Particulars, Received
from dunning.letters.mentions import mentions_in
from dunning.policy import TONES, Policy
from dunning.procedure import case_of

_PEOPLE = ("consumer", "sole_trader")
_ADVISED = TONES[TONES.index("firm") :]
_OPT_OUT = "opt_out_method"


def particulars_of(
    act: Notify,
    account: Account,
    policy: Policy,
    rules: Rules,
    now: datetime,
    received: tuple[Received, ...] | None = None,
) -> Particulars:
    """Those of this step's letter. `received`: as in `Particulars`."""
    case = case_of(account, policy, rules, now)
    packs = tuple(packs_of(case))
    is_person = case.policy.law.debtor_kind in _PEOPLE
    return Particulars(
        consequences=case.policy.consequences,
        received=received,
        mentions=mentions_in(act, case),
        advice=_advice(packs) if is_person and act.tone in _ADVISED else (),
        opt_out=is_person or any(_wants_opt_out(pack, act.channel) for pack in packs),
    )


def _advice(packs: tuple[Pack, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for pack in packs for each in pack.signpost for name in each.names))


def _wants_opt_out(pack: Pack, channel: str) -> bool:
    return any(
        _OPT_OUT in each.elements and (channel in each.channels or "*" in each.channels)
        for each in pack.disclose
    )
